//! wasm-bindgen, linked in: `Cargo.lock` pins it together with the crate that the module was compiled with.

use std::ffi::OsString;
use std::path::Path;

use anyhow::{Context, Result};

/// Writes `NAME_bg.js` (glue without a loader) and `NAME_bg.wasm` into `folder`.
pub fn bindgen(module: &Path, name: &str, folder: &Path) -> Result<()> {
    let options = ["--target", "bundler", "--no-typescript", "--remove-name-section", "--remove-producers-section"];
    let mut arguments: Vec<OsString> = vec!["wasm-bindgen".into()];
    arguments.extend(options.iter().map(OsString::from));
    arguments.extend(["--out-name".into(), name.into(), "--out-dir".into(), folder.into(), module.into()]);
    wasm_bindgen_cli::wasm_bindgen::run_cli_with_args(arguments)
        .with_context(|| format!("wasm-bindgen cannot read {}", module.display()))
}

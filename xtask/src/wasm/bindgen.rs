//! wasm-bindgen, linked in: `Cargo.lock` pins it together with the crate that the module was compiled with.

use std::ffi::OsString;
use std::path::Path;

use anyhow::{Context, Result};

/// Whether the module keeps the names of its functions. They are a fifth of it and serve nobody who runs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Names {
    Dropped,
    Kept,
}

/// What every call is given. Part of the stamp of what it wrote.
pub const OPTIONS: [&str; 3] = ["--target", "bundler", "--remove-producers-section"];

/// Writes `NAME_bg.js` (glue without a loader), `NAME.d.ts` (its types) and `NAME_bg.wasm` into `folder`.
pub fn bindgen(module: &Path, name: &str, names: Names, folder: &Path) -> Result<()> {
    let mut arguments: Vec<OsString> = vec!["wasm-bindgen".into()];
    arguments.extend(OPTIONS.iter().map(OsString::from));
    if names == Names::Dropped {
        arguments.push("--remove-name-section".into());
    }
    arguments.extend(["--out-name".into(), name.into(), "--out-dir".into(), folder.into(), module.into()]);
    wasm_bindgen_cli::wasm_bindgen::run_cli_with_args(arguments)
        .with_context(|| format!("wasm-bindgen cannot read {}", module.display()))
}

//! Keeps this machine's paths out of what ships. They would tell where it was built and make two builds differ.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use crate::layout::Layout;
use crate::toolchain::WasmCargo;

/// Compiler flags that replace this machine's folders by names.
pub fn remap_flags(layout: &Layout, cargo: &WasmCargo) -> Vec<String> {
    let flag = |(from, to): (PathBuf, &str)| format!("--remap-path-prefix={}={to}", from.display());
    remaps(layout, cargo).into_iter().map(flag).collect()
}

/// Fails if the module names a folder of this machine.
pub fn refuse_paths(layout: &Layout, module: &Path) -> Result<()> {
    let bytes = fs::read(module)?;
    let folders = [Some(layout.root().to_path_buf()), cargo_home(), env::home_dir()];
    for folder in folders.into_iter().flatten().filter(|folder| folder.components().count() > 1) {
        let name = format!("{}/", folder.display());
        if bytes.windows(name.len()).any(|window| window == name.as_bytes()) {
            bail!("{} holds the path {name}: add it to xtask/src/wasm/paths.rs", module.display());
        }
    }
    Ok(())
}

/// Later entries win, so the most particular folder comes last.
fn remaps(layout: &Layout, cargo: &WasmCargo) -> Vec<(PathBuf, &'static str)> {
    let std = cargo.std_sources().into_iter().map(|folder| (folder, "rust"));
    let home = cargo_home().map(|folder| (folder, "cargo"));
    let crates = registry_folders().into_iter().map(|folder| (folder, "crates"));
    let own = [(layout.root().to_path_buf(), "commerce-auth")];
    std.chain(home).chain(crates).chain(own).collect()
}

fn cargo_home() -> Option<PathBuf> {
    env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| env::home_dir().map(|home| home.join(".cargo")))
}

/// The folders of unpacked crates, one for each registry. Cargo unpacked our own dependencies there to build xtask.
fn registry_folders() -> Vec<PathBuf> {
    let Some(home) = cargo_home() else { return Vec::new() };
    let Ok(entries) = fs::read_dir(home.join("registry").join("src")) else { return Vec::new() };
    let mut folders: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    folders.sort();
    folders
}

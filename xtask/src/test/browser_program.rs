//! Where a browser or its driver is.

use std::env;
use std::path::{Path, PathBuf};

/// The one that a variable names.
pub fn named(variable: &str) -> Option<PathBuf> {
    env::var_os(variable).map(PathBuf::from).filter(|path| path.is_file())
}

/// The first of several that PATH has.
pub fn in_path(names: &[&str]) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    let folders: Vec<PathBuf> = env::split_paths(&path).collect();
    names
        .iter()
        .flat_map(|name| folders.iter().map(move |folder: &PathBuf| folder.join(name)))
        .find(|path: &PathBuf| Path::is_file(path))
}

//! Links to folders, as each system has them.

use std::path::Path;

use anyhow::Result;

#[cfg(unix)]
pub fn link(from: &Path, to: &Path) -> Result<()> {
    Ok(std::os::unix::fs::symlink(from, to)?)
}

#[cfg(windows)]
pub fn link(from: &Path, to: &Path) -> Result<()> {
    Ok(std::os::windows::fs::symlink_dir(from, to)?)
}

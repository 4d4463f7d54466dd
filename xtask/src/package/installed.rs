//! The tarball installed in an empty folder, as a user has it.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;
use tempfile::TempDir;

use super::tarball::Tarball;
use crate::command::run;
use crate::js_tools::npm;
use crate::layout::Layout;

/// A temporary folder with the package in its `node_modules`; removed when dropped.
#[derive(Debug)]
pub struct Installed {
    folder: TempDir,
    tarball: Tarball,
}

impl Installed {
    /// Packs `pkg/` and installs the tarball. Offline: the package depends on nothing, and this shows it.
    pub fn new(layout: &Layout) -> Result<Self> {
        let folder = tempfile::Builder::new().prefix("commerce-auth-").tempdir()?;
        let tarball = Tarball::pack(&layout.package(), folder.path())?;
        fs::write(folder.path().join("package.json"), "{ \"name\": \"consumer\", \"private\": true }\n")?;
        let mut command = npm();
        command.args(["install", "--offline", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]);
        run(command.arg(tarball.path()).current_dir(folder.path()).stdout(std::process::Stdio::null()))?;
        Ok(Self { folder, tarball })
    }

    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The package itself.
    pub fn package(&self) -> PathBuf {
        self.folder().join("node_modules").join("commerce-auth")
    }

    /// Leaves the folder to somebody else to remove.
    pub fn keep(self) -> PathBuf {
        self.folder.keep()
    }

    pub fn tarball(&self) -> &Tarball {
        &self.tarball
    }
}

//! The JavaScript tools: node, npm, and what `xtask/tools/package-lock.json` pins.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::command::{command, run};
use crate::layout::Layout;
use crate::stamp::Stamp;
use crate::toolchain::Permission;

/// The oldest Node that the package and its tools run on.
const OLDEST_NODE: u32 = 20;

/// Installed tools, ready to run.
#[derive(Clone, Debug)]
pub struct JsTools {
    folder: PathBuf,
    lock: Vec<u8>,
}

impl JsTools {
    /// Checks node and npm, and installs the tools if the lock file changed since they were installed.
    pub fn ready(layout: &Layout, permission: Permission) -> Result<Self> {
        Self::installed_in(layout.tools(), permission)
    }

    /// The same for another folder with a lock file of its own.
    pub fn installed_in(folder: PathBuf, permission: Permission) -> Result<Self> {
        let lock = folder.join("package-lock.json");
        let lock = fs::read(&lock).with_context(|| format!("{} cannot be read", lock.display()))?;
        let tools = Self { folder, lock };
        let stamp = Stamp::over(tools.modules().join(".stamp"), &[&tools.lock]);
        if !stamp.is_current() {
            tools.install(permission)?;
            stamp.write()?;
        }
        Ok(tools)
    }

    /// `node` on a script of an installed tool.
    pub fn script(&self, path: &str) -> Command {
        let mut command = command("node");
        command.arg(self.modules().join(path));
        command
    }

    /// `node` on one of our own scripts.
    pub fn own_script(&self, name: &str) -> Command {
        let mut command = command("node");
        command.arg(self.folder.join(name));
        command
    }

    /// The folder that `node_modules` lies in.
    pub fn folder(&self) -> &PathBuf {
        &self.folder
    }

    pub fn modules(&self) -> PathBuf {
        self.folder.join("node_modules")
    }

    /// The bytes of the lock file, for stamps.
    pub fn lock(&self) -> &[u8] {
        &self.lock
    }

    /// `--ignore-scripts`: no package runs anything of its own at installation; none of these needs to.
    fn install(&self, permission: Permission) -> Result<()> {
        let line = format!("npm ci --ignore-scripts --prefix {}", self.folder.display());
        if permission == Permission::NoInstall {
            bail!("JavaScript packages are not installed and --no-install was given: run `{line}`");
        }
        check_npm()?;
        eprintln!("installing: {line}");
        let mut npm = npm();
        npm.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]).current_dir(&self.folder);
        run(npm.stdout(Stdio::null()))
    }
}

/// npm, quiet about its own newer versions.
pub fn npm() -> Command {
    let mut npm = command(if cfg!(windows) { "npm.cmd" } else { "npm" });
    npm.env("NPM_CONFIG_UPDATE_NOTIFIER", "false");
    npm
}

/// Asked before anything is installed or compiled: without node all of that would be for nothing.
pub fn check_node() -> Result<()> {
    let Some(version) = answer(command("node").arg("--version")) else {
        bail!("there is no node: {}", how_to_get_node());
    };
    match read_major(&version) {
        Some(major) if major >= OLDEST_NODE => Ok(()),
        _ => bail!("node is {}, which is too old: {}", version.trim(), how_to_get_node()),
    }
}

fn how_to_get_node() -> String {
    format!(
        "run `apt-get install nodejs npm` where that gives Node {OLDEST_NODE} or newer, or take it from https://nodejs.org"
    )
}

fn check_npm() -> Result<()> {
    match answer(npm().arg("--version")) {
        Some(_) => Ok(()),
        None => bail!("node is there but npm is not: install npm (`apt-get install npm`, or Node's own installer)"),
    }
}

fn answer(command: &mut Command) -> Option<String> {
    let output = command.stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

fn read_major(version: &str) -> Option<u32> {
    version.trim().strip_prefix('v')?.split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::read_major;

    #[test]
    fn the_major_version_of_node_is_read() {
        assert_eq!(read_major("v20.20.2\n"), Some(20));
        assert_eq!(read_major("20"), None);
    }
}

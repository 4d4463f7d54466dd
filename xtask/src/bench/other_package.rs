//! Another version of the package, to compare with: a tarball, or one that npm has.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::Stdio;

use anyhow::{Context, Result, bail};
use tempfile::TempDir;

use crate::command::run;
use crate::js_tools::npm;

/// A temporary folder with it in `node_modules`; removed when dropped.
pub struct OtherPackage {
    folder: TempDir,
}

impl OtherPackage {
    pub fn install(which: &OsStr) -> Result<Self> {
        let source = Source::of(which)?;
        let folder = tempfile::Builder::new().prefix("commerce-auth-other-").tempdir()?;
        std::fs::write(folder.path().join("package.json"), "{ \"private\": true }\n")?;
        let mut command = npm();
        command.args(["install", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]);
        command.args(source.arguments()).current_dir(folder.path());
        run(command.stdout(Stdio::null()))?;
        Ok(Self { folder })
    }

    /// The package itself.
    pub fn package(&self) -> PathBuf {
        self.folder.path().join("node_modules").join("commerce-auth")
    }
}

#[derive(Debug, PartialEq, Eq)]
enum Source {
    Tarball(PathBuf),
    Version(String),
}

impl Source {
    fn of(which: &OsStr) -> Result<Self> {
        let path = Path::new(which);
        if path.is_file() {
            let whole = path.canonicalize().with_context(|| format!("{} cannot be found", path.display()))?;
            return Ok(Self::Tarball(whole));
        }
        match which.to_str() {
            Some(version) if is_version(version) => Ok(Self::Version(version.to_owned())),
            _ => bail!("{} is neither a file nor a version: name a tarball of commerce-auth, or 0.1.0", path.display()),
        }
    }

    /// A tarball of ours depends on nothing, so nobody need be asked.
    fn arguments(&self) -> Vec<OsString> {
        match self {
            Self::Tarball(file) => vec!["--offline".into(), file.into()],
            Self::Version(version) => vec![format!("commerce-auth@{version}").into()],
        }
    }
}

/// Three numbers, and what may follow them.
fn is_version(text: &str) -> bool {
    let core = text.split(['-', '+']).next().unwrap_or_default();
    let parts: Vec<_> = core.split('.').collect();
    let is_number = |part: &&str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    parts.len() == 3
        && parts.iter().all(is_number)
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-+".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_or_a_version_and_nothing_else() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let file = folder.path().join("commerce-auth-0.1.0.tgz");
        std::fs::write(&file, "")?;
        assert_eq!(Source::of(file.as_os_str())?, Source::Tarball(file.canonicalize()?));
        assert_eq!(Source::of(OsStr::new("1.2.3-rc.1"))?, Source::Version("1.2.3-rc.1".to_owned()));
        for wrong in ["missing.tgz", "1.2", "latest", "1.2.3/../x", "--global"] {
            assert!(Source::of(OsStr::new(wrong)).is_err(), "{wrong}");
        }
        Ok(())
    }
}

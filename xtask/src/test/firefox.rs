//! The other browser that tests run in; puppeteer-core drives it without a driver of its own.

use std::path::PathBuf;

use anyhow::Result;

use super::browser_program::{in_path, named};
use crate::toolchain::{Machine, Permission};

const PACKAGES: [&str; 1] = ["firefox-esr"];

/// A browser.
#[derive(Clone, Debug)]
pub struct Firefox {
    pub browser: PathBuf,
}

impl Firefox {
    /// Finds it, installing Debian's if that is allowed; otherwise the error says what to do.
    pub fn ready(permission: Permission) -> Result<Self> {
        if let Some(found) = Self::look() {
            return Ok(found);
        }
        let line = Machine::here().install_or_tell(permission, &PACKAGES.map(str::to_owned));
        match (Self::look(), line) {
            (Some(found), _) => Ok(found),
            (None, Some(line)) => anyhow::bail!("there is no Firefox: run `{line}`, or set FIREFOX"),
            (None, None) => anyhow::bail!("there is no Firefox and no apt-get: install it and set FIREFOX"),
        }
    }

    fn look() -> Option<Self> {
        let browser = named("FIREFOX").or_else(|| in_path(&["firefox-esr", "firefox"]))?;
        Some(Self { browser })
    }
}

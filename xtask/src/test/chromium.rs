//! The browser that tests run in.

use std::path::PathBuf;

use anyhow::Result;

use super::browser_program::{in_path, named};
use crate::toolchain::{Machine, Permission};

const PACKAGES: [&str; 2] = ["chromium", "chromium-driver"];

/// A browser and its driver.
#[derive(Clone, Debug)]
pub struct Chromium {
    pub browser: PathBuf,
    pub driver: PathBuf,
}

impl Chromium {
    /// Finds them, installing Debian's if that is allowed; otherwise the error says what to do.
    pub fn ready(permission: Permission) -> Result<Self> {
        if let Some(found) = Self::look() {
            return Ok(found);
        }
        let line = Machine::here().install_or_tell(permission, &PACKAGES.map(str::to_owned));
        match (Self::look(), line) {
            (Some(found), _) => Ok(found),
            (None, Some(line)) => {
                anyhow::bail!("there is no Chromium with its driver: run `{line}`, or set CHROMIUM and CHROMEDRIVER")
            }
            (None, None) => anyhow::bail!(
                "there is no Chromium with its driver and no apt-get: install both and set CHROMIUM and CHROMEDRIVER"
            ),
        }
    }

    fn look() -> Option<Self> {
        let browser = named("CHROMIUM").or_else(|| in_path(&["chromium", "chromium-browser", "google-chrome"]))?;
        let driver = named("CHROMEDRIVER").or_else(|| in_path(&["chromedriver"]))?;
        Some(Self { browser, driver })
    }
}

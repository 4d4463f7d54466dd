//! `cargo xtask simulate`: the tables and charts of docs/fleet.md.

use std::process::ExitCode;

use anyhow::{Context, Result};

use crate::layout::Layout;

/// Writes them, and says which files they are.
pub fn run(layout: &Layout) -> Result<ExitCode> {
    let written = commerce_auth_fleet::page::write(layout.root()).context("docs/fleet.md cannot be written")?;
    written.iter().for_each(|path| eprintln!("{}", path.display()));
    Ok(ExitCode::SUCCESS)
}

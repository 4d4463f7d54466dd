//! Biome over the code of the package and of the admin page, as `biome.json` sets it: the formatter and the linter of JavaScript and TypeScript.

use std::process::Command;

use anyhow::Result;

use super::super::workshop::Workshop;

/// The folders it is for.
pub const FOLDERS: [&str; 2] = ["pkg-template", "www"];

/// One of its tasks; whatever it finds is an error.
pub fn biome(workshop: &Workshop, task: &str) -> Result<Command> {
    let mut command = workshop.tools()?.script("@biomejs/biome/bin/biome");
    command.args([task, "--error-on-warnings"]).args(FOLDERS).current_dir(workshop.layout.root());
    Ok(command)
}

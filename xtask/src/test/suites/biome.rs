//! Biome over the code of the package, as `biome.json` sets it: the formatter and the linter of JavaScript and TypeScript.

use std::process::Command;

use anyhow::Result;

use super::super::workshop::Workshop;

/// One of its tasks; whatever it finds is an error.
pub fn biome(workshop: &Workshop, task: &str) -> Result<Command> {
    let mut command = workshop.tools()?.script("@biomejs/biome/bin/biome");
    command.args([task, "--error-on-warnings", "pkg-template"]).current_dir(workshop.layout.root());
    Ok(command)
}

//! What npm's users would complain about: publint on the package, attw on the tarball. One test each.

use std::process::Command;

use anyhow::Result;

use super::super::counts::Counts;
use super::super::run::Outcome;
use super::super::workshop::Workshop;
use crate::package::wasm_entries;

pub fn run(workshop: &Workshop) -> Result<Outcome> {
    let installed = workshop.installed()?;
    let tools = workshop.tools()?;
    let mut publint = tools.script("publint/src/cli.js");
    publint.arg(workshop.layout.package()).arg("--strict");
    let mut attw = tools.script("@arethetypeswrong/cli/dist/index.js");
    attw.arg(installed.tarball().path()).arg("--no-emoji");
    // A module has no resolution in the oldest form of Node's algorithm.
    let entries = wasm_entries(&workshop.layout)?;
    if !entries.is_empty() {
        attw.arg("--exclude-entrypoints").args(entries);
    }
    let mut total = check("publint", &mut publint)?;
    total.add(check("attw", &mut attw)?);
    Ok(Outcome::Counted(total))
}

fn check(name: &str, command: &mut Command) -> Result<Counts> {
    let status = command.status()?;
    println!("{name}: {}", if status.success() { "ok" } else { "FAILED" });
    Ok(Counts::of_success(status.success()))
}

//! clippy: three tests, for the native workspace and the two builds that ship.

use std::process::Command;

use anyhow::Result;

use super::super::counts::Counts;
use super::super::run::Outcome;
use super::super::workshop::Workshop;
use crate::command::native_cargo;
use crate::wasm::Variant;

pub fn run(workshop: &Workshop) -> Result<Outcome> {
    let mut native = native_cargo();
    native.args(["clippy", "--quiet", "--workspace", "--all-targets"]);
    let mut total = lint("native", &mut native, workshop)?;
    for variant in Variant::ALL {
        let mut command = workshop.cargo()?.command("clippy", "lint", variant.std);
        command.args(["--quiet", "--package", "commerce-auth", "--lib", "--features", variant.feature]);
        total.add(lint(variant.name, &mut command, workshop)?);
    }
    Ok(Outcome::Counted(total))
}

fn lint(what: &str, command: &mut Command, workshop: &Workshop) -> Result<Counts> {
    let status = command.args(["--", "-D", "warnings"]).current_dir(workshop.layout.root()).status()?;
    println!("{what}: {}", if status.success() { "clean" } else { "FAILED" });
    Ok(Counts::of_success(status.success()))
}

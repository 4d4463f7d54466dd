//! clippy: one test for each part of the native workspace and each build that ships.

use std::process::Command;

use anyhow::Result;

use super::super::counts::Counts;
use super::super::run::Outcome;
use super::super::workshop::Workshop;
use super::selections::SELECTIONS;
use crate::command::native_cargo;
use crate::toolchain::Std;
use crate::wasm::Variant;

pub fn run(workshop: &Workshop) -> Result<Outcome> {
    let mut total = Counts::default();
    for selection in SELECTIONS {
        let mut command = native_cargo();
        command.args(["clippy", "--quiet", "--all-targets"]).args(selection);
        total.add(lint(selection, &mut command, workshop)?);
    }
    for variant in Variant::ALL {
        // The whole std for both: what is checked for one serves the other.
        let mut command = workshop.cargo()?.command("clippy", "lint", Std::Whole);
        command.args(["--quiet", "--package", "commerce-auth", "--lib", "--features", variant.feature]);
        total.add(lint(&["wasm", variant.name], &mut command, workshop)?);
    }
    Ok(Outcome::Counted(total))
}

fn lint(what: &[&str], command: &mut Command, workshop: &Workshop) -> Result<Counts> {
    let status = command.args(["--", "-D", "warnings"]).current_dir(workshop.layout.root()).status()?;
    println!("{}: {}", what.join(" "), if status.success() { "clean" } else { "FAILED" });
    Ok(Counts::of_success(status.success()))
}

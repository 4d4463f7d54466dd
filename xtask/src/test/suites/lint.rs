//! clippy: one test for each part of the native workspace and each build that ships. And the code of the package
//! and of the admin page: their types, as strict as can be, and Biome.

use std::process::Command;

use anyhow::Result;

use super::super::counts::Counts;
use super::super::run::Outcome;
use super::super::workshop::Workshop;
use super::biome::{FOLDERS, biome};
use super::selections::SELECTIONS;
use crate::command::native_cargo;
use crate::toolchain::Std;
use crate::wasm::{self, Variant};

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
    // Its code is held against the classes of the core, as wasm-bindgen describes them.
    wasm::build(&workshop.layout, workshop.cargo()?, workshop.tools()?)?;
    for folder in FOLDERS {
        total.add(check(&format!("the types of {folder}"), &mut types(folder, workshop)?)?);
    }
    total.add(check(&FOLDERS.join(" "), &mut biome(workshop, "lint")?)?);
    Ok(Outcome::Counted(total))
}

/// The compiler over the code in a folder, as its `tsconfig.json` sets it.
fn types(folder: &str, workshop: &Workshop) -> Result<Command> {
    let mut tsc = workshop.tools()?.script("typescript/bin/tsc");
    tsc.args(["--noEmit", "--pretty", "false", "--project"]).arg(workshop.layout.root().join(folder));
    Ok(tsc)
}

fn lint(what: &[&str], command: &mut Command, workshop: &Workshop) -> Result<Counts> {
    command.args(["--", "-D", "warnings"]).current_dir(workshop.layout.root());
    check(&what.join(" "), command)
}

fn check(what: &str, command: &mut Command) -> Result<Counts> {
    let status = command.status()?;
    println!("{what}: {}", if status.success() { "clean" } else { "FAILED" });
    Ok(Counts::of_success(status.success()))
}

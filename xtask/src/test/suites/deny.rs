//! cargo-deny on deny.toml. It takes longer to compile than everything else here, so only the long form asks for it;
//! tests/release/supply.test.mjs holds the same tables in every run (docs/decisions/0016-supply-chain.md).

use std::process::Stdio;

use anyhow::Result;

use super::super::counts::Counts;
use super::super::length::Length;
use super::super::run::Outcome;
use super::super::workshop::Workshop;
use crate::command::native_cargo;

const MISSING: &str = "there is no cargo-deny: run `cargo install cargo-deny --locked`";

pub fn run(workshop: &Workshop) -> Result<Outcome> {
    if workshop.length == Length::Short {
        return Ok(Outcome::NothingToDo);
    }
    let mut version = native_cargo();
    version.args(["deny", "--version"]).stdout(Stdio::null()).stderr(Stdio::null());
    if !version.status()?.success() {
        return Ok(Outcome::Skipped(MISSING.to_owned()));
    }
    let mut total = Counts::default();
    for check in ["licenses", "bans", "sources"] {
        let mut command = native_cargo();
        command.args(["deny", "--locked", "--workspace", "check", check]).current_dir(workshop.layout.root());
        total.add(Counts::of_success(command.status()?.success()));
    }
    Ok(Outcome::Counted(total))
}

//! cargo-deny on deny.toml, in the long form: it is dear to compile, and tests/release/supply.test.mjs holds the same
//! tables in every run (docs/decisions/0016-supply-chain.md).

use std::process::Stdio;

use anyhow::Result;

use super::super::counts::Counts;
use super::super::workshop::Workshop;
use crate::command::native_cargo;

/// One test for each table; one that is skipped where there is no cargo-deny.
pub fn check(workshop: &Workshop) -> Result<Counts> {
    let mut version = native_cargo();
    version.args(["deny", "--version"]).stdout(Stdio::null()).stderr(Stdio::null());
    if !version.status()?.success() {
        println!("skipped: there is no cargo-deny: run `cargo install cargo-deny --locked`");
        return Ok(Counts::ONE_SKIPPED);
    }
    let mut total = Counts::default();
    for table in ["licenses", "bans", "sources"] {
        let mut command = native_cargo();
        command.args(["deny", "--locked", "--workspace", "check", table]).current_dir(workshop.layout.root());
        total.add(Counts::of_success(command.status()?.success()));
    }
    Ok(total)
}

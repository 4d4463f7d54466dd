//! rustfmt.

use anyhow::Result;

use super::super::counts::Counts;
use super::super::run::Outcome;
use super::super::workshop::Workshop;
use crate::command::native_cargo;

pub fn run(workshop: &Workshop) -> Result<Outcome> {
    let status = native_cargo().args(["fmt", "--all", "--check"]).current_dir(workshop.layout.root()).status()?;
    if !status.success() {
        println!("mend with `cargo fmt --all` (no such command: `rustup component add rustfmt`)");
    }
    Ok(Outcome::Counted(Counts::of_success(status.success())))
}

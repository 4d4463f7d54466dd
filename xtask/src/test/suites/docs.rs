//! rustdoc.

use anyhow::Result;

use super::super::counts::Counts;
use super::super::run::Outcome;
use super::super::workshop::Workshop;
use super::selections::SELECTIONS;
use crate::command::native_cargo;

pub fn run(workshop: &Workshop) -> Result<Outcome> {
    let mut total = Counts::default();
    for selection in SELECTIONS {
        let mut command = native_cargo();
        command.args(["doc", "--quiet", "--no-deps"]).args(selection).env("RUSTDOCFLAGS", "-D warnings");
        let status = command.current_dir(workshop.layout.root()).status()?;
        total.add(Counts::of_success(status.success()));
    }
    Ok(Outcome::Counted(total))
}

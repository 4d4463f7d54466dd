//! rustdoc.

use anyhow::Result;

use super::super::counts::Counts;
use super::super::run::Outcome;
use super::super::workshop::Workshop;
use crate::command::native_cargo;

pub fn run(workshop: &Workshop) -> Result<Outcome> {
    let mut command = native_cargo();
    command.args(["doc", "--quiet", "--no-deps", "--workspace"]).env("RUSTDOCFLAGS", "-D warnings");
    let status = command.current_dir(workshop.layout.root()).status()?;
    Ok(Outcome::Counted(Counts::of_success(status.success())))
}

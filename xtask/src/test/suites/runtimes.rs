//! tests/runtimes: the package in the runtimes themselves, pinned by a lock of their own.

use anyhow::Result;

use super::super::run::Outcome;
use super::super::workshop::Workshop;
use super::node_tests::run_files;

pub const NAME: &str = "runtimes";

pub fn run(workshop: &Workshop) -> Result<Outcome> {
    workshop.packages_of(NAME)?;
    run_files(workshop, NAME, |node| workshop.orient(node))
}

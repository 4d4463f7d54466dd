//! tests/package: the package as installed.

use anyhow::Result;

use super::super::run::Outcome;
use super::super::workshop::Workshop;
use super::node_tests::run_files;

pub fn run(workshop: &Workshop) -> Result<Outcome> {
    run_files(workshop, "package", |node| workshop.orient(node))
}

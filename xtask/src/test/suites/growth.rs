//! tests/growth: what texts from outside cost, in steps of the core and not in time.

use anyhow::Result;

use super::super::run::Outcome;
use super::super::workshop::Workshop;
use super::node_tests::run_files;

pub fn run(workshop: &Workshop) -> Result<Outcome> {
    run_files(workshop, "growth", |node| workshop.orient(node))
}

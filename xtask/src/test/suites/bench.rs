//! tests/bench: the tests of the benchmarks. Nothing in them is timed.

use anyhow::Result;

use super::super::run::Outcome;
use super::super::workshop::Workshop;
use super::node_tests::run_files;

pub fn run(workshop: &Workshop) -> Result<Outcome> {
    run_files(workshop, "bench", |node| workshop.orient(node))
}

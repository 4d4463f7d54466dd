//! tests/long: what takes its time. The tests read COMMERCE_AUTH_LONG and do less without it.

use anyhow::Result;

use super::super::run::Outcome;
use super::super::workshop::Workshop;
use super::node_tests::run_files;

pub fn run(workshop: &Workshop) -> Result<Outcome> {
    run_files(workshop, "long", |node| workshop.orient(node))
}

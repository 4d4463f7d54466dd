//! tests/adversary: answers, stores and callers that mean ill, over real sockets.

use anyhow::Result;

use super::super::run::Outcome;
use super::super::workshop::Workshop;
use super::node_tests::run_files;

pub fn run(workshop: &Workshop) -> Result<Outcome> {
    run_files(workshop, "adversary", |node| workshop.orient(node))
}

//! tests/examples: every example of README, the documents and the declarations.

use anyhow::Result;

use super::super::run::Outcome;
use super::super::workshop::Workshop;
use super::node_tests::run_files;

pub fn run(workshop: &Workshop) -> Result<Outcome> {
    run_files(&workshop.tests().join("examples"), |node| workshop.orient(node))
}

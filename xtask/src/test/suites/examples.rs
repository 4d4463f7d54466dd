//! tests/examples: every example of README, the documents and the declarations.

use anyhow::Result;

use super::super::run::Outcome;
use super::super::workshop::Workshop;
use super::node_tests::run_files;

pub fn run(workshop: &Workshop) -> Result<Outcome> {
    // Examples with Redis are skipped without it, and counted as such.
    if let Err(why) = workshop.redis() {
        println!("without Redis: {why}");
    }
    run_files(workshop, "examples", |node| workshop.orient(node))
}

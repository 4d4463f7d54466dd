//! tests/stores: token stores, with a real Redis.

use anyhow::Result;

use super::super::run::Outcome;
use super::super::workshop::Workshop;
use super::node_tests::run_files;

pub fn run(workshop: &Workshop) -> Result<Outcome> {
    // Without Redis the other stores are tested all the same; what needs it is counted as skipped.
    if let Err(why) = workshop.redis() {
        println!("without Redis: {why}");
    }
    run_files(workshop, "stores", |node| workshop.orient(node))
}

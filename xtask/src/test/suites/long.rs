//! tests/long: what takes its time. The tests read COMMERCE_AUTH_LONG and do less without it.

use anyhow::Result;

use super::super::run::Outcome;
use super::super::workshop::Workshop;
use super::node_tests::{run_files, test_files};

pub fn run(workshop: &Workshop) -> Result<Outcome> {
    let folder = workshop.tests().join("long");
    if test_files(&folder)?.is_empty() {
        println!("nothing here yet");
        return Ok(Outcome::NothingToDo);
    }
    run_files(&folder, |node| workshop.orient(node))
}

//! tests/kits: the suite of a shop, by the test frameworks that shops use: Vitest, and Jest in both of its forms.

use anyhow::Result;

use super::super::run::Outcome;
use super::super::workshop::Workshop;
use super::node_tests::run_files;

pub const NAME: &str = "kits";

pub fn run(workshop: &Workshop) -> Result<Outcome> {
    workshop.packages_of(NAME)?;
    run_files(workshop, NAME, |node| workshop.orient(node))
}

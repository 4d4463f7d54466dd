//! tests/bundles: users' programs, built by bundlers that a lock of their own pins, in browsers and in Node.

use anyhow::Result;

use super::super::run::Outcome;
use super::super::workshop::Workshop;
use super::browser::run_in_browsers;

pub const NAME: &str = "bundles";

pub fn run(workshop: &Workshop) -> Result<Outcome> {
    workshop.packages_of(NAME)?;
    run_in_browsers(workshop, NAME)
}

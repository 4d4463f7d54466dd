//! tests/release: what would be published, what it is made of, and how. With `--long` cargo-deny looks as well, and the
//! package is built twice and compared.

use anyhow::Result;

use super::super::counts::Counts;
use super::super::length::Length;
use super::super::run::Outcome;
use super::super::workshop::Workshop;
use super::deny;
use super::node_tests::run_files;
use crate::reproduce;

pub fn run(workshop: &Workshop) -> Result<Outcome> {
    let outcome = run_files(workshop, "release", |node| {
        node.env("RUSTC_OF_MODULES", workshop.cargo()?.compiler());
        workshop.orient(node)
    })?;
    match (workshop.length, outcome) {
        (Length::Long, Outcome::Counted(mut counts)) => {
            counts.add(deny::check(workshop)?);
            reproduce::twice(&workshop.layout, workshop.tools()?)?;
            counts.add(Counts::ONE_PASSED);
            Ok(Outcome::Counted(counts))
        }
        (_, outcome) => Ok(outcome),
    }
}

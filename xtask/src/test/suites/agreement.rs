//! tests/agreement: random calls give the same results as an earlier version. It runs only where it is named, since the
//! earlier version is no part of the checkout.

use std::env;

use anyhow::{Result, bail};

use super::super::run::Outcome;
use super::super::workshop::Workshop;
use super::node_tests::run_files;

const EARLIER: &str = "EARLIER_VERSION";

pub fn run(workshop: &Workshop) -> Result<Outcome> {
    if env::var_os(EARLIER).is_none_or(|tarball| tarball.is_empty()) {
        bail!(
            "{EARLIER} must name the tarball of the version to compare with: `npm pack commerce-auth@VERSION` fetches one"
        );
    }
    run_files(workshop, "agreement", |node| workshop.orient(node))
}

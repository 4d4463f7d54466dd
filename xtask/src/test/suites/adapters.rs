//! tests/adapters: axios, got, ky, ofetch, openapi-fetch, Playwright and undici themselves, over authenticators of the same tarball.

use anyhow::Result;

use super::super::run::Outcome;
use super::super::workshop::Workshop;
use super::node_tests::run_files;

pub fn run(workshop: &Workshop) -> Result<Outcome> {
    run_files(workshop, "adapters", |node| workshop.orient(node))
}

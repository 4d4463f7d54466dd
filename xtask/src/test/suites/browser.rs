//! tests/browser: pages that use the package, driven by puppeteer-core.

use anyhow::Result;

use super::super::run::Outcome;
use super::super::workshop::Workshop;
use super::node_tests::run_files;

pub fn run(workshop: &Workshop) -> Result<Outcome> {
    let chromium = match workshop.chromium() {
        Ok(chromium) => chromium,
        Err(why) => return Ok(Outcome::Skipped(why.to_string())),
    };
    run_files(workshop, "browser", |node| {
        node.env("CHROMIUM", &chromium.browser);
        workshop.orient(node)
    })
}

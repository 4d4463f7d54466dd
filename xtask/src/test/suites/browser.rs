//! tests/browser: pages that use the package without a bundler, driven by puppeteer-core.

use anyhow::Result;

use super::super::run::Outcome;
use super::super::workshop::Workshop;
use super::node_tests::run_files;

pub const NAME: &str = "browser";

pub fn run(workshop: &Workshop) -> Result<Outcome> {
    run_in_browsers(workshop, NAME)
}

/// The tests of a folder that need both browsers.
pub fn run_in_browsers(workshop: &Workshop, folder: &str) -> Result<Outcome> {
    let (chromium, firefox) = match (workshop.chromium(), workshop.firefox()) {
        (Ok(chromium), Ok(firefox)) => (chromium, firefox),
        (Err(why), _) | (_, Err(why)) => return Ok(Outcome::Skipped(why.to_string())),
    };
    run_files(workshop, folder, |node| {
        node.env("CHROMIUM", &chromium.browser).env("FIREFOX", &firefox.browser).env("PAGE", workshop.layout.page());
        workshop.orient(node)
    })
}

//! tests/www: the admin page, driven in two browsers.

use anyhow::Result;

use super::super::run::Outcome;
use super::super::workshop::Workshop;
use super::node_tests::run_files;

pub fn run(workshop: &Workshop) -> Result<Outcome> {
    let (chromium, firefox) = match (workshop.chromium(), workshop.firefox()) {
        (Ok(chromium), Ok(firefox)) => (chromium, firefox),
        (Err(why), _) | (_, Err(why)) => return Ok(Outcome::Skipped(why.to_string())),
    };
    run_files(workshop, "www", |node| {
        node.env("CHROMIUM", &chromium.browser).env("FIREFOX", &firefox.browser).env("PAGE", workshop.layout.page());
        workshop.orient(node)
    })
}

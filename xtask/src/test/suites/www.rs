//! tests/www: the admin page, driven in two browsers.

use anyhow::Result;

use super::super::run::Outcome;
use super::super::workshop::Workshop;
use super::browser::run_in_browsers;

pub fn run(workshop: &Workshop) -> Result<Outcome> {
    run_in_browsers(workshop, "www")
}

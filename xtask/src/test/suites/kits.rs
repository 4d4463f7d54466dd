//! tests/kits: the suite of a shop, by the test frameworks that shops use: Vitest, and Jest in both of its forms.

use anyhow::Result;

use super::super::run::Outcome;
use super::super::workshop::Workshop;
use super::node_tests::run_files;
use crate::js_tools::JsTools;

pub fn run(workshop: &Workshop) -> Result<Outcome> {
    JsTools::installed_in(workshop.tests().join("kits"), workshop.permission)?;
    run_files(workshop, "kits", |node| workshop.orient(node))
}

//! tests/peers: what other packages do where ours keeps its guarantees, side by side. The peers are installed, and
//! replayed, in the long form only.

use anyhow::Result;

use super::super::length::Length;
use super::super::run::Outcome;
use super::super::workshop::Workshop;
use super::node_tests::run_files;
use crate::js_tools::JsTools;

pub fn run(workshop: &Workshop) -> Result<Outcome> {
    if workshop.length == Length::Long {
        JsTools::installed_in(workshop.tests().join("peers"), workshop.permission)?;
    }
    run_files(workshop, "peers", |node| workshop.orient(node))
}

//! rustdoc, and whether docs/api is what TypeDoc makes of the declarations.

use anyhow::Result;

use super::super::counts::Counts;
use super::super::run::Outcome;
use super::super::workshop::Workshop;
use super::selections::SELECTIONS;
use crate::docs::{differences, rustdoc, typedoc};

pub fn run(workshop: &Workshop) -> Result<Outcome> {
    let mut total = Counts::default();
    for selection in SELECTIONS {
        let status = rustdoc(&workshop.layout, selection).status()?;
        total.add(Counts::of_success(status.success()));
    }
    total.add(Counts::of_success(is_api_current(workshop)?));
    Ok(Outcome::Counted(total))
}

fn is_api_current(workshop: &Workshop) -> Result<bool> {
    let made = tempfile::tempdir()?;
    if !typedoc(&workshop.layout, workshop.permission, made.path())?.status()?.success() {
        println!("TypeDoc finds fault with the declarations");
        return Ok(false);
    }
    let stale = differences(made.path(), &workshop.layout.api_docs())?;
    if stale.is_empty() {
        println!("docs/api: current");
    } else {
        println!("docs/api: {} not what the declarations say: run `cargo xtask docs`", stale.join(", "));
    }
    Ok(stale.is_empty())
}

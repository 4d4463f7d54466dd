//! The recorded sizes: one test for each entry, and one for what README tells.

use std::fs;

use anyhow::Result;

use super::super::counts::Counts;
use super::super::run::Outcome;
use super::super::workshop::Workshop;
use crate::size::{Finding, RECORDED_WITH, Recorded, findings, measure, with_figures};

pub fn run(workshop: &Workshop) -> Result<Outcome> {
    if workshop.cargo()?.std_origin() != RECORDED_WITH {
        let why = "recorded are the sizes of what is published, with std compiled along (WASM_TOOLCHAIN=debian)";
        return Ok(Outcome::Skipped(why.to_owned()));
    }
    workshop.installed()?;
    let recorded = Recorded::read(&workshop.layout)?;
    let mut found = findings(&recorded, &measure(&workshop.layout, workshop.tools()?)?);
    found.push(readme(workshop, &recorded)?);
    let mut total = Counts::default();
    for Finding { name, fault } in found {
        println!("{name}: {}", fault.as_deref().unwrap_or("as recorded"));
        total.add(Counts::of_success(fault.is_none()));
    }
    Ok(Outcome::Counted(total))
}

fn readme(workshop: &Workshop, recorded: &Recorded) -> Result<Finding> {
    let text = fs::read_to_string(workshop.layout.readme())?;
    let fault = (with_figures(&text, recorded)? != text)
        .then(|| "tells other figures than xtask/sizes.json: run `cargo xtask size --accept`".to_owned());
    Ok(Finding { name: "README.md".to_owned(), fault })
}

//! `cargo test` for everything that runs on this machine's own processor.

use anyhow::Result;

use super::super::counts::Counts;
use super::super::run::Outcome;
use super::super::tee::tee;
use super::super::workshop::Workshop;
use super::selections::SELECTIONS;
use crate::command::native_cargo;

pub fn run(workshop: &Workshop) -> Result<Outcome> {
    let mut total = Counts::default();
    for selection in SELECTIONS {
        let mut command = native_cargo();
        command.args(["test", "--quiet", "--no-fail-fast"]).args(selection);
        command.current_dir(workshop.layout.root()).env("PROPTEST_CASES", workshop.length.property_cases());
        let heard = tee(&mut command)?;
        workshop.heard.keep("native", &heard.output)?;
        total.add(Counts::of_cargo(&heard.output).judged_by(heard.succeeded));
    }
    Ok(Outcome::Counted(total))
}

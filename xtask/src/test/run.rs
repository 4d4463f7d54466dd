//! Runs the suites that were asked for and keeps the score.

use std::process::ExitCode;
use std::time::Instant;

use anyhow::{Result, bail};

use super::counts::Counts;
use super::environments::{self, Table};
use super::length::Length;
use super::score::{Line, Skipping, is_good, told};
use super::suites::{ONLY_BY_NAME, SUITES, Suite, WITH_PACKAGES, named};
use super::workshop::Workshop;
use crate::build_machine::is_build_machine;
use crate::layout::Layout;
use crate::toolchain::Permission;

/// The task: all suites, or those named.
pub fn run(layout: Layout, permission: Permission, length: Length, names: &[String]) -> Result<ExitCode> {
    let workshop = Workshop::new(layout, permission, length)?;
    let skipping = Skipping::of(is_build_machine());
    let suites = chosen(names)?;
    environments::clear(&workshop.layout.environments())?;
    for suite in suites.iter().filter(|suite| WITH_PACKAGES.contains(&suite.name)) {
        workshop.begin_installing_packages_of(suite.name);
    }
    let mut lines: Vec<Line> = Vec::new();
    for suite in suites {
        lines.push(run_suite(suite, &workshop, skipping));
    }
    lines.extend(where_it_ran(&workshop, &lines, skipping));
    println!("\n{}", told(&lines).trim_end());
    Ok(if is_good(&lines) { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Prints the table of environments, where there is one, and gives its line of the score.
fn where_it_ran(workshop: &Workshop, lines: &[Line], skipping: Skipping) -> Option<Line> {
    let start = Instant::now();
    let suites: Vec<&str> = lines.iter().map(|line| line.suite).collect();
    let table = environments::table(&workshop.layout.environments(), &suites, workshop.length);
    let Table { text, counts } = table.unwrap_or_else(|error| Some(Table::failed(&error)))?;
    println!("\n== where the package ran\n{}", text.trim_end());
    Some(Line { suite: "environments", counts: skipping.apply(counts), time: start.elapsed() })
}

/// A suite that cannot run counts as one failure.
fn run_suite(suite: &Suite, workshop: &Workshop, skipping: Skipping) -> Line {
    println!("\n== {}: {}", suite.name, suite.about);
    let start = Instant::now();
    let counts = match (suite.run)(workshop) {
        Ok(Outcome::Counted(counts)) => counts,
        Ok(Outcome::Skipped(why)) => {
            println!("skipped: {why}");
            Counts::ONE_SKIPPED
        }
        Err(error) => {
            println!("FAILED: {error:#}");
            Counts::ONE_FAILED
        }
    };
    Line { suite: suite.name, counts: skipping.apply(counts), time: start.elapsed() }
}

/// What became of a suite.
#[derive(Debug)]
pub enum Outcome {
    Counted(Counts),
    /// It could not run here, for a reason that a person may accept.
    Skipped(String),
}

fn chosen(names: &[String]) -> Result<Vec<&'static Suite>> {
    if let Some(unknown) = names.iter().find(|name| named(name).is_none()) {
        let known: Vec<_> = SUITES.iter().chain(&ONLY_BY_NAME).map(|suite| suite.name).collect();
        bail!("there is no suite `{unknown}`: name any of {}", known.join(", "));
    }
    if names.is_empty() {
        return Ok(SUITES.iter().collect());
    }
    let is_chosen = |suite: &&Suite| names.iter().any(|name| name == suite.name);
    Ok(SUITES.iter().chain(&ONLY_BY_NAME).filter(is_chosen).collect())
}

#[cfg(test)]
mod tests {
    use super::{ONLY_BY_NAME, SUITES, chosen};

    #[test]
    fn no_name_means_every_suite() {
        assert_eq!(chosen(&[]).map(|suites| suites.len()).ok(), Some(SUITES.len()));
    }

    #[test]
    fn a_suite_that_needs_an_earlier_version_runs_where_it_is_named_and_nowhere_else() {
        let of = |names: &[String]| {
            chosen(names).map(|suites| suites.iter().map(|suite| suite.name).collect::<Vec<_>>()).unwrap_or_default()
        };
        for suite in &ONLY_BY_NAME {
            assert!(!of(&[]).contains(&suite.name));
            assert_eq!(of(&[suite.name.into()]), [suite.name]);
        }
    }

    #[test]
    fn a_name_selects_and_an_unknown_one_lists_the_others() {
        let selected =
            chosen(&["types".into()]).map(|suites| suites.iter().map(|suite| suite.name).collect::<Vec<_>>());
        assert_eq!(selected.ok(), Some(vec!["types"]));
        let refusal = chosen(&["tpyes".into()]).map(|_| ()).map_err(|error| error.to_string());
        assert!(refusal.is_err_and(|why| why.contains("there is no suite `tpyes`") && why.contains("types")));
    }
}

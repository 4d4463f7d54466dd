//! Files of `node --test`.

use std::fs;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread::available_parallelism;

use anyhow::{Result, bail};

use super::super::counts::Counts;
use super::super::run::Outcome;
use super::super::workshop::Workshop;
use crate::command::command;

const SUFFIX: &str = ".test.mjs";
/// Suites whose files share nothing and compare no times: at least two at once. Node leaves
/// a core idle, of two as well.
const SIDE_BY_SIDE: [&str; 4] = ["cli", "emulator", "examples", "package"];

/// All test files under a folder, in order. A folder that is missing has none.
pub fn test_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    if folder.is_dir() {
        collect(folder, &mut files)?;
    }
    files.sort();
    Ok(files)
}

/// Runs those of a folder of tests/: readable on the terminal, and as TAP in a file, for the count and to be looked
/// through. `orient` says where things are.
pub fn run_files(workshop: &Workshop, name: &str, orient: impl FnOnce(&mut Command) -> Result<()>) -> Result<Outcome> {
    let tap = workshop.heard.said(name);
    let mut node = command("node");
    node.args(["--test", "--test-reporter=spec", "--test-reporter-destination=stdout"]);
    if SIDE_BY_SIDE.contains(&name) {
        let but_one = available_parallelism().map_or(1, NonZero::get).saturating_sub(1);
        node.arg(format!("--test-concurrency={}", but_one.max(2)));
    }
    node.arg("--test-reporter=tap").arg(format!("--test-reporter-destination={}", tap.display()));
    node.args(files_to_run(&workshop.tests().join(name))?);
    orient(&mut node)?;
    let status = node.status()?;
    Ok(Outcome::Counted(Counts::of_node(&fs::read_to_string(&tap)?).judged_by(status.success())))
}

fn files_to_run(folder: &Path) -> Result<Vec<PathBuf>> {
    let files = test_files(folder)?;
    if files.is_empty() {
        bail!("no test files: there is no *{SUFFIX} under {}", folder.display());
    }
    Ok(files)
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() && !path.ends_with("node_modules") {
            collect(&path, files)?;
        } else if path.to_string_lossy().ends_with(SUFFIX) {
            files.push(path);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn test_files_are_found_at_any_depth_and_nothing_else() -> Result<()> {
        let folder = tempfile::tempdir()?;
        fs::create_dir(folder.path().join("deep"))?;
        fs::create_dir_all(folder.path().join("node_modules/peer"))?;
        for name in ["b.test.mjs", "deep/a.test.mjs", "fixture.mjs", "node_modules/peer/its.test.mjs"] {
            fs::write(folder.path().join(name), "")?;
        }
        let found = test_files(folder.path())?;
        assert_eq!(found, [folder.path().join("b.test.mjs"), folder.path().join("deep/a.test.mjs")]);
        assert!(test_files(&folder.path().join("missing"))?.is_empty());
        Ok(())
    }

    #[test]
    fn a_folder_without_tests_fails() -> Result<()> {
        let folder = tempfile::tempdir()?;
        assert!(files_to_run(folder.path()).is_err_and(|error| error.to_string().starts_with("no test files")));
        Ok(())
    }
}

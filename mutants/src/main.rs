//! Mutation testing of the core in minutes, where compiling each mutant by itself takes a day: `mutants/README.md`.

mod built;
mod judged;
mod listed;
mod switched;
mod text;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

fn main() -> Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().context("no project around")?;
    let place = PathBuf::from(std::env::var_os("MUTANTS_PLACE").context("MUTANTS_PLACE: a folder to work in")?);
    let copy = place.join("copy");
    let mutants = listed::list(root)?;
    let files = listed::by_file(&mutants);
    copy_project(root, &copy, &files)?;
    let mut sources = BTreeMap::new();
    for file in files.keys().map(String::as_str).chain(["src/json/lib.rs"]) {
        sources.insert(file.to_owned(), fs::read_to_string(root.join(file))?);
    }
    let built = built::build(&copy, &place.join("target"), &files, &sources)?;
    println!("{} mutants", mutants.len());
    println!("{} refused by the compiler, {} without a switch", built.refused.len(), built.left.len());
    judged::judge(&copy, &place, &mutants, &files, &built)
}

/// What git knows or would, as it is now. Sources with mutants are written by another.
fn copy_project(root: &Path, copy: &Path, files: &listed::ByFile) -> Result<()> {
    let said = Command::new("git")
        .args(["ls-files", "--cached", "--others", "--exclude-standard"])
        .current_dir(root)
        .output()?;
    for name in String::from_utf8(said.stdout)?.lines().filter(|name| !files.contains_key(*name)) {
        let (from, to) = (root.join(name), copy.join(name));
        // What was deleted and not committed.
        let Ok(bytes) = fs::read(&from) else { continue };
        if !fs::read(&to).is_ok_and(|there| there == bytes) {
            fs::create_dir_all(to.parent().context("no folder")?)?;
            fs::write(&to, bytes)?;
        }
    }
    Ok(())
}

//! tests/types: TypeScript against the installed package, once for each tsconfig.*.json; and whether that finds
//! declarations that are wrong.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use super::super::counts::Counts;
use super::super::run::Outcome;
use super::super::workshop::Workshop;
use super::node_tests::run_files;

pub fn run(workshop: &Workshop) -> Result<Outcome> {
    // Inside the installation, so that `commerce-auth` is found the way a user's compiler finds it.
    let folder = workshop.installed()?.folder().join("types");
    copy_files(&workshop.tests().join("types"), &folder)?;
    offer_packages(workshop, &folder)?;
    let mut total = Counts::default();
    for config in configs(&folder)? {
        let mut tsc = workshop.tools()?.script("typescript/bin/tsc");
        let status = tsc.args(["--strict", "--noEmit", "--project"]).arg(&config).status()?;
        let name = config.file_name().unwrap_or_default().to_string_lossy().into_owned();
        println!("{name}: {}", if status.success() { "ok" } else { "FAILED" });
        total.add(Counts::of_success(status.success()));
    }
    if let Outcome::Counted(counts) = run_files(workshop, "types", |node| workshop.orient(node))? {
        total.add(counts);
    }
    Ok(Outcome::Counted(total))
}

fn copy_files(from: &Path, to: &Path) -> Result<()> {
    if !from.is_dir() {
        bail!("no test files: there is no tests/types");
    }
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        if entry.path().is_file() {
            fs::copy(entry.path(), to.join(entry.file_name()))?;
        }
    }
    Ok(())
}

/// A user who targets Node has its types installed, and one of the adapters their clients. Beside the tests, not in the
/// folder of the package.
fn offer_packages(workshop: &Workshop, folder: &Path) -> Result<()> {
    let modules = folder.join("node_modules");
    fs::create_dir_all(&modules)?;
    for name in ["@types", "undici-types", "axios", "ky", "openapi-fetch"] {
        link(&workshop.tools()?.modules().join(name), &modules.join(name))?;
    }
    Ok(())
}

#[cfg(unix)]
fn link(from: &Path, to: &Path) -> Result<()> {
    Ok(std::os::unix::fs::symlink(from, to)?)
}

#[cfg(windows)]
fn link(from: &Path, to: &Path) -> Result<()> {
    Ok(std::os::windows::fs::symlink_dir(from, to)?)
}

fn configs(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut configs = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with("tsconfig.") && name.ends_with(".json") {
            configs.push(entry.path());
        }
    }
    if configs.is_empty() {
        bail!("no test files: there is no tests/types/tsconfig.*.json");
    }
    configs.sort();
    Ok(configs)
}

//! `cargo xtask bench [name]`: the benchmarks of tests/bench, with Node, on the installed package.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Result, bail};

use crate::build;
use crate::command::{command, run as run_command};
use crate::layout::Layout;
use crate::package::Installed;
use crate::toolchain::Permission;

/// What is asked of a run.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// One file of tests/bench, without `.mjs`; all of them where it is missing.
    pub name: Option<String>,
    pub thoroughness: Thoroughness,
    /// Where the figures are written to as JSON.
    pub json: Option<PathBuf>,
}

/// How long is measured.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Thoroughness {
    #[default]
    Full,
    Quick,
}

pub fn run(layout: &Layout, permission: Permission, request: &Request) -> Result<ExitCode> {
    let figures = measure(layout, permission, request)?;
    if let Some(file) = &request.json {
        fs::write(file, figures)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// `cargo xtask bench --accept`: what is measured now is what docs/performance.md tells.
pub fn accept(layout: &Layout, permission: Permission) -> Result<ExitCode> {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("figures.json");
    fs::write(&file, measure(layout, permission, &Request::default())?)?;
    let mut node = command("node");
    run_command(node.arg(benches(layout).join("telling").join("accept.mjs")).arg(file))?;
    println!("recorded in tests/bench/recorded.json and docs/performance.md");
    Ok(ExitCode::SUCCESS)
}

/// Each file gets the folder of the installed package as its argument, in TOOLS the folder with what it is compared with,
/// and in FIGURES the file to which it adds what it has measured.
fn measure(layout: &Layout, permission: Permission, request: &Request) -> Result<String> {
    let files = benchmarks(&benches(layout), request.name.as_deref())?;
    let tools = build::build(layout, permission)?;
    let installed = Installed::new(layout)?;
    let figures = installed.folder().join("figures.json");
    for file in files {
        println!("\n== {}", stem(&file));
        let mut node = command("node");
        // What memory stays can only be told once garbage has been collected.
        node.arg("--expose-gc").arg(&file).arg(installed.package()).current_dir(layout.root());
        node.env("TOOLS", tools.folder()).env("FIGURES", &figures);
        if request.thoroughness == Thoroughness::Quick {
            node.env("QUICK", "1");
        }
        run_command(&mut node)?;
    }
    Ok(fs::read_to_string(figures)?)
}

fn benches(layout: &Layout) -> PathBuf {
    layout.tests().join("bench")
}

/// Files named `NAME.mjs`; what they share lies in folders beside them.
fn benchmarks(folder: &Path, name: Option<&str>) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut files: Vec<_> = entries.filter(|file| is_benchmark(file)).collect();
    files.sort();
    let known: Vec<_> = files.iter().map(|file| stem(file)).collect();
    match name {
        _ if files.is_empty() => bail!("there are no benchmarks: tests/bench has no *.mjs"),
        Some(name) if !known.iter().any(|known| known == name) => {
            bail!("there is no benchmark `{name}`: name one of {}", known.join(", "))
        }
        Some(name) => Ok(files.into_iter().filter(|file| stem(file) == name).collect()),
        None => Ok(files),
    }
}

fn is_benchmark(file: &Path) -> bool {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    file.is_file() && name.ends_with(".mjs") && !name.ends_with(".test.mjs")
}

fn stem(file: &Path) -> String {
    file.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_selects_and_other_files_are_no_benchmarks() -> Result<()> {
        let folder = tempfile::tempdir()?;
        for name in ["header.mjs", "import.mjs", "rows.test.mjs", "notes.md"] {
            fs::write(folder.path().join(name), "")?;
        }
        let names =
            |name| benchmarks(folder.path(), name).map(|files| files.iter().map(|file| stem(file)).collect::<Vec<_>>());
        assert_eq!(names(None)?, ["header", "import"]);
        assert_eq!(names(Some("import"))?, ["import"]);
        assert!(names(Some("notes")).is_err_and(|error| error.to_string().contains("header, import")));
        Ok(())
    }
}

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

/// The task. Each file gets the folder of the installed package as its argument, and in TOOLS the folder with what it
/// is compared with.
pub fn run(layout: &Layout, permission: Permission, name: Option<&str>) -> Result<ExitCode> {
    let files = benchmarks(&layout.tests().join("bench"), name)?;
    let tools = build::build(layout, permission)?;
    let installed = Installed::new(layout)?;
    for file in files {
        println!("\n== {}", stem(&file));
        let mut node = command("node");
        node.arg(&file).arg(installed.package()).current_dir(layout.root()).env("TOOLS", tools.folder());
        run_command(&mut node)?;
    }
    Ok(ExitCode::SUCCESS)
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
    file.is_file() && file.extension().is_some_and(|extension| extension == "mjs")
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
        for name in ["header.mjs", "import.mjs", "notes.md"] {
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

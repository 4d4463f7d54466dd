//! Which files of tests/bench are benchmarks.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

/// Files named `NAME.mjs`; what they share lies in folders beside them.
pub fn benchmarks(folder: &Path, name: Option<&str>) -> Result<Vec<PathBuf>> {
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

pub fn stem(file: &Path) -> String {
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

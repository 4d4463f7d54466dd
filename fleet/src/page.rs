//! `docs/fleet.md`: its tables between marks, its charts beside it.

use crate::scenarios::{ALL, Answer, answers};
use std::path::{Path, PathBuf};
use std::{fs, io};

fn page(root: &Path) -> PathBuf {
    root.join("docs/fleet.md")
}

fn begin(name: &str) -> String {
    format!("<!-- simulated: {name} -->\n")
}

const END: &str = "<!-- simulated -->";

/// The page with the tables of these answers in it.
///
/// # Errors
/// Where the page has no place for one.
pub fn filled(text: &str, answers: &[Answer]) -> Result<String, String> {
    let mut text = text.to_owned();
    for answer in answers {
        let begin = begin(answer.name);
        let missing = || format!("docs/fleet.md has no place for {}", answer.name);
        let (before, rest) = text.split_once(&begin).ok_or_else(missing)?;
        let (_, after) = rest.split_once(END).ok_or_else(missing)?;
        text = format!("{before}{begin}{}{END}{after}", answer.table);
    }
    Ok(text)
}

/// Every file of the page and what stands in it, by the simulation.
///
/// # Errors
/// Where the page cannot be read, or has no place for a table.
pub fn files(root: &Path) -> io::Result<Vec<(PathBuf, String)>> {
    let answers = answers(&ALL);
    let text = filled(&fs::read_to_string(page(root))?, &answers).map_err(io::Error::other)?;
    let charts = answers.iter().flat_map(|answer| &answer.charts);
    let charts = charts.map(|chart| (root.join(format!("docs/fleet/{}.svg", chart.file)), chart.svg()));
    Ok([(page(root), text)].into_iter().chain(charts).collect())
}

/// Writes them.
///
/// # Errors
/// As [`files`], and where they cannot be written.
pub fn write(root: &Path) -> io::Result<Vec<PathBuf>> {
    fs::create_dir_all(root.join("docs/fleet"))?;
    let files = files(root)?;
    for (path, text) in &files {
        fs::write(path, text)?;
    }
    Ok(files.into_iter().map(|(path, _)| path).collect())
}

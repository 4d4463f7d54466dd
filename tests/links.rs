//! Every link and every path of a test that the documents name leads somewhere, headings included; each page is listed where
//! its readers look, and what is to be short is.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "this is how a test fails")]

use std::fs;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The documents at the top and in `docs/`, those for contributors and decisions among them.
fn documents() -> Vec<PathBuf> {
    let folders = ["", "docs", "docs/contributing", "docs/decisions"].map(|name| root().join(name));
    let files = folders.iter().flat_map(|folder| fs::read_dir(folder).unwrap()).map(|entry| entry.unwrap().path());
    files.filter(|file| file.extension().is_some_and(|extension| extension == "md")).collect()
}

/// Text without its fenced blocks, where a `](` is code.
fn prose(file: &Path) -> String {
    let text = fs::read_to_string(file).unwrap();
    text.split("\n```").step_by(2).collect::<Vec<_>>().join("\n")
}

fn targets(text: &str) -> Vec<&str> {
    let after = text.split("](").skip(1);
    after.filter_map(|rest| rest.split_once(')')).map(|(target, _)| target).filter(|it| !it.contains("://")).collect()
}

/// What begins with `tests/` between backticks, unless a part of it is left open.
fn paths(text: &str) -> Vec<&str> {
    let quoted = text.split('`').skip(1).step_by(2);
    quoted.filter(|it| it.starts_with("tests/") && !it.contains(['*', ' ', '{', '\n'])).collect()
}

/// The anchors of the headings, as GitHub makes them.
fn anchors(file: &Path) -> Vec<String> {
    prose(file).lines().filter(|line| line.starts_with('#')).map(anchor).collect()
}

fn anchor(heading: &str) -> String {
    let words = heading.trim_start_matches('#').trim().to_lowercase().replace(' ', "-");
    words.chars().filter(|character| character.is_alphanumeric() || *character == '-' || *character == '_').collect()
}

#[test]
fn every_link_leads_somewhere() {
    let mut seen: usize = 0;
    for document in documents() {
        let text = prose(&document);
        for target in targets(&text) {
            let (path, heading) = target.split_once('#').unwrap_or((target, ""));
            let file = if path.is_empty() { document.clone() } else { document.parent().unwrap().join(path) };
            assert!(file.exists(), "{}: {target}", document.display());
            let known = heading.is_empty() || anchors(&file).iter().any(|it| it == heading);
            assert!(known, "{}: no heading {target}", document.display());
            seen = seen.saturating_add(1);
        }
    }
    assert!(seen > 40, "{seen} links are too few to be all");
}

#[test]
fn every_test_that_is_named_is_there() {
    for document in documents() {
        for path in paths(&prose(&document)) {
            assert!(root().join(path).exists(), "{}: {path}", document.display());
        }
    }
}

/// Pages of a folder, by the path that a list in `docs` would give them.
fn pages(folder: &str) -> Vec<PathBuf> {
    let files = fs::read_dir(root().join(folder)).unwrap().map(|entry| entry.unwrap().path());
    files
        .filter(|file| file.extension().is_some_and(|extension| extension == "md") && !file.ends_with("README.md"))
        .collect()
}

fn listed_in(list: &str) -> Vec<PathBuf> {
    let list = root().join(list);
    let folder = list.parent().unwrap();
    let text = prose(&list);
    let paths = targets(&text).into_iter().map(|target| target.split('#').next().unwrap_or_default());
    paths.filter(|path| !path.is_empty()).map(|path| folder.join(path).canonicalize().unwrap()).collect()
}

#[test]
fn every_page_is_listed_for_its_readers() {
    for (folder, list) in [
        ("docs", "docs/README.md"),
        ("docs/contributing", "docs/contributing/README.md"),
        ("docs/decisions", "docs/contributing/README.md"),
    ] {
        let listed = listed_in(list);
        for page in pages(folder) {
            assert!(listed.contains(&page.canonicalize().unwrap()), "{list} does not list {}", page.display());
        }
    }
}

#[test]
fn the_list_for_users_is_not_about_the_house() {
    let text = fs::read_to_string(root().join("docs/README.md")).unwrap();
    for room in ["src/", "xtask", "tests/", "pkg-template"] {
        assert!(!text.contains(room), "docs/README.md speaks of {room}");
    }
}

#[test]
fn readme_stays_short() {
    let words = fs::read_to_string(root().join("README.md")).unwrap().split_whitespace().count();
    assert!(words < 1_500, "{words} words");
}

/// Three lines of this house's width.
const LONGEST_ROW: usize = 3 * 132;

#[test]
fn no_row_of_a_table_is_a_paragraph() {
    // What is written by a tool, or holds addresses, is no prose.
    let documents = documents().into_iter().filter(|file| {
        let is_page = file.starts_with(root().join("docs")) || file.ends_with("README.md");
        is_page && !file.starts_with(root().join("docs/decisions")) && !file.ends_with("docs/profiles.md")
    });
    for document in documents {
        for row in prose(&document).lines().filter(|line| line.starts_with('|')) {
            let length = row.chars().count();
            assert!(length <= LONGEST_ROW, "{}: {length} characters: {row}", document.display());
        }
    }
}

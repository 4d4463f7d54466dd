//! Every link and every path of a test that the documents name leads somewhere, headings included.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "this is how a test fails")]

use std::fs;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The documents at the top and in `docs/`, decisions among them.
fn documents() -> Vec<PathBuf> {
    let folders = ["", "docs", "docs/decisions"].map(|name| root().join(name));
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

//! Every row of every file in `tests/vectors`, natively. Each row names the vendor's page or the RFC it comes from.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "this is how a test fails")]

mod crossing;
mod vector_files;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use vector_files::{Vector, every_file, read};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors")
}

fn file(name: &str) -> Vec<Vector> {
    read(&fs::read_to_string(folder().join(name)).unwrap())
}

/// Shows every row that fails at once, since one cause often breaks many.
fn check(name: &str) {
    let rows = file(name);
    let failures: Vec<String> = rows.iter().filter_map(failure).collect();
    assert!(failures.is_empty(), "{} of {} rows of {name}\n{}", failures.len(), rows.len(), failures.join("\n"));
}

fn failure(row: &Vector) -> Option<String> {
    let outcome = row.outcome();
    let text = || format!("  {}\n    expected {}\n    got      {outcome}", row.name, row.expected);
    (outcome != row.expected).then(text)
}

macro_rules! files {
    ($($test:ident: $file:literal;)*) => {
        const FILES: &[&str] = &[$($file,)*];
        $(#[test] fn $test() { check($file); })*
    };
}

every_file!(files);

#[test]
fn every_file_has_a_test() {
    let present: BTreeSet<String> = fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with(".json"))
        .collect();
    assert_eq!(present, FILES.iter().map(ToString::to_string).collect());
}

#[test]
fn every_row_has_a_name_of_its_own_a_source_and_one_expectation() {
    for name in FILES {
        let rows = file(name);
        let names: BTreeSet<&str> = rows.iter().map(|row| row.name.as_str()).collect();
        assert_eq!(names.len(), rows.len(), "{name}: a name stands twice");
        for row in &rows {
            assert!(!row.source.is_empty(), "{name}: {} has no source", row.name);
            let expectations: Vec<&String> = row.expected.as_object().unwrap().keys().collect();
            assert!(expectations == ["value"] || expectations == ["error"], "{name}: {}", row.name);
        }
    }
}

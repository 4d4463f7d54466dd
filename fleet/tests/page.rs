//! `docs/fleet.md` says what the simulation says: with `cargo xtask test --long` all of it, else what takes a second.

#![allow(clippy::unwrap_used, reason = "this is how a test fails")]

use commerce_auth_fleet::page::{files, filled};
use commerce_auth_fleet::scenarios::{QUICK, answers};
use std::fs;
use std::path::Path;

/// As `tests/fuzz.rs` tells the long form from the short one.
fn is_long() -> bool {
    std::env::var("PROPTEST_CASES").is_ok_and(|cases| cases.parse().is_ok_and(|cases: u32| cases > 256))
}

#[test]
fn the_page_says_what_the_simulation_says() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let text = fs::read_to_string(root.join("docs/fleet.md")).unwrap();
    let again = "run `cargo xtask simulate`";
    if is_long() {
        for (path, made) in files(root).unwrap() {
            assert!(fs::read_to_string(&path).unwrap() == made, "{}: {again}", path.display());
        }
    } else {
        assert_eq!(filled(&text, &answers(&QUICK)).unwrap(), text, "{again}");
    }
}

#[test]
fn a_figure_that_was_changed_is_seen() {
    let answers = answers(&QUICK);
    let page = answers.iter().map(|answer| format!("<!-- simulated: {} -->\n<!-- simulated -->\n", answer.name));
    let empty: String = page.collect();
    let full = filled(&empty, &answers).unwrap();
    assert!(full.len() > empty.len());
    assert_eq!(filled(&full.replace('1', "7"), &answers).unwrap(), full);
    assert!(filled("no place", &answers).is_err());
}

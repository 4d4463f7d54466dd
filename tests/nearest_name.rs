//! The name that a wrong one was probably meant to be. What is said with it is JavaScript's
//! (`tests/package/checked-call.test.mjs`).

#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    reason = "this is how a test fails"
)]

mod crossing;

use commerce_auth::boundary::nearest_name::nearest;
use crossing::performed_with;
use proptest::prelude::*;
use serde_json::json;

const KNOWN: &[&str] = &["username", "password", "passwordMd5", "allowHashLikePassword", "attribution"];

#[test]
fn a_misspelt_name_is_near_the_right_one() {
    let table = [
        ("pasword", Some("password")),
        ("passwrod", Some("password")),
        ("Password", Some("password")),
        ("PASSWORD", Some("password")),
        ("pass_word", Some("password")),
        ("passwords", Some("password")),
        ("passwordMD5", Some("passwordMd5")),
        ("password_md5", Some("passwordMd5")),
        ("userName", Some("username")),
        ("user", None),
        ("user_name", Some("username")),
        ("atribution", Some("attribution")),
        ("allowHashlikePassword", Some("allowHashLikePassword")),
        ("attributes", Some("attribution")),
        ("x", None),
        ("secret", None),
        ("pw", None),
        ("credentials", None),
        ("", None),
    ];
    for (name, meant) in table {
        assert_eq!(nearest(name, KNOWN), meant, "{name}");
    }
    assert_eq!(nearest("x", &[]), None);
}

#[test]
fn a_name_that_other_packages_use_is_answered_with_ours() {
    let known = ["host", "key", "secret", "username"];
    for (theirs, ours) in [("url", "host"), ("baseURL", "host"), ("clientId", "key"), ("clientSecret", "secret")] {
        assert_eq!(nearest(theirs, &known), Some(ours), "{theirs}");
    }
    assert_eq!(nearest("clientSecret", &["username"]), None);
}

#[test]
fn the_operation_takes_a_list_of_names() {
    let near = |name: &str| performed_with("nearestName", &[json!(name), json!(["host", "key", "secret"])]).unwrap();
    assert_eq!((near("secert"), near("hosst"), near("colour")), (json!("secret"), json!("host"), json!(null)));
}

/// The whole matrix (Wagner and Fischer), where the crate keeps one row.
fn distance(one: &str, other: &str) -> usize {
    let (one, other): (Vec<u8>, Vec<u8>) = (one.to_ascii_lowercase().into(), other.to_ascii_lowercase().into());
    let mut matrix = vec![vec![0; other.len() + 1]; one.len() + 1];
    for row in 0..=one.len() {
        for column in 0..=other.len() {
            matrix[row][column] = match (row, column) {
                (0, edits) | (edits, 0) => edits,
                _ => {
                    let substituted = matrix[row - 1][column - 1] + usize::from(one[row - 1] != other[column - 1]);
                    substituted.min(matrix[row - 1][column] + 1).min(matrix[row][column - 1] + 1)
                }
            };
        }
    }
    matrix[one.len()][other.len()]
}

proptest! {
    #[test]
    fn three_edits_are_a_misspelling_and_four_are_not(name in "[a-dA-D]{1,9}", known in "[a-d]{1,9}") {
        let near = distance(&name, &known) <= 3.min(name.len().div_ceil(2));
        prop_assert_eq!(nearest(&name, &[&known]).is_some(), near, "{} {}", name, known);
    }

    #[test]
    fn none_is_nearer_than_the_nearest(name in "[a-c]{3,8}", known in prop::collection::vec("[a-c]{3,8}", 1..5)) {
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        let least = known.iter().map(|known| distance(&name, known)).min().unwrap();
        if let Some(meant) = nearest(&name, &known) {
            prop_assert_eq!(distance(&name, meant), least);
        }
    }

    #[test]
    fn any_text_is_near_a_known_name_or_none(name in any::<String>()) {
        prop_assert!(nearest(&name, KNOWN).is_none_or(|meant| KNOWN.contains(&meant)));
    }
}

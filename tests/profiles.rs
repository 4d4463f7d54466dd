//! Profiles of public APIs (`tests/profiles`), each of another habit: the request they render, their pages' own sample
//! answers, the header a token travels in, and what answers mean. JavaScript reads the same files.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "this is how a test fails")]

mod crossing;

use crossing::{error_value, performed_with};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

const NOW: i64 = 1_700_000_000_000;

fn profiles() -> Vec<(String, Value)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/profiles");
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    files
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .map(|path| (path.display().to_string(), serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap()))
        .collect()
}

fn call(operation: &str, arguments: &[&Value]) -> Result<Value, Value> {
    let arguments: Vec<Value> = arguments.iter().map(|value| (*value).clone()).collect();
    performed_with(operation, &arguments).map_err(|error| facts(error_value(&error)))
}

/// An error without its words, and without what every error of this profile has.
fn facts(mut error: Map<String, Value>) -> Value {
    for name in ["message", "vendor"] {
        error.remove(name);
    }
    if error["retryable"] == json!(false) {
        error.remove("retryable");
    }
    Value::from(error)
}

/// What the file says of a token: the instant it was read at and its claims go without saying.
fn token_facts(mut token: Value) -> Value {
    for name in ["obtainedAt", "claims", "problems"] {
        token.as_object_mut().unwrap().remove(name);
    }
    token
}

#[test]
fn there_are_at_least_eight_and_each_names_its_source() {
    let profiles = profiles();
    assert!(profiles.len() >= 8);
    for (file, profile) in &profiles {
        assert!(profile["source"].as_str().is_some_and(|source| source.len() > 10), "{file}");
        assert!(profile["habit"].as_str().is_some_and(|habit| habit.len() > 10), "{file}");
    }
}

#[test]
fn every_profile_renders_its_request() {
    for (file, api) in profiles() {
        let names = call("defineProfile", &[&api["profile"]]).unwrap();
        let names: BTreeSet<&str> = names.as_array().unwrap().iter().map(|name| name.as_str().unwrap()).collect();
        let given = api["credentials"].as_object().unwrap();
        // Every pair of Basic is as good as the first.
        let is_of_pair =
            |name: &str| ["key", "secret", "clientId", "clientSecret", "client_id", "client_secret"].contains(&name);
        let expected: BTreeSet<&str> = given.keys().map(String::as_str).collect();
        let differing: Vec<&&str> = names.symmetric_difference(&expected).filter(|name| !is_of_pair(name)).collect();
        assert!(differing.is_empty() && names.len() == given.len(), "{file}: {names:?}");
        let request = call("profile.tokenRequest", &[&api["profile"], &api["credentials"]]);
        assert_eq!(request, Ok(api["request"].clone()), "{file}");
    }
}

#[test]
fn every_sample_answer_is_read() {
    for (file, api) in profiles() {
        let answers = api["answers"].as_array().unwrap();
        assert!(answers.len() >= 2, "{file}");
        for answer in answers {
            let options = json!({ "now": NOW });
            let read = call("profile.readTokenResponse", &[&answer["response"], &api["profile"], &options]);
            let outcome = match read {
                Ok(token) => json!({ "token": token_facts(token) }),
                Err(error) => json!({ "error": error }),
            };
            assert_eq!(outcome, answer["expected"], "{file}: {}", answer["name"]);
        }
    }
}

#[test]
fn every_token_travels_in_its_header() {
    for (file, api) in profiles() {
        let headers = call("profile.headers", &[&api["profile"], &api["headers"]["token"]]);
        assert_eq!(headers, Ok(api["headers"]["expected"].clone()), "{file}");
    }
}

#[test]
fn every_answer_has_its_meaning() {
    for (file, api) in profiles() {
        for row in api["classify"].as_array().unwrap() {
            let response = json!({ "status": row[1], "body": row[2] });
            let meaning = call("profile.classifyResponse", &[&response, &api["profile"]]);
            assert_eq!(meaning, Ok(row[0].clone()), "{file}: {row}");
        }
    }
}

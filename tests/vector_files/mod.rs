//! The vectors of `tests/vectors`: what a row says, and what the crate makes of it. See the README beside them.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a vector that does not read is a failure")]

use crate::crossing::{error_value, performed};
use commerce_auth::scheme::digest::md5_hex;
use serde_json::value::RawValue;
use serde_json::{Map, Value, from_str, json};
use std::collections::BTreeMap;

/// One row of a file.
pub struct Vector {
    pub name: String,
    pub source: String,
    pub expected: Value,
    operation: String,
    /// As they stand in the file: a lone surrogate has no form in Rust's strings.
    arguments: String,
}

type Members = BTreeMap<String, Box<RawValue>>;

/// The rows of a file.
pub fn read(text: &str) -> Vec<Vector> {
    from_str::<Vec<Members>>(text).unwrap().iter().map(read_row).collect()
}

fn read_row(row: &Members) -> Vector {
    let input: Members = from_str(row["input"].get()).unwrap();
    Vector {
        name: from_str(row["name"].get()).unwrap(),
        source: from_str(row["source"].get()).unwrap(),
        expected: from_str(row["expected"].get()).unwrap(),
        operation: from_str(input["operation"].get()).unwrap(),
        arguments: input["arguments"].get().to_owned(),
    }
}

impl Vector {
    /// What the crate answers, in the form of `expected`.
    pub fn outcome(&self) -> Value {
        if self.operation == "md5Hex" {
            let [text] = from_str::<[String; 1]>(&self.arguments).unwrap();
            return json!({ "value": String::from_utf8(md5_hex(text.as_bytes()).to_vec()).unwrap() });
        }
        match performed(&self.operation, &self.arguments) {
            Ok(value) => json!({ "value": value }),
            Err(error) => json!({ "error": facts(error_value(&error)) }),
        }
    }
}

/// An error as the vectors write it: its words are free to change, and what is not retryable goes without saying.
fn facts(mut error: Map<String, Value>) -> Map<String, Value> {
    error.remove("message").unwrap();
    if error["retryable"] == json!(false) {
        error.remove("retryable");
    }
    error
}

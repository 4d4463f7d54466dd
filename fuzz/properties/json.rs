//! The index against serde_json: accept and refuse alike, read the same values.
use super::bounds::within;
use commerce_auth::json::{Document, Json, JsonProblem, Kind};
use serde_json::value::RawValue;

/// serde_json's skipping reader has neither a limit of depth nor a range of numbers.
fn judged_well_formed(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_ok_and(|text| serde_json::from_str::<&RawValue>(text).is_ok())
}

fn check_value(json: Json<'_>) {
    match json.kind() {
        Kind::Object => json.members().for_each(|(name, value)| {
            check_string(name);
            check_value(value);
        }),
        Kind::Array => json.elements().for_each(check_value),
        Kind::String => check_string(json),
        Kind::Number => check_integer(json),
        Kind::Boolean => assert!(json.boolean().is_some()),
        Kind::Null => assert!(json.is_null()),
    }
}

/// Half of a surrogate pair has no text for either of the two.
fn check_string(json: Json<'_>) {
    let judged = serde_json::from_str::<String>(json.text()).ok();
    assert_eq!(json.string().map(std::borrow::Cow::into_owned), judged);
}

fn check_integer(json: Json<'_>) {
    if let Ok(judged) = json.text().parse::<i64>() {
        assert_eq!(json.integer(), Some(judged).filter(|number| number.unsigned_abs() < 1 << 53));
    }
}

fn check_problem(problem: JsonProblem, bytes: &[u8]) {
    assert!(problem.position <= bytes.len());
}

/// Holds for every text.
pub fn hold(bytes: &[u8]) {
    match within(bytes.len(), || Document::parse(bytes)) {
        Ok(document) => {
            assert!(judged_well_formed(bytes));
            check_value(document.root());
            within(bytes.len(), || document.root().duplicate_member().is_some());
        }
        Err(problem) => {
            check_problem(problem, bytes);
            assert!(!judged_well_formed(bytes) || problem.message == "nested too deeply", "{problem:?}");
        }
    }
    if let Ok(document) = within(bytes.len(), || Document::parse_leniently(bytes)) {
        assert!(document.problems().len() <= 16);
        document.problems().iter().for_each(|problem| check_problem(*problem, bytes));
        assert!(judged_well_formed(document.root().to_strict_text().as_bytes()));
    }
}

//! Every row of every file in `tests/vectors`, natively. Each row names the vendor's page or the RFC it comes from.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "this is how a test fails")]

mod crossing;
mod vector_files;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use vector_files::{Vector, read};

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

files! {
    md5: "md5.json";
    basic_rfc7617: "basic-rfc7617.json";
    bearer_rfc6750: "bearer-rfc6750.json";
    jwt_decode: "jwt-decode.json";
    jwt_hs256: "jwt-hs256.json";
    weak_secret: "weak-secret.json";
    parse_host: "parse-host.json";
    nearest_name: "nearest-name.json";
    capillary_basic: "capillary-basic.json";
    header_attribution: "header-attribution.json";
    capillary_token_request: "capillary-token-request.json";
    capillary_token_response: "capillary-token-response.json";
    capillary_classification: "capillary-classification.json";
    caxton_register_request: "caxton-register-request.json";
    caxton_register_response: "caxton-register-response.json";
    caxton_envelope: "caxton-envelope.json";
    caxton_requests: "caxton-requests.json";
    caxton_user_password: "caxton-user-password.json";
    caxton_date_time: "caxton-date-time.json";
    capillary_customer_request: "capillary-customer-request.json";
    capillary_customer_response: "capillary-customer-response.json";
    capillary_customer_headers: "capillary-customer-headers.json";
    capillary_staff: "capillary-staff.json";
    caxton_token: "caxton-token.json";
    pledg_token: "pledg-token.json";
    pledg_basic: "pledg-basic.json";
    pledg_purchase: "pledg-purchase.json";
    pledg_notification: "pledg-notification.json";
}

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

//! The vectors of `tests/vectors`: what a row says, and what the crate makes of it. See the README beside them.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a vector that does not read is a failure")]

use crate::crossing::{error_value, performed};
use commerce_auth::scheme::digest::md5_hex;
use serde_json::value::RawValue;
use serde_json::{Map, Value, from_str, json};
use std::collections::BTreeMap;

/// Hands every file to a macro, each as `name: "file.json";`.
macro_rules! every_file {
    ($with:ident) => {
        $with! {
            md5: "md5.json";
            basic_rfc7617: "basic-rfc7617.json";
            bearer_rfc6750: "bearer-rfc6750.json";
            jwt_decode: "jwt-decode.json";
            jwt_hs256: "jwt-hs256.json";
            jwt_wycheproof: "jwt-wycheproof.json";
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
            pledg_return: "pledg-return.json";
            pledg_odd_notifications: "pledg-odd-notifications.json";
            pledg_odd_purchases: "pledg-odd-purchases.json";
            capillary_webhook: "capillary-webhook.json";
            capillary_response: "capillary-response.json";
        }
    };
}
pub(crate) use every_file;

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

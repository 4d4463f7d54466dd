//! Caxton: for all inputs what the vectors show for some. Where a host leads, where the path of a reset can lead, what
//! decides over success, and that an answer cut off anywhere is an error that says so.

#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "this is how a test fails"
)]

use commerce_auth::api::caxton::envelope;
use commerce_auth::api::caxton::environments::{ENVIRONMENTS, base_url};
use commerce_auth::api::caxton::register::{Registration, read_register_response, register_request};
use commerce_auth::api::caxton::reset::reset_request;
use commerce_auth::api::caxton::sent_with::SentWith;
use commerce_auth::error::{AuthError, ErrorCode};
use commerce_auth::http::{Answer, BaseUrl, HttpResponse, Transport};
use proptest::prelude::*;
use serde_json::{Value, json};
use url::Url;

const NOW: i64 = 1_700_000_000_000;

fn base(host: &str) -> BaseUrl {
    base_url(BaseUrl::parse(host, Transport::Https, "host").unwrap_or_else(|error| panic!("{host}: {error:?}")))
}

fn response(status: i64, body: &str) -> HttpResponse<'static> {
    HttpResponse::new(status, Vec::new(), body.as_bytes().to_vec()).unwrap()
}

fn register(status: i64, body: &Value) -> Result<Registration, AuthError> {
    read_register_response(&response(status, &body.to_string()), NOW)
}

/// The answer of "Step 1. Generate Password", "Authentication", dev.caxton.io/docs.
fn page() -> Value {
    json!({"Content": {
        "Model": {
            "ClientPassword": "<clientpassword>",
            "StartDate": "2023-08-23T10:55:45.0645017Z",
            "EndDate": "2023-09-22T10:55:45.0645017Z",
            "PublicKey": "<publickey>",
            "ApiStatusCode": 100,
            "ApiStatus": "IsValid",
            "ApiStatusDescription": "Valid Operation",
        },
        "ExpectedResponses": ["IsValid"],
    }})
}

/// V26.
#[test]
fn the_password_of_the_page_lives_thirty_days() {
    let registration = register(200, &page()).unwrap();
    assert_eq!(registration.ends_at - registration.starts_at, 30 * 86_400_000);
}

#[test]
fn a_registration_does_not_print_its_password() {
    let registration = register(200, &page()).unwrap();
    assert!(!format!("{registration:?}").contains("clientpassword"));
}

#[test]
fn every_environment_is_a_base_address() {
    for (name, address) in ENVIRONMENTS {
        assert_eq!(format!("{}/", base(address).text()), *address, "{name}");
    }
}

/// An interrupted answer must never pass for a shorter one.
#[test]
fn an_answer_cut_off_anywhere_is_malformed() {
    let whole = serde_json::to_string_pretty(&page()).unwrap();
    for length in 0..whole.len() {
        let error = read_register_response(&response(200, &whole[..length]), NOW).unwrap_err();
        assert_eq!((error.code(), error.position()), (ErrorCode::MalformedResponse, Some(length)), "{length} bytes");
    }
}

#[test]
fn a_megabyte_is_read_and_a_megabyte_of_nothing_refused() {
    let mut long = page();
    long["Content"]["Model"]["PublicKey"] = json!("k".repeat(1_000_000));
    assert_eq!(register(200, &long).unwrap().public_key.unwrap().len(), 1_000_000);
    for body in [" ".repeat(1_000_000), "[".repeat(1_000_000), "\"".repeat(1_000_000)] {
        let error = read_register_response(&response(200, &body), NOW).unwrap_err();
        assert_eq!(error.code(), ErrorCode::MalformedResponse);
    }
}

proptest! {
    /// However slashes are written, none is doubled and `/api` stands once.
    #[test]
    fn no_slash_and_no_api_is_doubled(scheme in "(https://)?", name in "[a-z]{1,9}\\.example", path in "(/api)?/{0,3}") {
        let request = register_request(&base(&format!("{scheme}{name}{path}")), "u", "c").unwrap();
        prop_assert_eq!(request.url, format!("https://{name}/api/clients/auth/register"));
    }

    /// The sender reads the address by the WHATWG URL standard.
    #[test]
    fn no_path_leads_a_token_away(path in "([a-z@:]|\\.\\.?|//?|\\\\|%2[ef]|[?#;\t\n ]|https?:){0,8}") {
        let base = base("https://h.example");
        if let Ok(request) = reset_request(&base, &path, "t", None) {
            let url = Url::parse(&request.url).unwrap();
            prop_assert_eq!(url.origin().ascii_serialization(), "https://h.example");
            prop_assert!(url.username().is_empty() && url.query().is_none() && url.fragment().is_none());
            prop_assert_eq!(url.path(), format!("/api/{}", path.trim_start_matches('/')));
        }
    }

    #[test]
    fn every_plain_path_is_joined(path in "[a-zA-Z0-9_~@+-]{1,9}(/[a-zA-Z0-9_~@+-]{1,9}){0,3}") {
        prop_assume!(!path.starts_with("api/"));
        let request = reset_request(&base("h.example"), &path, "t", None).unwrap();
        prop_assert_eq!(request.url, format!("https://h.example/api/{path}"));
    }

    /// The status and the list decide; codes do not.
    #[test]
    fn success_is_a_status_that_was_expected(
        status in "[A-D]", expected in proptest::collection::vec("[A-D]", 0..4), code in 0..1000_i32
    ) {
        let mut body = page();
        body["Content"]["Model"]["ApiStatus"] = json!(status);
        body["Content"]["Model"]["ApiStatusCode"] = json!(code);
        body["Content"]["ExpectedResponses"] = json!(expected);
        let outcome = register(200, &body);
        prop_assert_eq!(outcome.is_ok(), expected.contains(&status));
        if let Err(error) = outcome {
            prop_assert_eq!(error.code(), ErrorCode::VendorError);
            prop_assert_eq!(error.vendor_code().map(str::to_owned), Some(code.to_string()));
        }
    }

    /// Only an HTTP status of success can be one.
    #[test]
    fn every_other_status_is_an_error(status in 100..600_i64, with_envelope: bool) {
        let body = if with_envelope { page() } else { json!({}) };
        let outcome = register(status, &body);
        prop_assert_eq!(outcome.is_ok(), with_envelope && (200..300).contains(&status));
        if let Err(error) = outcome {
            prop_assert_eq!(error.status().map(i64::from), Some(status));
            prop_assert_eq!(error.vendor(), Some("caxton"));
            prop_assert_eq!(error.code() == ErrorCode::MalformedResponse, (200..300).contains(&status));
            prop_assert_eq!(error.is_retryable(), status >= 500 || [408, 425, 429].contains(&status));
        }
    }

    /// G11: whatever the vendor writes beside a password, no error repeats it.
    #[test]
    fn no_error_repeats_the_password(
        password in "[!-~]{6,20}", before in "[ -~]{0,250}", after in "[ -~]{0,9}", status in 200..600_i64
    ) {
        let said = format!("{before}{password}{after}");
        let mut body = page();
        for (name, value) in [("ClientPassword", &password), ("ApiStatusDescription", &said), ("ApiStatus", &said), ("ApiStatusCode", &said)] {
            body["Content"]["Model"][name] = json!(value);
        }
        let error = register(status, &body).unwrap_err();
        prop_assert_eq!((error.vendor_code(), error.vendor_message()), (None, None));
        let shown = format!("{error:?}{error}");
        prop_assert!(!shown.contains(&password));
    }

    /// Whatever comes, it ends in a value or in a typed error of this vendor.
    #[test]
    fn any_text_is_read_or_refused(body: String, status in 100..600_i64) {
        if let Err(error) = envelope::read(&Answer::read(&response(status, &body)), NOW, SentWith::Token) {
            prop_assert_eq!(error.vendor(), Some("caxton"));
        }
    }
}

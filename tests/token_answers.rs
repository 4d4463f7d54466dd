//! Token answers and the meaning of answers, over everything a server could send: parsers never panic, every answer has
//! a meaning, and what is accepted is fit to be used.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "this is how a test fails")]

use commerce_auth::api::{capillary, caxton, pledg};
use commerce_auth::http::{Answer, HttpResponse};
use commerce_auth::secret::Secret;
use commerce_auth::token::access_token::AccessToken;
use commerce_auth::token::classification::{Classification, RejectedShape, classify};
use commerce_auth::token::profile::TokenProfile;
use commerce_auth::token::response::read_token_response;
use proptest::prelude::*;

const NOW: i64 = 1_700_000_000_000;
/// The latest instant of JavaScript's `Date`, in milliseconds (ECMA-262 §21.4.1.1).
const LATEST: i64 = 8_640_000_000_000_000;

fn profiles() -> [&'static TokenProfile; 4] {
    [&capillary::oauth::PROFILE, &capillary::staff::PROFILE, &pledg::token::PROFILE, &caxton::token::PROFILE]
}

/// Any bytes, or JSON of the names that count.
fn any_body() -> impl Strategy<Value = Vec<u8>> {
    let value = prop_oneof![
        Just("null".to_owned()),
        "-?[0-9]{1,20}(\\.[0-9]{1,3})?([eE][+-]?[0-9]{1,3})?",
        "\"[A-Za-z0-9 ._~+/=\\-é]{0,12}\"",
        "\\[\\{\"code\":\"?[0-9]{1,6}\"?,\"message\":\"[a-z]{0,5}\"\\}\\]",
        "\\{\"status\":\\{\"code\":\"?[0-9]{3}\"?,\"success\":(true|\"true\"|false)\\}\\}",
        "\\{\"accessToken\":\"[a-z.]{1,9}\",\"ttlSeconds\":[0-9]{1,5}\\}",
    ];
    let name = prop_oneof![
        Just("data"),
        Just("errors"),
        Just("response"),
        Just("status"),
        Just("errorCode"),
        Just("entity"),
        Just("access_token"),
        Just("expires_in"),
        Just("token_type"),
        Just("error"),
        Just("error_description"),
    ];
    let object = prop::collection::vec((name, value), 0..5).prop_map(|members| {
        let members: Vec<String> = members.iter().map(|(name, value)| format!("\"{name}\":{value}")).collect();
        format!("{{{}}}", members.join(",")).into_bytes()
    });
    prop_oneof![prop::collection::vec(any::<u8>(), 0..80), object]
}

type Parts = (i64, Option<&'static str>, Vec<u8>);

fn any_response() -> impl Strategy<Value = Parts> {
    let content_type = prop_oneof![Just(None), Just(Some("application/json")), Just(Some("text/html"))];
    (100_i64..600, content_type, any_body())
}

fn response_of((status, content_type, body): Parts) -> HttpResponse<'static> {
    let headers = content_type.map(|value| ("content-type".to_owned(), value.to_owned())).into_iter().collect();
    HttpResponse::new(status, headers, body).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn every_token_answer_is_a_usable_token_or_an_error_of_the_vendor(parts in any_response()) {
        let response = response_of(parts);
        for profile in profiles() {
            match read_token_response(profile, &response, NOW, None) {
                Ok(token) => {
                    prop_assert!((200..300).contains(&response.status()));
                    prop_assert!(token.value.expose().bytes().all(|byte| byte.is_ascii_graphic()));
                    prop_assert!(!token.value.expose().is_empty());
                    prop_assert!(token.lifetime_seconds.is_none_or(|seconds| seconds > 0));
                    prop_assert!(token.expires_at.is_none_or(|instant| instant <= LATEST));
                }
                Err(error) => {
                    prop_assert_eq!(error.vendor(), Some(&*profile.name));
                    prop_assert_eq!(error.status(), Some(response.status()));
                }
            }
        }
    }

    /// Total, and of two answers that differ in nothing but the body the status alone decides where it is not JSON.
    #[test]
    fn every_answer_has_a_meaning(parts in any_response()) {
        let response = response_of(parts);
        for profile in profiles() {
            let meaning = classify(&profile.errors, &Answer::read(&response)).classification;
            prop_assert_eq!(Classification::named(meaning.as_str()), Some(meaning));
            if response.header("content-type") == Some("text/html") {
                prop_assert_eq!(meaning, Classification::of_status(response.status()));
            }
            if meaning == Classification::Ok {
                prop_assert!((200..300).contains(&response.status()));
            }
        }
    }
}

#[test]
fn an_answer_keeps_its_body_as_it_came() {
    let body = b"\xef\xbb\xbf{}\0\xff";
    assert_eq!(HttpResponse::new(200, Vec::new(), body.to_vec()).unwrap().body(), body);
}

/// Not every token is a JWT; half of one is a broken one.
#[test]
fn an_opaque_token_has_no_problem_and_half_a_jwt_has() {
    let problems = |value: &str| {
        let token = AccessToken {
            value: Secret::new(value),
            obtained_at: NOW,
            expires_at: None,
            lifetime_seconds: None,
            token_type: None,
            refresh_token: None,
            kept: Vec::new(),
        };
        token.decoded().problems.len()
    };
    assert_eq!(problems("2YotnFZFEjr1zCsicMWpAA"), 0);
    assert_eq!(problems("e30.e30.c2ln"), 0);
    // {} as the header alone, and as the claims alone.
    assert!(problems("e30.?.c2ln") > 0 && problems("?.e30.c2ln") > 0);
}

/// Of two that weigh the same, the vendor said the first one first.
#[test]
fn the_first_of_the_gravest_errors_is_told() {
    let said = |body: &str| {
        let response = HttpResponse::new(200, Vec::new(), body.as_bytes().to_vec()).unwrap();
        classify(&capillary::oauth::PROFILE.errors, &Answer::read(&response)).vendor_code
    };
    let two = |one: u32, other: u32| said(&format!(r#"{{"errors":[{{"code":{one}}},{{"code":{other}}}]}}"#));
    assert_eq!(two(5000, 5001).as_deref(), Some("5000"));
    assert_eq!(two(5000, 498).as_deref(), Some("498"), "an expired token weighs more");
}

#[test]
fn a_status_rejects_a_token_where_it_is_named() {
    let has = |status: u16| RejectedShape::BY_STATUS.has_status(status);
    assert!(has(401) && !has(403) && !has(200) && !has(500));
}

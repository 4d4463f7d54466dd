//! JSON Web Tokens taken apart (RFC 7515 §7.1, RFC 7519): for all inputs what the vectors show for some.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::arithmetic_side_effects, reason = "this is how a test fails")]

mod base64_by_the_book;

use base64_by_the_book::{URL_SAFE, encode};
use commerce_auth::scheme::jwt::{DecodedJwt, JwtPart, JwtProblem, decode};
use proptest::prelude::*;
use serde_json::{Value, json};

/// Without padding (RFC 7515 §2).
fn base64url(bytes: &[u8]) -> String {
    encode(bytes, URL_SAFE)
}

fn token(header: &str, claims: &str) -> String {
    format!("{}.{}.c2ln", base64url(header.as_bytes()), base64url(claims.as_bytes()))
}

fn value(text: &Option<String>) -> Option<Value> {
    text.as_deref().map(|text| serde_json::from_str(text).unwrap())
}

fn expiry(claims: &str) -> Option<i64> {
    decode(&token("{}", claims)).expires_at_seconds()
}

/// RFC 7519 §4.1.4 and §2: a NumericDate is a number, possibly with a fraction.
#[test]
fn the_exp_claim_is_read_as_a_number_of_seconds() {
    assert_eq!(expiry(r#"{"exp":1575270270}"#), Some(1_575_270_270));
    assert_eq!(expiry(r#"{"exp":1575270270.9}"#), Some(1_575_270_270));
    assert_eq!(expiry(r#"{"exp":1.57527027e9}"#), Some(1_575_270_270));
    assert_eq!(expiry(r#"{"exp":-1}"#), Some(-1));
    for claims in [
        r#"{}"#,
        r#"{"exp":null}"#,
        r#"{"exp":"1575270270"}"#,
        r#"{"exp":[1]}"#,
        r#"{"exp":1e999}"#,
        r#"{"EXP":1}"#,
        r#"{"a":{"exp":1}}"#,
    ] {
        assert_eq!(expiry(claims), None, "{claims}");
    }
}

#[test]
fn the_exp_claim_is_read_although_another_claim_holds_a_control_character() {
    assert_eq!(expiry("{\"jti\":\"a\u{4}b\",\"exp\":7}"), Some(7));
}

#[test]
fn a_token_without_claims_never_expires_by_itself() {
    for token in ["", "a", "..", "a.b.c", "e30.W10.x"] {
        assert_eq!(decode(token).expires_at_seconds(), None, "{token}");
    }
}

#[test]
fn what_can_be_read_is_given_whatever_else_is_wrong() {
    let broken_header = format!("###.{}.c2ln", base64url(b"{\"a\":1}"));
    let decoded = decode(&broken_header);
    assert_eq!((decoded.header.as_deref(), value(&decoded.claims)), (None, Some(json!({ "a": 1 }))));
    let broken_claims = format!("{}.###.c2ln", base64url(b"{\"a\":1}"));
    let decoded = decode(&broken_claims);
    assert_eq!((value(&decoded.header), decoded.claims.as_deref()), (Some(json!({ "a": 1 })), None));
    assert_eq!(decoded.signature, "c2ln");
}

/// RFC 8259 §9: a limit of depth is the reader's to set; here it keeps a token from exhausting the stack.
#[test]
fn claims_nested_too_deeply_are_a_problem_and_no_crash() {
    let claims = format!("{{\"a\":{}1{}}}", "[".repeat(5000), "]".repeat(5000));
    let decoded = decode(&token("{}", &claims));
    assert_eq!(decoded.claims, None);
    assert_eq!(decoded.problems, [JwtProblem { part: JwtPart::Payload, position: 132, message: "nested too deeply" }]);
}

#[test]
fn parts_are_named_as_in_javascript() {
    let names = [JwtPart::Token, JwtPart::Header, JwtPart::Payload, JwtPart::Signature].map(JwtPart::as_str);
    assert_eq!(names, ["token", "header", "payload", "signature"]);
}

/// How many bytes the part of a problem has: a problem may also lie at its end.
fn length_of(part: JwtPart, token: &str) -> usize {
    let mut segments = token.splitn(3, '.').map(str::len);
    match part {
        JwtPart::Token => token.len(),
        JwtPart::Header => segments.next().unwrap_or(0),
        JwtPart::Payload => segments.nth(1).unwrap_or(0),
        JwtPart::Signature => segments.nth(2).unwrap_or(0),
    }
}

fn holds(token: &str, decoded: &DecodedJwt) -> Result<(), TestCaseError> {
    for problem in &decoded.problems {
        prop_assert!(problem.position <= length_of(problem.part, token), "{problem:?}");
    }
    let is_object = |text: &Option<String>| value(text).is_none_or(|value| value.is_object());
    prop_assert!(is_object(&decoded.header) && is_object(&decoded.claims));
    let unread = decoded.header.is_none() || decoded.claims.is_none();
    prop_assert!(!unread || !decoded.problems.is_empty(), "something is missing without a problem to say why");
    Ok(())
}

/// A token with something wrong in it.
fn damaged_token() -> impl Strategy<Value = String> {
    let claims = "\\{\"(exp|jti|é)\":(-?[0-9]{1,12}|\"[a-z\\x00-\\x1f\"\\\\]{0,6}\")(,\"exp\":[0-9]{1,3})?[}\\]]?";
    let separator = prop::sample::select(vec![".", "..", "", "=.", "~."]);
    (claims, claims, separator.clone(), separator, "[A-Za-z0-9_=.-]{0,12}").prop_map(
        |(header, claims, first, second, signature)| {
            [base64url(header.as_bytes()).as_str(), first, &base64url(claims.as_bytes()), second, &signature].concat()
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn a_sound_token_is_read_without_a_problem(names in prop::collection::btree_map("[a-zé]{1,8}", any::<i32>(), 0..5), signature in prop::collection::vec(any::<u8>(), 0..40)) {
        let claims = json!(names);
        let token = format!("{}.{}.{}", base64url(b"{\"alg\":\"RS256\"}"), base64url(claims.to_string().as_bytes()), base64url(&signature));
        let decoded = decode(&token);
        prop_assert_eq!(&decoded.problems, &[]);
        prop_assert_eq!(value(&decoded.header), Some(json!({ "alg": "RS256" })));
        prop_assert_eq!(value(&decoded.claims), Some(claims));
        prop_assert_eq!(decoded.signature, base64url(&signature));
    }

    #[test]
    fn a_damaged_token_never_panics_and_its_problems_lie_inside(token in damaged_token()) {
        holds(&token, &decode(&token))?;
    }

    #[test]
    fn arbitrary_text_never_panics_and_its_problems_lie_inside(token in prop_oneof![any::<String>(), "[A-Za-z0-9_=.+/-]{0,60}"]) {
        holds(&token, &decode(&token))?;
    }

    #[test]
    fn arbitrary_bytes_in_a_payload_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..80)) {
        let token = format!("e30.{}.c2ln", base64url(&bytes));
        holds(&token, &decode(&token))?;
    }
}

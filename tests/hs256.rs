//! HS256 (RFC 7515, RFC 7518 §3.2): for all claims and secrets what the vectors show for some.

#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::arithmetic_side_effects,
    clippy::string_slice,
    reason = "this is how a test fails"
)]

use commerce_auth::error::{AuthError, ErrorCode};
use commerce_auth::json::Document;
use commerce_auth::scheme::hs256::{Expiry, Signing, Validity, check_strength, sign, verify};
use commerce_auth::scheme::jwt::decode;
use commerce_auth::secret::{Secret, SharedSecret};
use proptest::prelude::*;
use serde_json::{Value, json};

const NOW: i64 = 1_700_000_000_000;

fn secret(bytes: &[u8]) -> SharedSecret {
    SharedSecret::new(bytes).unwrap()
}

fn signed(claims: &Value, by: &SharedSecret, signing: &Signing<'_>) -> String {
    let text = claims.to_string();
    sign(Document::parse(text.as_bytes()).unwrap().root(), by, signing).unwrap().expose().to_owned()
}

fn verified(token: &str, secrets: &[SharedSecret], now: i64) -> Result<Value, ErrorCode> {
    let validity = Validity { now, clock_tolerance_seconds: 0, expiry: Expiry::Optional };
    let claims = verify(token, secrets, &validity).map_err(|error: AuthError| error.code())?;
    Ok(serde_json::from_str(&claims).unwrap())
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_filter("no JSON form", |number| number.is_finite()).prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 24, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::btree_map(any::<String>(), inner, 0..5).prop_map(|members| json!(members)),
        ]
    })
}

fn any_claims() -> impl Strategy<Value = Value> {
    prop::collection::btree_map("[^env].{0,6}", any_json(), 0..6).prop_map(|members| json!(members))
}

/// Without zero bytes: HMAC fills a short key up with them (RFC 2104 §2), so `a` and `a\0` are one key.
fn any_secret() -> impl Strategy<Value = Vec<u8>> {
    prop::collection::vec(1_u8.., 1..140)
}

#[test]
fn a_secret_below_the_size_of_the_digest_is_weak() {
    assert_eq!(check_strength(&secret(&[7; 31])).map_err(|error| error.code()), Err(ErrorCode::WeakSecret));
    assert!(check_strength(&secret(&[7; 32])).is_ok());
}

#[test]
fn without_a_secret_nothing_verifies() {
    let token = signed(&json!({}), &secret(b"secret"), &Signing::default());
    assert_eq!(verified(&token, &[], NOW), Err(ErrorCode::SignatureMismatch));
}

#[test]
fn a_member_that_stands_twice_is_not_signed() {
    let refused = |claims: &[u8]| {
        let claims = Document::parse(claims).unwrap();
        let claims = claims.root();
        sign(claims, &secret(b"secret"), &Signing::default()).map_err(|error| error.code()).is_err()
    };
    assert!(refused(br#"{"a":1,"a":2}"#));
    assert!(refused(br#"{"a":[{"b":1,"b":2}]}"#));
    assert!(refused(br#"{"a":"\ud800"}"#));
    assert!(refused(br#"{"\udc00\udc00":1}"#));
    assert!(!refused(br#"{"a":"\ud83d\ude00 \\ud800"}"#));
}

#[test]
fn white_space_is_signed_as_it_stands() {
    let claims = Document::parse(b" { \"a\" : 1 } ").unwrap();
    let signing = Signing { issued_at: Some(NOW), ..Signing::default() };
    let token = sign(claims.root(), &secret(b"secret"), &signing).unwrap();
    assert_eq!(decode(token.expose()).claims.as_deref(), Some("{ \"a\" : 1,\"iat\":1700000000}"));
    let empty = sign(Document::parse(b"{ }").unwrap().root(), &secret(b"secret"), &signing).unwrap();
    assert_eq!(decode(empty.expose()).claims.as_deref(), Some("{\"iat\":1700000000}"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn what_is_signed_verifies_and_is_the_same(claims in any_claims(), key in any_secret(), other in any_secret()) {
        let key = secret(&key);
        let token = signed(&claims, &key, &Signing::default());
        prop_assert!(verified(&token, &[secret(&other), key.clone()], NOW).is_ok());
        prop_assert_eq!(decode(&token).claims, Some(claims.to_string()));
        if other != key.expose() {
            prop_assert_eq!(verified(&token, &[secret(&other)], NOW), Err(ErrorCode::SignatureMismatch));
        }
    }

    #[test]
    fn instants_are_floored_and_decide(claims in any_claims(), issued in 100_000_000_000_i64..4_000_000_000_000, left in 1_i64..10_000_000) {
        let signing = Signing { header: None, issued_at: Some(issued), expires_at: Some(issued + left) };
        let token = signed(&claims, &secret(b"secret"), &signing);
        let end = (issued + left).div_euclid(1000) * 1000;
        let last = verified(&token, &[secret(b"secret")], end - 1).unwrap();
        prop_assert_eq!(last.get("iat"), Some(&json!(issued.div_euclid(1000))));
        prop_assert_eq!(last.get("exp"), Some(&json!(end / 1000)));
        prop_assert_eq!(verified(&token, &[secret(b"secret")], end), Err(ErrorCode::TokenExpired));
    }

    #[test]
    fn one_character_more_less_or_other_and_it_does_not_verify(claims in any_claims(), key in any_secret(), at in any::<prop::sample::Index>(), letter in "[ -~]") {
        let token = signed(&claims, &secret(&key), &Signing::default());
        let at = at.index(token.len());
        let (before, after) = token.split_at(at);
        for changed in [[before, &letter, &after[1..]].concat(), [before, &after[1..]].concat(), [before, &letter, after].concat()] {
            prop_assert!(changed == token || verified(&changed, &[secret(&key)], NOW).is_err(), "{}", changed);
        }
    }

    #[test]
    fn arbitrary_text_is_refused_and_never_panics(token in prop_oneof![any::<String>(), "[A-Za-z0-9_=-]{0,40}(\\.[A-Za-z0-9_=-]{0,40}){0,4}"]) {
        prop_assert!(verified(&token, &[secret(b"secret")], NOW).is_err());
    }

    #[test]
    fn arbitrary_claims_and_headers_never_panic(claims in "\\{(\"(exp|nbf|iat)\":(-?[0-9]{1,20}(\\.[0-9]{1,3})?([eE][+-]?[0-9]{1,9})?|null))?\\}", header in any_json(), tolerance in any::<i64>(), now in any::<i64>()) {
        let Ok(document) = Document::parse(claims.as_bytes()) else { return Ok(()) };
        let json = document.root();
        let header = header.to_string();
        let header = Document::parse(header.as_bytes()).ok();
        let signing = Signing { header: header.as_ref().map(Document::root), ..Signing::default() };
        let _ = sign(json, &secret(b"secret"), &signing);
        if let Ok(token) = sign(json, &secret(b"secret"), &Signing::default()) {
            let validity = Validity { now, clock_tolerance_seconds: tolerance, expiry: Expiry::Required };
            let _ = verify(token.expose(), &[secret(b"secret")], &validity);
        }
    }
}

/// RFC 7519 §2 counts seconds: 10¹¹ of them are the year 5138, and as milliseconds 1973.
#[test]
fn instants_are_seconds_below_a_hundred_milliards() {
    let by = secret(b"secret");
    let refused = |seconds: i64| {
        let claims = json!({ "exp": seconds }).to_string();
        let signed = sign(Document::parse(claims.as_bytes()).unwrap().root(), &by, &Signing::default());
        signed.err().map(|error| error.field().unwrap().to_owned())
    };
    assert_eq!(refused(99_999_999_999), None);
    assert_eq!(refused(100_000_000_000).as_deref(), Some("claims.exp"));
}

#[test]
fn no_secret_prints() {
    let shown = [format!("{:?}", secret(b"your-256-bit-secret")), format!("{:?}", Secret::new("server123"))];
    assert_eq!(shown, ["«redacted»", "«redacted»"]);
}

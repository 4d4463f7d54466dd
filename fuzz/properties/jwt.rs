//! Tokens against the `base64` crate's own strict engine, HMAC by itself and `serde_json`: what verifies is signed and a claims
//! set, with the same claims; what is signed and a claims set verifies, or an instant in it forbids it.
//!
//! The input: a header and a payload, apart at the first zero byte, and behind a second one a segment as it stands.

use super::bounds::within;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use commerce_auth::error::ErrorCode;
use commerce_auth::scheme::hs256::{Expiry, Validity, verify};
use commerce_auth::scheme::jwt::{JwtPart, decode};
use commerce_auth::secret::SharedSecret;
use hmac::{Hmac, KeyInit, Mac};
use serde_json::from_slice;
use serde_json::value::RawValue;
use sha2::Sha256;
use std::collections::BTreeMap;

const SECRET: &[u8] = b"a secret of thirty-two bytes ...";
const VALIDITY: Validity = Validity { now: 1_700_000_000_000, clock_tolerance_seconds: 0, expiry: Expiry::Optional };

fn signature(signed: &str) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(SECRET).unwrap();
    mac.update(signed.as_bytes());
    URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes())
}

/// The members of an object as they are written; nothing where it is none.
fn members(text: &[u8]) -> Option<BTreeMap<String, String>> {
    // Half of a surrogate pair has no text in Rust, though a name may hold it: then the object is compared as a whole.
    let whole: &RawValue = from_slice(text).ok()?;
    let members: Result<BTreeMap<String, &RawValue>, _> = serde_json::from_str(whole.get());
    if !whole.get().starts_with('{') {
        return None;
    }
    Some(match members {
        Ok(members) => members.into_iter().map(|(name, value)| (name, value.get().to_owned())).collect(),
        Err(_) => BTreeMap::from([("alg".to_owned(), "\"HS256\"".to_owned()), (String::new(), whole.get().to_owned())]),
    })
}

fn check_signed(header: &[u8], payload: &[u8]) {
    let signed = format!("{}.{}", URL_SAFE_NO_PAD.encode(header), URL_SAFE_NO_PAD.encode(payload));
    let token = format!("{signed}.{}", signature(&signed));
    let secrets = [SharedSecret::new(SECRET).unwrap()];
    match within(token.len(), || verify(&token, &secrets, &VALIDITY)) {
        Ok(claims) => {
            let [header, payload] = [header, payload].map(|part| members(part).unwrap_or_else(|| panic!("{token}")));
            let alg = header.get("alg").and_then(|alg| serde_json::from_str::<String>(alg).ok());
            assert_eq!(alg.as_deref(), Some("HS256"));
            assert!(!header.contains_key("crit") && !header.contains_key("b64"));
            assert_eq!(members(claims.as_bytes()), Some(payload));
        }
        Err(error) => {
            let known = [ErrorCode::MalformedJwt, ErrorCode::TokenExpired, ErrorCode::TokenInvalid];
            assert!(known.contains(&error.code()), "{error:?}");
            assert!(error.position().is_none_or(|position| position <= token.len()));
        }
    }
    let spoiled = token.replacen('.', ".x", 1);
    assert!(verify(&spoiled, &secrets, &VALIDITY).is_err());
}

fn check_segment(segment: &str) {
    let token = format!("e30.e30.{segment}");
    let decoded = within(token.len(), || decode(&token));
    let is_problem = decoded.problems.iter().any(|problem| problem.part == JwtPart::Signature);
    // A dot begins another segment, and is told of as that.
    if !segment.contains('.') {
        assert_eq!(!is_problem, URL_SAFE_NO_PAD.decode(segment).is_ok(), "{segment:?}");
    }
    assert!(decoded.problems.len() <= 16);
    assert_eq!(decoded.signature, segment);
}

/// Holds for every header, payload and segment.
pub fn hold(bytes: &[u8]) {
    let mut parts = bytes.splitn(3, |byte| *byte == 0);
    let mut part = || parts.next().unwrap_or_default();
    let (header, payload, segment) = (part(), part(), part());
    check_signed(header, payload);
    check_signed(br#"{"alg":"HS256"}"#, payload);
    check_segment(&String::from_utf8_lossy(segment));
}

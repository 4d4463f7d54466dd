//! Assertions (RFC 7523): what is signed, and the name under which its token is shared (G7).

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "this is how a test fails")]

use commerce_auth::http::Transport;
use commerce_auth::scheme::jwt::decode;
use commerce_auth::token::assertion::{AssertionShape, OwnClaims};
use commerce_auth::token::client_credentials::ClientCredentials;
use commerce_auth::token::profile::JsonPiece;
use commerce_auth::token::signing_key::check_key;

const NOW: i64 = 1_700_000_000_999;

fn shape(header: &'static str, claims: &'static str, own: OwnClaims) -> AssertionShape {
    AssertionShape {
        algorithm: "ES256",
        key: "privateKey".into(),
        header: vec![JsonPiece::Plain(header.into())],
        claims: vec![JsonPiece::Plain(claims.into())],
        own,
        lifetime_seconds: 60,
    }
}

fn client(key: &str) -> ClientCredentials {
    ClientCredentials::new(None, Transport::Https).with("privateKey", key).unwrap()
}

/// Header and claims as texts.
fn signed(shape: &AssertionShape) -> (String, String) {
    let text = shape.signing_input(&client("k"), NOW, "a\"1").unwrap();
    let decoded = decode(&[text.expose(), ".c2ln"].concat());
    (decoded.header.unwrap(), decoded.claims.unwrap())
}

#[test]
fn claims_come_first_and_then_what_they_do_not_have() {
    let none = OwnClaims::default();
    for (claims, own, expected) in [
        ("{}", none, r#"{"iat":1700000000,"exp":1700000060,"jti":"a\"1"}"#),
        (r#"{"iss":"me"}"#, none, r#"{"iss":"me","iat":1700000000,"exp":1700000060,"jti":"a\"1"}"#),
        (r#"{"iat":1}"#, OwnClaims { issued_at: true, ..none }, r#"{"iat":1,"exp":1700000060,"jti":"a\"1"}"#),
        (r#"{"exp":1}"#, OwnClaims { expires_at: true, ..none }, r#"{"exp":1,"iat":1700000000,"jti":"a\"1"}"#),
        (r#"{"jti":"x"}"#, OwnClaims { identifier: true, ..none }, r#"{"jti":"x","iat":1700000000,"exp":1700000060}"#),
    ] {
        assert_eq!(signed(&shape("{}", claims, own)).1, expected);
    }
}

#[test]
fn a_header_has_algorithm_and_type_before_its_own() {
    for (header, expected) in [
        ("{}", r#"{"alg":"ES256","typ":"JWT"}"#),
        (r#"{"kid":"k1"}"#, r#"{"alg":"ES256","typ":"JWT","kid":"k1"}"#),
        (r#"{"typ":"client-authentication+jwt"}"#, r#"{"alg":"ES256","typ":"client-authentication+jwt"}"#),
    ] {
        assert_eq!(signed(&shape(header, "{}", OwnClaims::default())).0, expected);
    }
}

#[test]
fn g7_another_key_header_or_claim_is_another_client() {
    let digest = |header, claims, key| shape(header, claims, OwnClaims::default()).digest(&client(key)).unwrap();
    let one = digest("{}", "{}", "k");
    assert_eq!(one, digest("{}", "{}", "k"));
    assert!(one.len() == 64 && one.bytes().all(|byte| byte.is_ascii_hexdigit()), "{one}");
    for other in [digest(r#"{"kid":"1"}"#, "{}", "k"), digest("{}", r#"{"iss":"1"}"#, "k"), digest("{}", "{}", "l")] {
        assert_ne!(one, other);
    }
}

#[test]
fn a_key_is_pem_or_a_jwk_and_for_hs256_any_text() {
    let pem = "-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----";
    for (key, algorithm, is_one) in [
        (pem, "RS256", true),
        ("{\"kty\":\"EC\"}", "ES256", true),
        ("{\"kty\":\"oct\"}", "HS256", true),
        ("any text", "HS256", true),
        ("any text", "RS256", false),
        ("-----BEGIN PRIVATE KEY-----\nMIIE", "RS256", false),
    ] {
        assert_eq!(check_key("privateKey", key, algorithm).is_ok(), is_one, "{key} {algorithm}");
    }
}

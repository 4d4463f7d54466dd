//! Tokens in a store (G7, G10): their key, and their text there and back.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "this is how a test fails")]

use commerce_auth::api::capillary::oauth::PROFILE;
use commerce_auth::api::pledg;
use commerce_auth::http::{BaseUrl, Transport};
use commerce_auth::secret::Secret;
use commerce_auth::token::access_token::AccessToken;
use commerce_auth::token::cache_key::cache_key;
use commerce_auth::token::client_credentials::ClientCredentials;
use commerce_auth::token::profile::{HeaderShape, ResponseShape, TokenProfile};
use commerce_auth::token::profile_text::text;
use commerce_auth::token::request::{credential_names, token_request};
use commerce_auth::token::stored::{read_stored, stored_text};
use proptest::prelude::*;
use std::collections::BTreeSet;

const KEY: &str = "0123";

fn key_of(profile: &TokenProfile, host: &str, key: &str, secret: &str) -> String {
    let host = BaseUrl::parse(host, Transport::Https, "host").unwrap();
    let credentials = ClientCredentials::new(Some(host), Transport::Https).with("key", key).unwrap();
    let credentials = credentials.with("secret", secret).unwrap();
    cache_key(&token_request(profile, &credentials).unwrap(), profile)
}

#[test]
fn g7_a_key_is_64_digits_and_the_same_for_the_same_account() {
    let key = key_of(&PROFILE, "a.example", "k", "s");
    assert!(key.len() == 64 && key.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte)), "{key}");
    assert_eq!(key, key_of(&PROFILE, "https://a.example", "k", "s"));
}

/// By hand, with a tool of its own: each part with its length in eight bytes before it, eight bytes of 0xff for one
/// that is absent.
#[test]
fn g7_the_key_is_the_documented_digest() {
    let request = commerce_auth::http::HttpRequest {
        method: commerce_auth::http::Method::Get,
        url: "u".into(),
        headers: vec![("N".into(), Secret::new("v"))],
        body: None,
    };
    let response = ResponseShape {
        token: text("/t"),
        lifetime_seconds: None,
        expires_at: None,
        token_type: None,
        refresh_token: None,
        keep: vec![].into(),
        form: commerce_auth::token::profile::AnswerForm::Json,
        default_lifetime_seconds: None,
        request_id_header: None,
    };
    let profile = TokenProfile { response, header: HeaderShape::BEARER, ..PROFILE.clone() };
    assert_eq!(cache_key(&request, &profile), "353f7223048bfc8a0ac50f06bd96993f0dec616e820f9ebb6a3bf245922eb10e");
}

#[test]
fn g7_no_two_accounts_share_a_key() {
    let mut other_token = PROFILE.clone();
    other_token.response.token = text("/data/idToken");
    let mut other_life = PROFILE.clone();
    other_life.response.lifetime_seconds = None;
    let mut other_header = PROFILE.clone();
    other_header.request.headers = vec![(text("X-Tenant"), text("1"))].into();
    let mut other_field = PROFILE.clone();
    other_field.header.name = text("X-Other");
    let mut other_format = PROFILE.clone();
    other_format.header.format = text("Other {token}");
    let keys = [
        key_of(&PROFILE, "a.example", "k", "s"),
        key_of(&PROFILE, "b.example", "k", "s"),
        key_of(&PROFILE, "a.example/base", "k", "s"),
        key_of(&PROFILE, "a.example", "ks", "s"),
        key_of(&PROFILE, "a.example", "k", "ks"),
        key_of(&PROFILE, "a.example", "s", "k"),
        key_of(&other_token, "a.example", "k", "s"),
        key_of(&other_life, "a.example", "k", "s"),
        key_of(&other_header, "a.example", "k", "s"),
        key_of(&other_field, "a.example", "k", "s"),
        key_of(&other_format, "a.example", "k", "s"),
        key_of(&pledg::token::PROFILE, "a.example", "k", "s"),
    ];
    assert_eq!(BTreeSet::from(keys.clone()).len(), keys.len());
}

fn token(value: &str) -> AccessToken {
    AccessToken {
        value: Secret::new(value),
        obtained_at: 1_600_000_000_000,
        expires_at: Some(1_600_000_300_000),
        lifetime_seconds: Some(300),
        token_type: Some("Bearer".into()),
        refresh_token: Some(Secret::new("again \"and\" again")),
        kept: Vec::new(),
    }
}

#[test]
fn a_token_comes_back_as_it_was() {
    let whole = token("a.b.c");
    let bare =
        AccessToken { expires_at: None, lifetime_seconds: None, token_type: None, refresh_token: None, ..token("x") };
    for token in [whole, bare] {
        let text = stored_text(&token, KEY);
        let read = read_stored(text.expose(), KEY, &PROFILE).unwrap();
        assert_eq!(read.value.expose(), token.value.expose());
        assert_eq!((read.obtained_at, read.expires_at), (token.obtained_at, token.expires_at));
        assert_eq!((read.lifetime_seconds, &read.token_type), (token.lifetime_seconds, &token.token_type));
        assert!(read.refresh_token().is_none() && !text.expose().contains("again"), "nobody uses one");
    }
}

/// As 0.1.0 wrote it.
#[test]
fn a_refresh_token_in_a_store_is_not_read() {
    let text = stored_text(&token("a.b.c"), KEY).expose().replace('}', r#","refreshToken":"again"}"#);
    let read = read_stored(&text, KEY, &PROFILE).unwrap();
    assert_eq!((read.value.expose(), read.refresh_token()), ("a.b.c", None));
}

#[test]
fn g10_what_is_not_ours_is_not_read() {
    let text = stored_text(&token("a.b.c"), KEY).expose().to_owned();
    let changed = |from: &str, to: &str| {
        assert!(text.contains(from), "{from}");
        text.replace(from, to)
    };
    let garbage = [
        String::new(),
        "null".into(),
        "[]".into(),
        "a.b.c".into(),
        "{}".into(),
        text.trim_end_matches('}').to_owned(),
        [&text, " x"].concat(),
        changed("commerce-auth/1", "commerce-auth/2"),
        changed("\"0123\"", "\"4567\""),
        changed("a.b.c", "a b"),
        changed("a.b.c", "a\\r\\nX: 1"),
        changed("\"a.b.c\"", "7"),
        changed("1600000000000", "\"1600000000000\""),
        changed("1600000000000", "-1"),
        changed("1600000300000", "1e30"),
        changed(":300,", ":0,"),
        changed("\"form\"", "\"token\":\"other\",\"form\""),
        changed("\"obtainedAt\"", "\"obtained\""),
    ];
    for text in garbage {
        assert!(read_stored(&text, KEY, &PROFILE).is_none(), "{text}");
    }
}

#[test]
fn g10_a_token_of_a_type_that_the_field_cannot_carry_is_not_read() {
    let text = |name: &str| stored_text(&AccessToken { token_type: Some(name.into()), ..token("x") }, KEY);
    let reads = |name: &str, profile: &TokenProfile| read_stored(text(name).expose(), KEY, profile).is_some();
    assert!(reads("bearer", &pledg::token::PROFILE) && reads("Bearer", &pledg::token::PROFILE));
    assert!(!reads("mac", &pledg::token::PROFILE));
    assert!(reads("mac", &PROFILE), "a field of the vendor's own has no such types");
}

proptest! {
    #[test]
    fn any_text_is_read_or_not_and_never_breaks(text in ".*") {
        let _ = read_stored(&text, KEY, &PROFILE);
    }
}

#[test]
fn every_credential_is_named_once() {
    assert_eq!(credential_names(&PROFILE), ["key", "secret", "host"]);
}

/// The host was read where http may be; these credentials may not travel so.
#[test]
fn a_host_over_http_takes_no_credentials_that_need_https() {
    let host = || BaseUrl::parse("http://127.0.0.1:8080", Transport::HttpOnLoopback, "host").unwrap();
    let code = |transport: Transport| {
        let credentials = ClientCredentials::new(Some(host()), transport).with("key", "k").unwrap();
        let credentials = credentials.with("secret", "s").unwrap();
        token_request(&PROFILE, &credentials).map(drop).map_err(|error| error.code().as_str())
    };
    assert_eq!((code(Transport::HttpOnLoopback), code(Transport::Https)), (Ok(()), Err("insecure_url")));
}

/// Two profiles that keep different things of one answer share no token.
#[test]
fn g7_what_is_kept_is_part_of_the_key() {
    let keeping = |pairs: &[(&'static str, &'static str)]| {
        let keep: Vec<_> = pairs.iter().map(|(name, pointer)| (text(name), text(pointer))).collect();
        let response = ResponseShape { keep: keep.into(), ..PROFILE.response.clone() };
        key_of(&TokenProfile { response, ..PROFILE.clone() }, "a.example", "k", "s")
    };
    let keys = [keeping(&[]), keeping(&[("a", "/x")]), keeping(&[("a", "/y")]), keeping(&[("b", "/x")])];
    assert_eq!(keys.iter().collect::<BTreeSet<_>>().len(), 4);
}

//! Where calls of a profile go, and what they carry (G8): an answer leads them nowhere that the profile does not name.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "this is how a test fails")]

use commerce_auth::error::ErrorCode;
use commerce_auth::http::Transport;
use commerce_auth::secret::Secret;
use commerce_auth::token::access_token::AccessToken;
use commerce_auth::token::api_profile::ApiProfile;
use commerce_auth::token::call_fields::{CallFields, CallValues};
use commerce_auth::token::classification::ErrorShape;
use commerce_auth::token::client_credentials::{ClientCredentials, Standing};

fn calls(base: Option<&'static str>) -> CallFields {
    CallFields {
        headers: vec![("X-Shop".into(), "{shop}".into()), ("X-Token".into(), "Token {token}".into())],
        query: vec![("key".into(), "{shop}".into()), ("t".into(), "{token}".into())],
        base: base.map(Into::into),
        keep_origins: Vec::new(),
    }
}

/// Below what an answer gives, which may be on these two.
fn kept(base: &'static str) -> CallFields {
    CallFields { keep_origins: vec!["shop.example".into(), "eu.shop.test".into()], ..calls(Some(base)) }
}

fn credentials(transport: Transport) -> ClientCredentials {
    ClientCredentials::new(None, transport).with("shop", "s-1").unwrap().with("realm", "eu").unwrap()
}

fn token(instance: &str) -> AccessToken {
    AccessToken {
        value: Secret::new("abc"),
        obtained_at: 1_700_000_000_000,
        expires_at: None,
        lifetime_seconds: None,
        token_type: None,
        refresh_token: None,
        kept: vec![("instance".into(), Secret::new(instance))],
    }
}

fn base(calls: &CallFields, transport: Transport, instance: &str) -> Result<Option<String>, ErrorCode> {
    let (credentials, token) = (credentials(transport), token(instance));
    calls.base(CallValues { credentials: &credentials, token: Some(&token) }).map_err(|error| error.code())
}

#[test]
fn a_base_is_filled_and_ends_without_a_slash() {
    assert_eq!(base(&calls(None), Transport::Https, ""), Ok(None));
    for (template, address) in [
        ("https://api.shop.example/v1", "https://api.shop.example/v1"),
        ("https://api.shop.example/{realm}/", "https://api.shop.example/eu"),
        ("https://{realm}.shop.example", "https://eu.shop.example"),
    ] {
        assert_eq!(base(&calls(Some(template)), Transport::Https, ""), Ok(Some(address.to_owned())), "{template}");
    }
    let insecure = calls(Some("http://api.shop.example"));
    assert_eq!(base(&insecure, Transport::Https, ""), Err(ErrorCode::InsecureUrl));
    assert_eq!(base(&insecure, Transport::HttpAnywhere, ""), Ok(Some("http://api.shop.example".to_owned())));
}

#[test]
fn an_answer_leads_to_what_is_named_and_nowhere_else() {
    let calls = kept("{instance}/{realm}/");
    for (instance, address) in [
        ("https://shop.example", "https://shop.example/eu"),
        ("https://a.b.shop.example/x/", "https://a.b.shop.example/x/eu"),
        ("https://eu.shop.test", "https://eu.shop.test/eu"),
    ] {
        assert_eq!(base(&calls, Transport::Https, instance), Ok(Some(address.to_owned())), "{instance}");
    }
    for instance in [
        "https://myshop.example",
        "https://shop.example.evil.test",
        "https://shop.test",
        "https://shop.example:8443",
        "https://evil.test/.shop.example",
        "http://shop.example",
        "http://127.0.0.1:8080",
        "shop.example@evil.test",
        "",
    ] {
        assert_eq!(base(&calls, Transport::Https, instance), Err(ErrorCode::ForeignOrigin), "{instance}");
    }
}

/// Where a test's own vendor is on this machine, and nobody else's.
#[test]
fn an_answer_may_lead_to_this_machine_where_http_may() {
    let calls = kept("{instance}/v1");
    for transport in [Transport::HttpOnLoopback, Transport::HttpAnywhere] {
        let local = base(&calls, transport, "http://127.0.0.1:8080");
        assert_eq!(local, Ok(Some("http://127.0.0.1:8080/v1".to_owned())), "{transport:?}");
        for instance in ["http://shop.example", "https://evil.test", "https://127.0.0.1"] {
            assert_eq!(base(&calls, transport, instance), Err(ErrorCode::ForeignOrigin), "{transport:?} {instance}");
        }
    }
}

#[test]
fn origins_are_below_a_name_by_whole_labels() {
    let calls = kept("{instance}");
    let origins = [
        ("https://shop.example", true),
        ("https://eu.shop.example", true),
        ("https://eu.shop.test", true),
        ("https://shop.test", false),
        ("https://myshop.example", false),
        ("https://shop.example:444", false),
        ("http://shop.example", false),
    ];
    for (origin, is_allowed) in origins {
        assert_eq!(calls.allows_kept(origin), is_allowed, "{origin}");
    }
}

#[test]
fn a_base_is_known_with_a_token_where_it_holds_what_was_kept() {
    let keep = [("shard".into(), "/shard".into()), ("instance".into(), "/url".into())];
    for (template, is_kept) in [
        (Some("https://{shard}.shop.example"), true),
        (Some("{instance}/v1"), true),
        (Some("https://{realm}.shop.example"), false),
        (None, false),
    ] {
        assert_eq!(calls(template).base_is_kept(&keep), is_kept, "{template:?}");
    }
    assert_eq!(kept("{instance}/v1").kept_base(), Some(("instance", "/v1")));
    assert_eq!(kept("https://api.shop.example/{instance}").kept_base(), None);
    assert_eq!(calls(Some("{instance}/v1")).kept_base(), None, "without names for what it may end with");
    assert_eq!(calls(None).kept_base(), None);
}

#[test]
fn fields_and_parameters_carry_credentials_and_token() {
    let (calls, credentials, token) = (calls(None), credentials(Transport::Https), token(""));
    let values = CallValues { credentials: &credentials, token: Some(&token) };
    let shown = |fields: commerce_auth::http::Headers| -> Vec<(String, String)> {
        fields.into_iter().map(|(name, value)| (name.to_string(), value.expose().to_owned())).collect()
    };
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    assert_eq!(shown(calls.query(values).unwrap()), [pair("key", "s-1"), pair("t", "abc")]);
    assert_eq!(shown(calls.headers(values).unwrap()), [pair("X-Shop", "s-1"), pair("X-Token", "Token abc")]);
    let header = calls.token_header().unwrap();
    assert_eq!((&*header.name, &*header.format), ("X-Token", "Token {token}"));
}

#[test]
fn a_token_is_held_to_what_calls_make_of_it() {
    let profile = ApiProfile {
        name: "shop".into(),
        flow: None,
        assertion: None,
        calls: kept("{instance}/v1"),
        rejections: ErrorShape::RFC6749,
        hosts: Vec::new(),
        one_of: Vec::new(),
        public: Vec::new(),
    };
    let client = credentials(Transport::Https);
    let checked = |token: &AccessToken| profile.check_token(token, &client).map_err(|error| error.code());
    assert_eq!(checked(&token("https://eu.shop.example")), Ok(()));
    assert_eq!(checked(&token("https://evil.test")), Err(ErrorCode::ForeignOrigin));
    let odd = AccessToken { value: Secret::new("é"), ..token("https://eu.shop.example") };
    assert_eq!(checked(&odd), Err(ErrorCode::InvalidHeaderValue));
}

/// So many characters stand in many a text by chance.
#[test]
fn secrets_are_those_of_four_characters_and_more() {
    let client = ClientCredentials::new(None, Transport::Https);
    let client = client.with("three", "äbc").unwrap().with("four", "äbcd").unwrap().with("five", "äbcde").unwrap();
    let client = client.with_any("public".into(), "well-known", Standing::Public).unwrap();
    let client = client.with_any("listed".into(), "out-of-a-list", Standing::Listed).unwrap();
    assert_eq!(client.secrets().map(Secret::expose).collect::<Vec<_>>(), ["äbcd", "äbcde"]);
}

//! Basic in general (RFC 7617) and with the digest of a till's password ("Basic authentication", docs.capillarytech.com):
//! what the vectors cannot show, for all inputs.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::arithmetic_side_effects, reason = "this is how a test fails")]

mod base64_by_the_book;

use base64_by_the_book::encode_padded;
use commerce_auth::api::capillary::attribution::LookupAttribution;
use commerce_auth::api::capillary::basic::{
    FAST_AUTHORIZATION_LIMIT, TillPassword, authorization, headers, write_authorization,
};
use commerce_auth::error::ErrorCode;
use commerce_auth::http::Headers;
use commerce_auth::scheme::basic::{basic_authorization, parse_basic_authorization};
use md5::{Digest, Md5};
use proptest::prelude::*;

/// The vendor's own till ("Get Started", docs.capillarytech.com): V2.
const TILL: (&str, &str, &str) =
    ("store.server", "server123", "Basic c3RvcmUuc2VydmVyOjhhMTZhNmI3MDUwNWViMWYxZmY3Y2RjMGNkNTU1OWE3");
/// `username:digest` has to fit into 192 bytes on the fast path.
const LONGEST_FAST_USERNAME: usize = 192 - 1 - 32;

fn fast(username: &str, password: &str) -> Option<String> {
    let mut out = [0_u8; FAST_AUTHORIZATION_LIMIT];
    let length = write_authorization(username.as_bytes(), password.as_bytes(), &mut out)?;
    Some(String::from_utf8(out.get(..length).unwrap().to_vec()).unwrap())
}

fn general(username: &str, password: &str) -> Option<String> {
    Some(authorization(username, TillPassword::Clear(password)).ok()?.expose().to_owned())
}

/// The value by other means: the streaming digest, and base64 by the book.
fn by_other_means(username: &str, password: &str) -> String {
    let digest: String = Md5::digest(password).iter().map(|byte| format!("{byte:02x}")).collect();
    format!("Basic {}", encode_padded(format!("{username}:{digest}").as_bytes()))
}

fn pairs(headers: &Headers) -> Vec<(&str, &str)> {
    headers.iter().map(|(name, value)| (&**name, value.expose())).collect()
}

#[test]
fn v2_comes_out_of_both_paths() {
    let (username, password, value) = TILL;
    assert_eq!(fast(username, password).as_deref(), Some(value));
    assert_eq!(general(username, password).as_deref(), Some(value));
}

/// In the order of the vendor's page, so that a request looks like its sample.
#[test]
fn fields_come_in_the_order_and_spelling_of_the_page() {
    let attribution = LookupAttribution { lookup_type: "WECHAT", lookup: "x" };
    let headers = headers(TILL.0, TillPassword::Clear(TILL.1), Some(attribution)).unwrap();
    let expected = [
        ("Authorization", TILL.2),
        ("Content-Type", "application/json"),
        ("Accept", "application/json"),
        ("X-CAP-API-ATTRIBUTION-LOOKUP-TYPE", "WECHAT"),
        ("X-CAP-API-ATTRIBUTION-LOOKUP", "x"),
    ];
    assert_eq!(pairs(&headers), expected);
}

#[test]
fn a_header_that_would_be_incomplete_is_not_built_at_all() {
    let attribution = LookupAttribution { lookup_type: "WECHAT", lookup: "a\nb" };
    let error = headers(TILL.0, TillPassword::Clear(TILL.1), Some(attribution)).unwrap_err();
    assert_eq!(error.code(), ErrorCode::InvalidHeaderValue);
}

#[test]
fn the_fast_path_ends_exactly_where_its_room_does() {
    let longest = "u".repeat(LONGEST_FAST_USERNAME);
    assert_eq!(fast(&longest, "p"), Some(by_other_means(&longest, "p")));
    assert_eq!(fast(&longest, "p").unwrap().len(), FAST_AUTHORIZATION_LIMIT);
    assert_eq!(fast(&format!("{longest}u"), "p"), None);
    assert_eq!(fast("u", &"p".repeat(10_000)), Some(by_other_means("u", &"p".repeat(10_000))));
}

#[test]
fn the_fast_path_leaves_what_is_refused_to_the_general_one() {
    let digest = "8a16a6b70505eb1f1ff7cdc0cd5559a7";
    let refused =
        [("", "p"), ("u", ""), ("u:", "p"), ("u\n", "p"), ("u", "p\n"), ("u", "\u{7f}"), ("\0", "p"), ("u", digest)];
    for (username, password) in refused {
        assert_eq!(fast(username, password), None, "{username:?} {password:?}");
        assert_eq!(general(username, password), None, "{username:?} {password:?}");
    }
}

/// The caller's buffer may hold an older value.
#[test]
fn the_fast_path_writes_over_whatever_was_there() {
    let mut out = [b'#'; FAST_AUTHORIZATION_LIMIT];
    let length = write_authorization(TILL.0.as_bytes(), TILL.1.as_bytes(), &mut out).unwrap();
    assert_eq!(out.get(..length).unwrap(), TILL.2.as_bytes());
}

/// Every printable ASCII character, most of them ordinary.
fn printable() -> impl Strategy<Value = String> {
    "[ -~]{0,70}"
}

/// Text of every kind: control characters, colons, digests, other scripts.
fn any_part() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => printable(),
        1 => any::<String>(),
        1 => "[0-9a-fA-F]{31,33}",
        1 => " ?([0-9a-fA-F]{2}-){15}[0-9a-fA-F]{2} ?",
        1 => "[a-z:\\x00-\\x1f\\x7f]{0,10}",
        1 => "[a-z]{150,165}",
        1 => "[a-zé€🔑]{0,20}",
    ]
}

/// Of a password with as many hexadecimal digits as a digest has, more has to be asked.
fn is_ordinary(username: &str, password: &str) -> bool {
    let digits = password.bytes().filter(u8::is_ascii_hexdigit).count();
    let plain = |text: &str| !text.is_empty() && text.bytes().all(|byte| (b' '..=b'~').contains(&byte));
    plain(username)
        && !username.contains(':')
        && username.len() <= LONGEST_FAST_USERNAME
        && plain(password)
        && digits < 32
        && !password.starts_with(' ')
        && !password.ends_with(' ')
}

/// Quoted, behind `0x`, with colons, and before what `md5sum` writes behind it: whichever way a till goes, it is a digest.
#[test]
fn a_digest_is_seen_by_both_paths_however_long_it_is_printed() {
    let colons = "8A:16:A6:B7:05:05:EB:1F:1F:F7:CD:C0:CD:55:59:A7";
    let far = format!("8a16a6b70505eb1f1ff7cdc0cd5559a7{}-", " ".repeat(40));
    for printed in [format!("'0x{colons}'"), format!("\"{colons}\"  -"), far] {
        assert_eq!((fast("till", &printed), general("till", &printed)), (None, None), "{printed}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn parsing_gives_back_what_was_built(username in "[^:\\x00-\\x1f\\x7f]{0,40}", password in "[^\\x00-\\x1f\\x7f]{1,40}") {
        let value = basic_authorization(&username, &password).unwrap();
        let credentials = parse_basic_authorization(value.expose()).unwrap();
        prop_assert_eq!(credentials.username, username);
        prop_assert_eq!(credentials.password.expose(), password);
    }

    #[test]
    fn what_is_built_is_base64_by_the_book(username in "[^:\\x00-\\x1f\\x7f]{0,40}", password in "[^\\x00-\\x1f\\x7f]{1,40}") {
        let value = basic_authorization(&username, &password).unwrap();
        let expected = format!("Basic {}", encode_padded(format!("{username}:{password}").as_bytes()));
        prop_assert_eq!(value.expose(), expected);
    }

    #[test]
    fn what_cannot_be_parsed_back_is_not_built(username in any_part(), password in any_part()) {
        if let Ok(value) = basic_authorization(&username, &password) {
            let credentials = parse_basic_authorization(value.expose()).unwrap();
            prop_assert_eq!((credentials.username.as_str(), credentials.password.expose()), (username.as_str(), password.as_str()));
        }
    }

    #[test]
    fn a_refusal_names_a_byte_of_the_part_it_is_about(username in any_part(), password in any_part()) {
        if let Err(error) = authorization(&username, TillPassword::Clear(&password)) {
            let part = if error.field() == Some("username") { &username } else { &password };
            let named = error.position().map(|position| part.as_bytes().get(position));
            prop_assert!(named.is_none_or(|byte| byte.is_some_and(|byte| *byte == b':' || byte.is_ascii_control())), "{:?}", error);
        }
    }

    #[test]
    fn parsing_never_panics(value in prop_oneof![any::<String>(), "[Bb]asic +[A-Za-z0-9+/=_-]{0,40}"]) {
        if let Ok(credentials) = parse_basic_authorization(&value) {
            prop_assert!(!credentials.username.contains(':'));
        }
    }

    #[test]
    fn the_fast_path_says_what_the_general_one_says(username in any_part(), password in any_part()) {
        if let Some(value) = fast(&username, &password) {
            prop_assert_eq!(Some(value.clone()), general(&username, &password));
            prop_assert_eq!(value, by_other_means(&username, &password));
        }
    }

    #[test]
    fn the_fast_path_takes_everything_ordinary(username in any_part(), password in any_part()) {
        prop_assert_eq!(fast(&username, &password).is_some(), is_ordinary(&username, &password));
    }

    #[test]
    fn the_general_path_is_right_for_all_it_accepts(username in any_part(), password in any_part()) {
        if let Some(value) = general(&username, &password) {
            prop_assert_eq!(value, by_other_means(&username, &password));
        }
    }

    #[test]
    fn the_fast_path_takes_arbitrary_bytes(username in prop::collection::vec(any::<u8>(), 0..300), password in prop::collection::vec(any::<u8>(), 0..300)) {
        let mut out = [0_u8; FAST_AUTHORIZATION_LIMIT];
        if write_authorization(&username, &password, &mut out).is_some() {
            prop_assert!(username.is_ascii() && password.is_ascii());
        }
    }
}

//! Options objects (the design): unknown names are refused with the nearest right one, values have their types, an odd
//! name is never repeated.

#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    reason = "this is how a test fails"
)]

use commerce_auth::boundary::options::Options;
use commerce_auth::boundary::{error_json, perform};
use commerce_auth::error::{AuthError, ErrorCode};
use commerce_auth::json::{Document, Json};
use proptest::prelude::*;

const KNOWN: &[&str] = &["username", "password", "passwordMd5", "allowHashLikePassword", "attribution"];
/// The longest name any options object has.
const LONGEST_NAME: &str = "dangerouslyAllowInsecureHttp";
/// The sample secret of "OAuth2 Client Credentials Flow", docs.capillarytech.com: all secrets have its form.
const SAMPLE_SECRET: &str = "hoqSBz6VwefECaZA8Q3oNx4V4H3pMDITksarZVES";

fn json(text: &str) -> Json<'_> {
    Box::leak(Box::new(Document::parse(text.as_bytes()).unwrap())).root()
}

fn options(text: &str) -> Options<'_> {
    Options::read(Some(json(text)), "options", &["name", "other"]).unwrap_or_else(|error| panic!("{error:?}"))
}

/// Why an object with this one member is refused.
fn unknown(name: &str, known: &[&str]) -> AuthError {
    let text = serde_json::json!({ name: 1 }).to_string();
    Options::read(Some(json(&text)), "options", known).err().unwrap_or_else(|| panic!("{name} was accepted"))
}

fn suggestion(error: &AuthError) -> Option<&str> {
    error.message().split_once("Did you mean ")?.1.strip_suffix('?')
}

#[test]
fn an_unknown_name_is_refused_with_the_nearest_right_one() {
    let table = [
        ("pasword", "password"),
        ("passwrod", "password"),
        ("Password", "password"),
        ("PASSWORD", "password"),
        ("pass_word", "password"),
        ("passwords", "password"),
        ("passwordMD5", "passwordMd5"),
        ("password_md5", "passwordMd5"),
        ("userName", "username"),
        ("user", ""),
        ("user_name", "username"),
        ("atribution", "attribution"),
        ("allowHashlikePassword", "allowHashLikePassword"),
        ("attributes", "attribution"),
    ];
    for (name, meant) in table {
        let error = unknown(name, KNOWN);
        assert_eq!((error.code(), error.field()), (ErrorCode::UnknownOption, Some(name)));
        assert!(error.message().starts_with(&format!("options has no member {name}.")), "{error}");
        assert_eq!(suggestion(&error).unwrap_or_default(), meant, "{name}");
    }
}

#[test]
fn a_name_near_no_other_gets_the_whole_list() {
    for name in ["x", "secret", "pw", "credentials", ""] {
        let error = unknown(name, KNOWN);
        assert_eq!(suggestion(&error), None, "{name}");
        assert!(error.message().ends_with(&format!("It may have {}.", KNOWN.join(", "))), "{error}");
    }
}

#[test]
fn a_name_that_only_differs_in_case_or_place_is_another_name() {
    assert!(Options::read(Some(json(r#"{"Name":1}"#)), "options", &["name"]).is_err());
    assert!(Options::read(Some(json(r#"{"nam":1}"#)), "options", &["name"]).is_err());
    assert!(Options::read(Some(json(r#"{"name":1}"#)), "options", &["name"]).is_ok());
    assert!(Options::read(Some(json(r#"{"n\u0061me":1}"#)), "options", &["name"]).is_ok());
}

/// When key and value are swapped the name is the secret.
#[test]
fn an_odd_name_is_never_repeated() {
    let odd = [
        SAMPLE_SECRET,
        "8a16a6b70505eb1f1ff7cdc0cd5559a7",
        "correct horse",
        "se\ncret",
        "pässword",
        "p@ss",
        "secret!",
        "a:b",
        "c2VjcmV0IQ==",
        "a/b",
        "\u{1F511}",
        "<secret>",
    ];
    for name in odd {
        let error = unknown(name, KNOWN);
        let shown =
            [error.message(), error.field().unwrap(), &error_json(&error), &format!("{error:?}"), &error.to_string()]
                .concat();
        assert!(!shown.contains(name), "{error:?}");
        assert_eq!(error.code(), ErrorCode::UnknownOption);
    }
    let long = "a".repeat(10_000);
    assert!(unknown(&long, KNOWN).message().len() < 300);
}

#[test]
fn half_of_a_surrogate_pair_in_a_name_is_an_odd_name() {
    let error = Options::read(Some(json(r#"{"\ud800":1}"#)), "options", KNOWN).err().unwrap();
    assert_eq!(error.code(), ErrorCode::UnknownOption);
    assert!(!error.message().contains("ud800"));
}

#[test]
fn every_name_that_could_be_a_misspelling_of_ours_is_repeated() {
    let misspelt = format!("{LONGEST_NAME}sss");
    let error = unknown(&misspelt, &[LONGEST_NAME]);
    assert_eq!((error.field(), suggestion(&error)), (Some(misspelt.as_str()), Some(LONGEST_NAME)));
}

#[test]
fn what_is_no_object_is_refused_by_the_name_it_has() {
    for value in [None, Some("null"), Some("[]"), Some("\"password\""), Some("1"), Some("true")] {
        let error = Options::read(value.map(json), "response", &["status", "body"]).err().unwrap();
        assert_eq!((error.code(), error.field()), (ErrorCode::InvalidArgument, Some("response")), "{value:?}");
        assert_eq!(error.message(), "response must be an object with status, body");
    }
}

#[test]
fn a_string_has_to_be_there_and_be_one() {
    assert_eq!(options(r#"{"name":"a\u00e9"}"#).string("name").unwrap().expose(), "aé");
    assert_eq!(options(r#"{"name":""}"#).string("name").unwrap().expose(), "");
    let table = [
        ("{}", "name is missing: is the variable it comes from set?"),
        (r#"{"name":null}"#, "name is missing: is the variable it comes from set?"),
        (r#"{"name":1}"#, "name must be a string"),
        (r#"{"name":["a"]}"#, "name must be a string"),
        (r#"{"name":{}}"#, "name must be a string"),
        (r#"{"name":false}"#, "name must be a string"),
    ];
    for (text, message) in table {
        let error = options(text).string("name").unwrap_err();
        assert_eq!(
            (error.code(), error.field(), error.message()),
            (ErrorCode::InvalidArgument, Some("name"), message),
            "{text}"
        );
    }
}

#[test]
fn an_optional_string_may_be_missing_or_null() {
    for text in ["{}", r#"{"name":null}"#, r#"{"other":"x"}"#] {
        assert!(options(text).optional_string("name").unwrap().is_none(), "{text}");
    }
    assert_eq!(options(r#"{"name":"x"}"#).optional_string("name").unwrap().unwrap().expose(), "x");
    assert_eq!(options(r#"{"name":0}"#).optional_string("name").unwrap_err().field(), Some("name"));
}

/// the design: never U+FFFD.
#[test]
fn half_of_a_surrogate_pair_is_no_text() {
    for text in [r#"{"name":"\ud800"}"#, r#"{"name":"a\udfffb"}"#] {
        for error in [options(text).string("name").unwrap_err(), options(text).optional_string("name").unwrap_err()] {
            assert_eq!((error.code(), error.field()), (ErrorCode::InvalidArgument, Some("name")), "{text}");
            assert!(error.message().contains("surrogate"), "{error}");
        }
    }
}

#[test]
fn a_flag_is_a_boolean_or_left_out() {
    let table = [
        ("{}", Some(false)),
        (r#"{"name":null}"#, Some(false)),
        (r#"{"name":false}"#, Some(false)),
        (r#"{"name":true}"#, Some(true)),
        (r#"{"name":"true"}"#, None),
        (r#"{"name":1}"#, None),
        (r#"{"name":0}"#, None),
    ];
    for (text, flag) in table {
        assert_eq!(options(text).flag("name").ok(), flag, "{text}");
    }
    assert_eq!(options(r#"{"name":"yes"}"#).flag("name").unwrap_err().message(), "name must be true or false");
}

#[test]
fn an_integer_has_its_fraction_cut_off_and_a_least_value() {
    let table = [
        ("{}", 0, Some(None)),
        (r#"{"name":5}"#, 0, Some(Some(5))),
        (r#"{"name":5.9}"#, 0, Some(Some(5))),
        (r#"{"name":0}"#, 0, Some(Some(0))),
        (r#"{"name":-0.5}"#, 0, Some(Some(0))),
        (r#"{"name":1e3}"#, 1, Some(Some(1000))),
        (r#"{"name":9007199254740991}"#, 0, Some(Some(9_007_199_254_740_991))),
    ];
    for (text, least, number) in table {
        assert_eq!(options(text).integer("name", least).ok(), number, "{text}");
    }
    for (text, least) in [
        (r#"{"name":null}"#, 0),
        (r#"{"name":-1}"#, 0),
        (r#"{"name":0}"#, 1),
        (r#"{"name":0.9}"#, 1),
        (r#"{"name":"5"}"#, 0),
        (r#"{"name":1e300}"#, 0),
        (r#"{"name":true}"#, 0),
        (r#"{"name":[]}"#, 0),
    ] {
        let error = options(text).integer("name", least).unwrap_err();
        assert_eq!((error.code(), error.field()), (ErrorCode::InvalidArgument, Some("name")), "{text}");
    }
}

/// A message that contradicts what was passed sends its reader the wrong way.
#[test]
fn a_refused_integer_is_told_the_least_it_may_be() {
    let message = |text: &str, least: i64| options(text).integer("name", least).unwrap_err().message().to_owned();
    assert_eq!(message(r#"{"name":-1}"#, 0), "name must be a finite number that is not negative");
    assert_eq!(message(r#"{"name":0}"#, 1), "name must be a finite number from 1 on");
    assert_eq!(message(r#"{"name":null}"#, 1), "name must be a finite number");
}

#[test]
fn nested_members_are_named_by_their_path() {
    let text = r#"{"attribution":{"lookup":1}}"#;
    let outer =
        Options::read(Some(json(text)), "options", &["attribution"]).unwrap_or_else(|error| panic!("{error:?}"));
    let inner = outer.nested("attribution", &["lookupType", "lookup"]).unwrap().unwrap();
    assert_eq!(inner.string("lookup").unwrap_err().field(), Some("attribution.lookup"));
    assert_eq!(
        inner.string("lookupType").unwrap_err().message(),
        "attribution.lookupType is missing: is the variable it comes from set?"
    );
    let error = outer.nested("attribution", &["lookupType"]).err().unwrap();
    assert!(error.message().starts_with("attribution has no member lookup."), "{error}");
}

#[test]
fn nested_options_may_be_missing_or_null_and_are_objects() {
    let nested = |text: &str| match options(text).nested("name", &["x"]) {
        Ok(inner) => Ok(inner.is_some()),
        Err(error) => Err(error.field().map(str::to_owned)),
    };
    assert_eq!(nested("{}"), Ok(false));
    assert_eq!(nested(r#"{"name":null}"#), Ok(false));
    assert_eq!(nested(r#"{"name":{}}"#), Ok(true));
    assert_eq!(nested(r#"{"name":"x"}"#), Err(Some("name".to_owned())));
}

#[test]
fn null_is_mentioned_but_not_present() {
    let read = options(r#"{"name":null}"#);
    assert!(read.mentions("name") && read.present("name").is_none());
    assert!(!read.mentions("other"));
}

/// Whoever calls the core in a way no facade does has found a defect of the package, not a mistake of the caller's.
#[test]
fn a_call_that_no_facade_makes_is_internal() {
    for call in [
        "",
        "{}",
        "[]",
        "[1]",
        "[null]",
        r#"["\ud800"]"#,
        r#"["nothing"]"#,
        r#"["capillary"]"#,
        "basicAuthorization",
        r#""basicAuthorization""#,
        r#"["basicauthorization","a","b"]"#,
        "[\"basicAuthorization\",\"a\",\"b\"",
        "\u{feff}[]",
    ] {
        let error = perform(call.as_bytes(), None).unwrap_err();
        assert_eq!(error.code(), ErrorCode::Internal, "{call}");
    }
}

/// The whole matrix (Wagner and Fischer), where the crate keeps one row.
fn distance(one: &str, other: &str) -> usize {
    let (one, other): (Vec<u8>, Vec<u8>) = (one.to_ascii_lowercase().into(), other.to_ascii_lowercase().into());
    let mut matrix = vec![vec![0; other.len() + 1]; one.len() + 1];
    for row in 0..=one.len() {
        for column in 0..=other.len() {
            matrix[row][column] = match (row, column) {
                (0, edits) | (edits, 0) => edits,
                _ => {
                    let substituted = matrix[row - 1][column - 1] + usize::from(one[row - 1] != other[column - 1]);
                    substituted.min(matrix[row - 1][column] + 1).min(matrix[row][column - 1] + 1)
                }
            };
        }
    }
    matrix[one.len()][other.len()]
}

proptest! {
    #[test]
    fn three_edits_are_a_misspelling_and_four_are_not(name in "[a-dA-D]{1,9}", known in "[a-d]{1,9}") {
        prop_assume!(name != known);
        let near = distance(&name, &known) <= 3.min(name.len().div_ceil(2));
        prop_assert_eq!(suggestion(&unknown(&name, &[&known])).is_some(), near, "{} {}", name, known);
    }

    #[test]
    fn the_nearest_is_suggested(name in "[a-c]{3,8}", known in prop::collection::vec("[a-c]{3,8}", 1..5)) {
        prop_assume!(!known.contains(&name));
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        let least = known.iter().map(|known| distance(&name, known)).min().unwrap();
        if let Some(meant) = suggestion(&unknown(&name, &known)) {
            prop_assert_eq!(distance(&name, meant), least);
        }
    }

    #[test]
    fn any_name_is_refused_without_a_panic_and_in_short(name in any::<String>()) {
        prop_assume!(!KNOWN.contains(&name.as_str()));
        let error = unknown(&name, KNOWN);
        prop_assert_eq!(error.code(), ErrorCode::UnknownOption);
        prop_assert!(error.message().len() < 300);
    }

    #[test]
    fn perform_takes_arbitrary_bytes(bytes in prop::collection::vec(any::<u8>(), 0..100)) {
        prop_assert!(perform(&bytes, None).is_err());
    }
}

#[test]
fn a_name_that_other_packages_use_is_answered_with_ours() {
    let known = ["host", "key", "secret", "username"];
    for (theirs, ours) in [("url", "host"), ("baseURL", "host"), ("clientId", "key"), ("clientSecret", "secret")] {
        let text = [r#"{""#, theirs, r#"":"x"}"#].concat();
        let error = Options::read(Some(json(&text)), "options", &known).err().unwrap();
        let meant = ["Did you mean ", ours, "?"].concat();
        assert!(error.message().contains(&meant), "{}", error.message());
    }
}

//! The JSON scanner (RFC 8259, RFC 6901): what it accepts, where it sees a problem, what it reads; and that it agrees
//! with serde_json, an implementation that shares nothing with it.

#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::arithmetic_side_effects,
    clippy::string_slice,
    reason = "this is how a test fails"
)]

use commerce_auth::json::{ArrayWriter, DEPTH_LIMIT, Document, Json, Kind, ObjectWriter, PROBLEM_LIMIT, quoted};
use proptest::prelude::*;
use serde_json::Value;
use serde_json::value::RawValue;

fn accepts(text: &str) -> bool {
    Document::parse(text.as_bytes()).is_ok()
}

fn problem_at(text: impl AsRef<[u8]>) -> usize {
    Document::parse(text.as_ref()).err().unwrap().position
}

/// Kept for good, so that the values of a passing text can be asked for.
fn parsed(text: &str) -> Json<'_> {
    Box::leak(Box::new(Document::parse(text.as_bytes()).unwrap())).root()
}

/// RFC 8259 §2 to §7, after the manner of the public JSON test suites.
const WELL_FORMED: &[&str] = &[
    "null",
    "true",
    "false",
    "0",
    "-0",
    "1",
    "-1",
    "10",
    "1.0",
    "-0.0",
    "0e1",
    "0E+1",
    "1e-1",
    "1.5E9",
    "123456789012345678901234567890",
    "1e99999",
    "\"\"",
    "\"a\"",
    r#""\"\\\/\b\f\n\r\t""#,
    r#""\u0000""#,
    r#""\uD83D\uDD11""#,
    r#""\ud800""#,
    r#""\udc00\ud800""#,
    "\"é\u{1F511}\u{2028}\u{7f}\u{80}\"",
    "[]",
    "{}",
    "[ ]",
    "{ }",
    " \t\r\n[1 , 2]\n",
    "[[],[[]]]",
    r#"{"":0}"#,
    r#"{"a":1,"b":[{}]}"#,
    r#"{"a" : {"b" : null} }"#,
    r#"{"a":1,"a":2}"#,
    r#"["\u00e9"]"#,
    "[null,1,\"1\",{}]",
    "[1]\n\n",
];

/// The offset is that of the first byte that cannot stand there, or the end where something is missing.
const ILL_FORMED: &[(&str, usize)] = &[
    ("", 0),
    (" ", 1),
    ("nul", 0),
    ("nulll", 4),
    ("True", 0),
    ("tru e", 0),
    ("NaN", 0),
    ("Infinity", 0),
    ("-Infinity", 1),
    ("undefined", 0),
    ("+1", 0),
    (".5", 0),
    ("-", 1),
    ("--1", 1),
    ("01", 1),
    ("-01", 2),
    ("00", 1),
    ("1.", 2),
    ("1.e1", 2),
    ("1e", 2),
    ("1e+", 3),
    ("1eE2", 2),
    ("0x1", 1),
    ("1_000", 1),
    ("1 2", 2),
    ("\"", 1),
    ("\"a", 2),
    ("'a'", 0),
    (r#""\x41""#, 1),
    (r#""\u12""#, 1),
    (r#""\u12g4""#, 1),
    (r#""\"#, 1),
    (r#""\""#, 3),
    ("\"a\nb\"", 2),
    ("\"\t\"", 1),
    ("\"\u{0}\"", 1),
    ("\"\u{1f}\"", 1),
    ("[", 1),
    ("[1", 2),
    ("[1,", 3),
    ("[1,]", 3),
    ("[,1]", 1),
    ("[1 2]", 3),
    ("[1}", 2),
    ("]", 0),
    ("[]]", 2),
    ("[1,,2]", 3),
    ("{", 1),
    ("{\"a\"", 4),
    ("{\"a\":", 5),
    ("{\"a\":1", 6),
    ("{\"a\":1,", 7),
    ("{\"a\":1,}", 7),
    ("{\"a\" 1}", 5),
    ("{a:1}", 1),
    ("{1:1}", 1),
    ("{\"a\":1]", 6),
    ("{\"a\":}", 5),
    ("{,}", 1),
    ("{\"a\",1}", 4),
    ("}", 0),
    ("[\"a\":1]", 4),
    ("\u{feff}1", 0),
    ("\u{a0}1", 0),
    ("\u{c}1", 0),
    ("1//c", 1),
    ("/*c*/1", 0),
    ("[1]x", 3),
    ("{}{}", 2),
    ("\u{0}", 0),
    ("1\u{0}", 1),
];

#[test]
fn accepts_what_is_well_formed() {
    for text in WELL_FORMED {
        assert!(accepts(text), "{text}");
    }
}

#[test]
fn refuses_what_is_not_and_says_where() {
    for (text, position) in ILL_FORMED {
        assert!(!accepts(text), "{text:?}");
        assert_eq!(problem_at(text), *position, "{text:?}");
    }
}

#[test]
fn refuses_what_is_not_utf_8_at_its_first_bad_byte() {
    assert_eq!(problem_at(b"\"\xff\""), 1);
    assert_eq!(problem_at(b"[\"\xc3\xa9\xc3\"]"), 4);
    assert_eq!(problem_at(b"\"\xed\xa0\x80\""), 1, "a surrogate is not UTF-8 (RFC 3629 §3)");
    assert_eq!(problem_at(b"\"\xc0\x80\""), 1, "an overlong NUL is not UTF-8 (RFC 3629 §3)");
}

#[test]
fn a_problem_is_counted_in_bytes_of_the_whole_text() {
    assert_eq!(problem_at("  {\"é\":\u{1F511}}"), 8);
}

#[test]
fn nesting_ends_at_the_limit() {
    let nested = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
    assert!(accepts(&nested(DEPTH_LIMIT)));
    assert_eq!(problem_at(nested(DEPTH_LIMIT + 1)), DEPTH_LIMIT);
    assert_eq!(problem_at("[".repeat(1_000_000)), DEPTH_LIMIT);
    let objects = "{\"a\":".repeat(1_000_000);
    assert_eq!(problem_at(objects), DEPTH_LIMIT * 5);
}

#[test]
fn depth_counts_what_is_open_and_not_what_was() {
    let wide = format!("[{}[]]", "[[]],".repeat(10_000));
    assert!(accepts(&wide));
}

#[test]
fn lenient_reading_tolerates_bare_control_characters_in_strings_and_reports_each() {
    let text = b"{\"a\x04\":\"\n\",\"b\":[\"\x1f\"]}";
    let document = Document::parse_leniently(text).unwrap();
    let json = document.root();
    let positions: Vec<usize> = document.problems().iter().map(|problem| problem.position).collect();
    assert_eq!(positions, [3, 7, 16]);
    assert_eq!(json.pointer("/a\u{4}").and_then(Json::string).unwrap(), "\n");
    assert!(Document::parse(text).is_err());
}

#[test]
fn lenient_reading_keeps_the_first_sixteen_problems() {
    let text = ["\"", &"\u{1}".repeat(100_000), "\""].concat();
    let document = Document::parse_leniently(text.as_bytes()).unwrap();
    let positions: Vec<usize> = document.problems().iter().map(|problem| problem.position).collect();
    assert_eq!(positions, (1..=PROBLEM_LIMIT).collect::<Vec<_>>());
    assert_eq!(document.root().string().unwrap().len(), 100_000);
}

/// Where nothing but control characters is wrong, strict reading stops at the first, and reads no further.
#[test]
fn strict_reading_stops_at_the_first_fault() {
    assert_eq!(problem_at("[\"a\u{1}\", x]"), 3);
    assert_eq!(problem_at("[x, \"a\u{1}\"]"), 1);
}

#[test]
fn lenient_reading_tolerates_nothing_else() {
    for (text, position) in ILL_FORMED.iter().filter(|(text, _)| !text.contains(['\n', '\t', '\u{0}', '\u{1f}'])) {
        assert_eq!(
            Document::parse_leniently(text.as_bytes()).err().map(|problem| problem.position),
            Some(*position),
            "{text:?}"
        );
    }
    assert!(Document::parse_leniently(b"\"a\\\n\"").is_err(), "a backslash before a bare line feed is no escape");
    assert!(Document::parse_leniently(b"\x01[]").is_err(), "outside strings a control character stays a problem");
}

#[test]
fn strict_text_of_a_leniently_read_value_means_the_same() {
    let text = "\t{\"a\\\\\":\"x\u{1}\\\"y\u{1}\",\n\"\u{1f}\":\"\\\\\"}";
    let document = Document::parse_leniently(text.as_bytes()).unwrap();
    let json = document.root();
    let strict: Value = serde_json::from_str(&json.to_strict_text()).unwrap();
    assert_eq!(strict, serde_json::json!({ "a\\": "x\u{1}\"y\u{1}", "\u{1f}": "\\" }));
    assert_eq!(parsed("{ \"a\" : 1 }").to_strict_text(), "{ \"a\" : 1 }", "white space stays as it is");
}

#[test]
fn every_kind_is_told_apart() {
    let kinds = [
        ("null", Kind::Null),
        ("true", Kind::Boolean),
        ("false", Kind::Boolean),
        ("-1", Kind::Number),
        ("0", Kind::Number),
    ];
    let more = [("\"\"", Kind::String), ("[]", Kind::Array), ("{}", Kind::Object), ("9", Kind::Number)];
    for (text, kind) in kinds.into_iter().chain(more) {
        assert_eq!(parsed(text).kind(), kind, "{text}");
        assert_eq!(parsed(text).is_null(), kind == Kind::Null, "{text}");
    }
}

#[test]
fn readers_of_one_kind_give_nothing_for_another() {
    for text in ["null", "1", "\"1\"", "[1]", "{\"a\":1}", "true"] {
        let json = parsed(text);
        assert_eq!(json.boolean().is_some(), json.kind() == Kind::Boolean, "{text}");
        assert_eq!(json.string().is_some(), json.kind() == Kind::String, "{text}");
        assert_eq!(json.integer().is_some(), json.kind() == Kind::Number, "{text}");
        assert_eq!(json.elements().count(), usize::from(json.kind() == Kind::Array), "{text}");
        assert_eq!(json.members().count(), usize::from(json.kind() == Kind::Object), "{text}");
    }
}

#[test]
fn booleans_are_read() {
    assert_eq!(parsed("true").boolean(), Some(true));
    assert_eq!(parsed("false").boolean(), Some(false));
}

/// RFC 8259 §7.
#[test]
fn strings_lose_their_escapes() {
    let table = [
        (r#""""#, ""),
        (r#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{c}\n\r\t"),
        (r#""\u0041\u00e9\u20AC""#, "Aé€"),
        (r#""\uD83D\uDD11""#, "\u{1F511}"),
        (r#""\udbff\udfff""#, "\u{10FFFF}"),
        (r#""\u0000""#, "\0"),
        (r#""\\u0041""#, "\\u0041"),
        (r#""a\u0022b""#, "a\"b"),
        ("\"é\u{1F511}\"", "é\u{1F511}"),
    ];
    for (text, meaning) in table {
        assert_eq!(parsed(text).string().unwrap(), meaning, "{text}");
    }
}

#[test]
fn half_of_a_surrogate_pair_has_no_text() {
    for text in [
        r#""\ud800""#,
        r#""\udc00""#,
        r#""a\ud800b""#,
        r#""\ud800\u0041""#,
        r#""\ud800\ud800""#,
        r#""\ud800\n""#,
        r#""\udc00\ud800""#,
        r#""\ud800\\udc00""#,
    ] {
        assert_eq!(parsed(text).kind(), Kind::String, "{text}");
        assert_eq!(parsed(text).string(), None, "{text}");
    }
}

#[test]
fn numbers_become_integers_with_their_fraction_cut_off() {
    let table = [
        ("0", 0),
        ("-0", 0),
        ("-0.9", 0),
        ("1.9", 1),
        ("-1.9", -1),
        ("300", 300),
        ("3e2", 300),
        ("3E+2", 300),
        ("3.0e2", 300),
        ("0.003e5", 300),
        ("30000e-2", 300),
        ("12345e-2", 123),
        ("9e-1", 0),
        ("1e-400", 0),
        ("0e400", 0),
        ("0.0e99999999999999999999", 0),
        ("-0e99999999999999999999", 0),
        ("1e-99999999999999999999", 0),
        ("9007199254740991", 9_007_199_254_740_991),
        ("-9007199254740991", -9_007_199_254_740_991),
        ("9007199254740991.9", 9_007_199_254_740_991),
        ("9.007199254740991e15", 9_007_199_254_740_991),
        ("90071992547409919e-1", 9_007_199_254_740_991),
        ("0.000000000000000000000000000001", 0),
        ("1e15", 1_000_000_000_000_000),
        ("1575270270", 1_575_270_270),
        ("1e0", 1),
    ];
    for (text, number) in table {
        assert_eq!(parsed(text).integer(), Some(number), "{text}");
    }
}

#[test]
fn numbers_beyond_the_exact_range_of_javascript_are_none() {
    for text in [
        "9007199254740992",
        "-9007199254740992",
        "1e16",
        "1e308",
        "1e999",
        "-1e999",
        "1e99999999999999999999",
        "123456789012345678901234567890",
        "0.1e999",
    ] {
        assert_eq!(parsed(text).integer(), None, "{text}");
    }
}

const NESTED: &str = r#" {"data": {"accessToken": "t", "list": [10, [20, {"x": 30}]], "": 1, "a/b": 2, "m~n": 3, "~1": 4, "é": 5, "0": 6}, "data2": null} "#;

/// RFC 6901 §4 to §6.
#[test]
fn pointers_lead_to_values() {
    let table = [
        ("/data/accessToken", "\"t\""),
        ("/data/list/0", "10"),
        ("/data/list/1/0", "20"),
        ("/data/list/1/1/x", "30"),
        ("/data/", "1"),
        ("/data/a~1b", "2"),
        ("/data/m~0n", "3"),
        ("/data/~01", "4"),
        ("/data/é", "5"),
        ("/data/0", "6"),
        ("/data2", "null"),
        ("/data/list/1", r#"[20, {"x": 30}]"#),
    ];
    for (pointer, text) in table {
        assert_eq!(parsed(NESTED).pointer(pointer).unwrap().text(), text, "{pointer}");
    }
    assert_eq!(parsed(NESTED).pointer("").unwrap().text(), NESTED.trim());
}

#[test]
fn pointers_that_lead_nowhere_give_nothing() {
    let absent = [
        "/x",
        "data",
        "/data/accessToken/0",
        "/data/list/2",
        "/data/list/-",
        "/data/list/00",
        "/data/list/01",
        "/data/list/+0",
        "/data/list/",
        "/data/list/0/0",
        "/data2/x",
        "//",
        "/Data",
        "/data/list/99999999999999999999999",
    ];
    for pointer in absent {
        assert!(parsed(NESTED).pointer(pointer).is_none(), "{pointer}");
    }
}

#[test]
fn every_value_knows_where_it_began_in_the_whole_text() {
    for pointer in ["", "/data", "/data/accessToken", "/data/list", "/data/list/1/1/x", "/data/é", "/data2"] {
        let value = parsed(NESTED).pointer(pointer).unwrap();
        let end = value.position() + value.text().len();
        assert_eq!(NESTED.get(value.position()..end), Some(value.text()), "{pointer}");
    }
}

#[test]
fn members_and_elements_come_in_their_order() {
    let json = parsed(r#" { "b" : [ 1 , {} , "," ] , "a" : "}:" } "#);
    let members: Vec<(&str, &str)> = json.members().map(|(name, value)| (name.text(), value.text())).collect();
    assert_eq!(members, [("\"b\"", r#"[ 1 , {} , "," ]"#), ("\"a\"", "\"}:\"")]);
    let elements: Vec<&str> = json.member("b").unwrap().elements().map(Json::text).collect();
    assert_eq!(elements, ["1", "{}", "\",\""]);
}

#[test]
fn the_end_of_a_container_stays_the_end() {
    let mut elements = parsed("[1]").elements();
    assert!(elements.next().is_some());
    assert!(elements.next().is_none());
    assert!(elements.next().is_none());
}

#[test]
fn a_name_is_compared_without_its_escapes_and_the_first_of_two_counts() {
    let json = parsed(r#"{"\u0061":1,"a":2,"\ud800":3}"#);
    assert_eq!(json.member("a").unwrap().text(), "1");
    assert!(json.member("?").is_none());
}

/// RFC 8259 §4 leaves open which of two members counts.
#[test]
fn a_member_that_stands_twice_is_found_at_its_second_place() {
    let table = [
        (r#"{"a":1,"b":2}"#, None),
        (r#"[{"a":1},{"a":1}]"#, None),
        (r#"{"a":{"a":{"a":1}}}"#, None),
        (r#"{"a":"b","b":"a"}"#, None),
        (r#"{"a":1,"A":2}"#, None),
        (r#"{"a":1,"a":2}"#, Some(7)),
        (r#"{"a":1,"a":2,"a":3}"#, Some(7)),
        (r#"{"a":1,"b":2,"b":3,"a":4}"#, Some(13)),
        (r#"{"a":1,"\u0061":2}"#, Some(7)),
        (r#"{"":1,"":2}"#, Some(6)),
        (r#"{"\ud800":1,"\ud800":2}"#, Some(12)),
        (r#" [0, {"x": [{"y": 1, "y": 2}]}]"#, Some(21)),
        (r#"{"a":{"x":1,"x":2},"a":3}"#, Some(12)),
        (r#"{"a":1,"a":{"x":1,"x":2}}"#, Some(7)),
    ];
    for (text, position) in table {
        assert_eq!(parsed(text).duplicate_member(), position, "{text}");
    }
}

#[test]
fn deep_and_wide_texts_are_searched_for_duplicates_in_bounded_time() {
    let deep = "{\"a\":[".repeat(DEPTH_LIMIT / 2) + &"]}".repeat(DEPTH_LIMIT / 2);
    assert_eq!(parsed(&deep).duplicate_member(), None);
    let wide: String = (0..20_000).map(|index| format!("\"m{index}\":[{index}],")).collect();
    let wide = format!("{{{wide}\"m7\":0}}");
    assert_eq!(parsed(&wide).duplicate_member(), Some(wide.rfind("\"m7\"").unwrap()));
}

#[test]
fn writers_separate_members_and_elements() {
    assert_eq!(ObjectWriter::new().finish(), "{}");
    assert_eq!(ArrayWriter::new().finish(), "[]");
    assert_eq!(ObjectWriter::default().finish(), "{}");
    assert_eq!(ArrayWriter::default().finish(), "[]");
    let mut object = ObjectWriter::new();
    object.string("", "").integer("n", -1).boolean("t", true).boolean("f", false).raw("r", "[]");
    assert_eq!(object.finish(), r#"{"":"","n":-1,"t":true,"f":false,"r":[]}"#);
    let mut array = ArrayWriter::new();
    array.raw("1").raw("{}");
    assert_eq!(array.finish(), "[1,{}]");
}

/// RFC 8259 §7: everything below U+0020 must be escaped.
#[test]
fn every_control_character_is_escaped() {
    for code in 0..0x20_u8 {
        let text = char::from(code).to_string();
        assert_eq!(quoted(&text), format!("\"\\u00{code:02x}\""));
    }
}

/// serde_json as a judge: its skipping reader has neither a limit of depth nor a range of numbers.
fn judged_well_formed(text: &str) -> bool {
    serde_json::from_str::<&RawValue>(text).is_ok()
}

fn any_json() -> impl Strategy<Value = Value> {
    let scalar = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
        "[\\x00-\\x20\"\\\\/u]{0,6}".prop_map(Value::from),
    ];
    scalar.prop_recursive(5, 64, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::btree_map("[a-c\\PC]{0,3}", inner, 0..6)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

/// One byte replaced, put in or taken out: close enough to JSON to reach every branch.
fn mutated(text: &str, place: prop::sample::Index, byte: u8, kind: u8) -> Vec<u8> {
    let mut bytes = text.as_bytes().to_vec();
    let position = place.index(bytes.len().max(1));
    match kind % 3 {
        0 => bytes.insert(position.min(bytes.len()), byte),
        1 if position < bytes.len() => {
            bytes.remove(position);
        }
        _ => {
            if let Some(old) = bytes.get_mut(position) {
                *old = byte;
            }
        }
    }
    bytes
}

/// Bytes that mean something in JSON more often than others.
fn telling_byte() -> impl Strategy<Value = u8> {
    prop_oneof![prop::sample::select(b"{}[]\",:\\/u0123456789eE+-. \ttrufalsn\x1f\x7f".to_vec()), any::<u8>()]
}

/// The same value, read by walking over it.
fn rebuilt(json: Json<'_>) -> Value {
    match json.kind() {
        Kind::Object => {
            let member = |(name, value): (Json<'_>, Json<'_>)| (name.string().unwrap().into_owned(), rebuilt(value));
            Value::Object(json.members().map(member).collect())
        }
        Kind::Array => json.elements().map(rebuilt).collect(),
        Kind::String => Value::from(json.string().unwrap().into_owned()),
        Kind::Boolean => Value::from(json.boolean().unwrap()),
        Kind::Null => Value::Null,
        Kind::Number => serde_json::from_str(json.text()).unwrap(),
    }
}

/// A name's UTF-16 units with its escapes undone.
fn units(name: &str) -> Vec<u16> {
    let mut units = Vec::new();
    let mut rest = name;
    while let Some(character) = rest.chars().next() {
        rest = &rest[character.len_utf8()..];
        if character != '\\' {
            units.extend(character.encode_utf16(&mut [0; 2]).iter());
        } else if let Some(digits) = rest.strip_prefix('u') {
            units.push(u16::from_str_radix(&digits[..4], 16).unwrap());
            rest = &digits[4..];
        } else {
            units.push(u16::from(b'\n'));
            rest = &rest[1..];
        }
    }
    units
}

proptest! {
    #[test]
    fn generated_values_are_read_as_they_were_written(value in any_json(), pretty in any::<bool>()) {
        let text = if pretty { serde_json::to_string_pretty(&value) } else { serde_json::to_string(&value) }.unwrap();
        // Read back rather than taken as it was: a float can lose its last digit on the way through text.
        prop_assert_eq!(rebuilt(parsed(&text)), serde_json::from_str::<Value>(&text).unwrap());
    }

    #[test]
    fn pointers_lead_where_serde_json_says(pointer in "(/[a-c~01/-]{0,3}){0,3}", name in "[a-c~/01]{0,3}") {
        let inner = serde_json::json!({ name.as_str(): [0, { "a": 1, "~": [2] }], "0": { "a/b": 3, "": 4 }, "~1": 5 });
        let value = serde_json::json!({ "a": [inner, 6], "b": inner, "": inner });
        let text = value.to_string();
        prop_assert_eq!(parsed(&text).pointer(&pointer).map(rebuilt), value.pointer(&pointer).cloned());
    }

    #[test]
    fn mutated_texts_are_judged_as_serde_json_judges_them(value in any_json(), changes in prop::collection::vec((any::<prop::sample::Index>(), telling_byte(), any::<u8>()), 1..4)) {
        let mut bytes = serde_json::to_vec(&value).unwrap();
        for (place, byte, kind) in changes {
            let text = String::from_utf8_lossy(&bytes).into_owned();
            bytes = mutated(&text, place, byte, kind);
        }
        let judged = std::str::from_utf8(&bytes).is_ok_and(judged_well_formed);
        prop_assert_eq!(Document::parse(&bytes).is_ok(), judged, "{}", String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn texts_of_telling_bytes_are_judged_as_serde_json_judges_them(bytes in prop::collection::vec(telling_byte(), 0..12)) {
        let judged = std::str::from_utf8(&bytes).is_ok_and(judged_well_formed);
        prop_assert_eq!(Document::parse(&bytes).is_ok(), judged, "{}", String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn arbitrary_bytes_never_panic_and_problems_lie_inside(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        match Document::parse_leniently(&bytes) {
            Ok(document) => {
                let json = document.root();
                prop_assert!(json.position() + json.text().len() <= bytes.len());
                prop_assert!(document.problems().iter().all(|problem| problem.position < bytes.len()));
            }
            Err(problem) => prop_assert!(problem.position <= bytes.len()),
        }
    }

    #[test]
    fn strings_with_escapes_mean_what_serde_json_says(inner in "([a-zé\u{1F511}]|\\\\[\"\\\\/bfnrt]|\\\\u[0-9a-fA-F]{4}|\\\\ud8[0-9a-f]{2}\\\\udc[0-9a-f]{2}){0,8}") {
        let text = format!("\"{inner}\"");
        let judged: Option<String> = serde_json::from_str(&text).ok();
        prop_assert_eq!(parsed(&text).string().map(|text| text.into_owned()), judged);
    }

    #[test]
    fn written_strings_are_read_back_by_both(text in any::<String>(), name in any::<String>()) {
        let mut object = ObjectWriter::new();
        object.string(&name, &text);
        let written = object.finish();
        prop_assert_eq!(serde_json::from_str::<Value>(&written).unwrap(), serde_json::json!({ name.as_str(): text.as_str() }));
        prop_assert_eq!(parsed(&written).member(&name).unwrap().string().unwrap(), text);
    }

    #[test]
    fn written_integers_are_decimal_digits(number in any::<i64>()) {
        let mut object = ObjectWriter::new();
        object.integer("n", number);
        prop_assert_eq!(object.finish(), format!("{{\"n\":{number}}}"));
    }

    #[test]
    fn integers_are_read_as_javascript_would_truncate_them(number in -9_007_199_254_740_991_i64..=9_007_199_254_740_991, fraction in "(\\.[0-9]{1,20})?") {
        prop_assert_eq!(parsed(&format!("{number}{fraction}")).integer(), Some(number));
    }

    #[test]
    fn an_exponent_moves_the_point(digits in 1_i64..1_000_000, exponent in 0_u32..9) {
        let moved = digits * 10_i64.pow(exponent);
        prop_assert_eq!(parsed(&format!("{digits}e{exponent}")).integer(), Some(moved));
        prop_assert_eq!(parsed(&format!("{moved}e-{exponent}")).integer(), Some(digits));
    }

    #[test]
    fn duplicates_are_found_wherever_names_repeat(names in prop::collection::vec("[a-d]", 0..6)) {
        let members: Vec<String> = names.iter().map(|name| format!("\"{name}\":0")).collect();
        let text = format!("[{{{}}}]", members.join(","));
        let repeats = |index: usize| names.iter().take(index).any(|name| Some(name) == names.get(index));
        let expected = (0..names.len()).find(|index| repeats(*index)).map(|index| 2 + index * 6);
        prop_assert_eq!(parsed(&text).duplicate_member(), expected);
    }

    /// Names that escapes hide, halves of surrogate pairs and very many names go ways of their own; all of them are held
    /// against a set of the names' UTF-16 units.
    #[test]
    fn duplicates_are_found_whatever_the_names_are(
        names in prop::collection::vec("([a-c]|\\\\u00[6-9][0-9a-f]|\\\\ud8[0-1][0-9a-f]|\\\\udc0[0-9]|é|\\\\u00e9|\\\\n){0,3}", 0..120),
        alike in 0_usize..40,
    ) {
        let names: Vec<String> = names.into_iter().map(|name| ["x".repeat(alike), name].concat()).collect();
        let members: Vec<String> = names.iter().map(|name| format!("\"{name}\":0")).collect();
        let text = format!("{{{}}}", members.join(","));
        let mut seen = std::collections::BTreeSet::new();
        let mut position = 1;
        let mut expected = None;
        for name in &names {
            if !seen.insert(units(name)) && expected.is_none() {
                expected = Some(position);
            }
            position += name.len() + 5;
        }
        prop_assert_eq!(parsed(&text).duplicate_member(), expected, "{}", text);
    }

    #[test]
    fn members_are_found_by_their_names_however_they_are_written(name in "[a-cé\u{1F511}]{0,40}", escaped in any::<bool>()) {
        let written: String = if escaped {
            name.encode_utf16().map(|unit| format!("\\u{unit:04x}")).collect()
        } else {
            name.clone()
        };
        let text = format!("{{\"{written}z\":0,\"{written}\":1}}");
        prop_assert_eq!(parsed(&text).member(&name).and_then(Json::integer), Some(1));
    }

    /// Both ways of walking over a string, sixteen bytes one by one and then eight at a time, end at the same byte.
    #[test]
    fn a_string_ends_where_its_quote_stands(before in 0_usize..40, special in prop::sample::select(vec!["\\n", "\\\"", "\\\\", "é", "\u{7f}", " ", "\u{80}", "ÿ"]), after in 0_usize..40) {
        let text = format!("[\"{}{special}{}\",7]", "a".repeat(before), "b".repeat(after));
        let judged: Value = serde_json::from_str(&text).unwrap();
        prop_assert_eq!(rebuilt(parsed(&text)), judged);
        let control = text.replace(special, "\u{1f}");
        prop_assert_eq!(problem_at(&control), 2 + before);
    }

    #[test]
    fn strict_text_means_what_lenient_reading_read(inner in "[a-c\\x00-\\x1f]{0,12}") {
        let text = format!("{{\"{inner}\": [\"{inner}\"]}}");
        let document = Document::parse_leniently(text.as_bytes()).unwrap();
    let json = document.root();
        let strict: Value = serde_json::from_str(&json.to_strict_text()).unwrap();
        prop_assert_eq!(strict, serde_json::json!({ inner.as_str(): [inner.as_str()] }));
    }
}

/// White space is no control character, and stays as it is.
#[test]
fn strict_text_differs_in_control_characters_alone() {
    let document = Document::parse_leniently(b"{\"a b\": \"x \x1f y\"}").unwrap();
    assert_eq!(document.root().to_strict_text(), "{\"a b\": \"x \\u001f y\"}");
}

#[test]
fn a_text_that_was_cut_is_told_from_one_with_something_else_in_it() {
    let said = |text: &str| Document::parse(text.as_bytes()).err().map(|problem| problem.message);
    for text in ["[1", "[1 ", "{\"a\":1", "[[1]"] {
        assert_eq!(said(text), Some("the text ends too early"), "{text}");
    }
    for text in ["[1 2]", "[1}", "{\"a\":1]", "[1:2]"] {
        assert_eq!(said(text), Some("expected a comma or the end of the array or object"), "{text}");
    }
}

//! What the JSON room reads, held against models that share nothing with it: where a text stops being JSON, by
//! serde_json on its prefixes; names that stand twice, by sets of their UTF-16 code units; numbers, by their digits.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::arithmetic_side_effects, reason = "this is how a test fails")]

use std::collections::HashSet;

use commerce_auth::json::Document;
use proptest::prelude::*;
use serde_json::value::RawValue;

/// Whether something can follow that makes JSON of it, be it nothing.
fn can_go_on(text: &str) -> bool {
    let is_good = |text: &str| serde_json::from_str::<&RawValue>(text).map_or_else(|error| error.is_eof(), |_| true);
    // Of a number that is not over yet it says no more than of a bad one.
    is_good(text) || is_good(&format!("{text}0"))
}

/// Pieces of JSON, whole and broken, so that texts go wrong at every kind of place.
fn piece() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"a\"",
        "\"\"",
        "\"",
        "\\",
        "\\u00e9",
        "\\ud800",
        "\\x",
        "\\u12",
        "0",
        "-",
        "1.5",
        "01",
        "1e",
        "e5",
        ".",
        "true",
        "false",
        "null",
        "tru",
        "nul",
        "NaN",
        " ",
        "\n",
        "\u{1}",
        "\u{a0}",
        "\u{feff}",
        "é",
        "{\"a\":",
        "[1,",
        ",\"b\":2}",
        "\"a\":1",
        "]}",
    ])
}

/// An object: its names as UTF-16 code units, how each unit is written, and what is in its members.
#[derive(Clone, Debug)]
struct Object {
    members: Vec<(Vec<u16>, Vec<u8>, Option<Object>)>,
}

fn name() -> impl Strategy<Value = Vec<u16>> {
    let unit = prop_oneof![
        6 => prop::sample::select(vec![0x61_u16, 0x62, 0xe9, 0x20ac]),
        1 => prop::sample::select(vec![0xd800_u16, 0xdbff, 0xdc00, 0xd83d, 0xde00, 0x00, 0x22, 0x5c]),
    ];
    prop_oneof![
        4 => prop::collection::vec(unit, 0..4),
        1 => (0_u16..400).prop_map(|number| format!("name{number}").encode_utf16().collect()),
    ]
}

fn object() -> impl Strategy<Value = Object> {
    let member = |inside: BoxedStrategy<Option<Object>>| (name(), prop::collection::vec(any::<u8>(), 1..4), inside);
    let flat = prop::collection::vec(member(Just(None).boxed()), 0..90).prop_map(|members| Object { members });
    flat.prop_recursive(3, 200, 6, move |inner| {
        let inside = prop::option::of(inner).boxed();
        prop::collection::vec(member(inside), 0..8).prop_map(|members| Object { members })
    })
}

impl Object {
    /// Writes the text, and notes where a name stands that the object has already.
    fn write(&self, text: &mut String, doubled: &mut Vec<usize>) {
        let mut seen = HashSet::new();
        text.push('{');
        for (index, (name, manner, inside)) in self.members.iter().enumerate() {
            if index > 0 {
                text.push(',');
            }
            if !seen.insert(name) {
                doubled.push(text.len());
            }
            write_name(text, name, manner);
            text.push(':');
            match inside {
                Some(object) => object.write(text, doubled),
                None => text.push('0'),
            }
        }
        text.push('}');
    }
}

fn write_name(text: &mut String, name: &[u16], manner: &[u8]) {
    text.push('"');
    for (index, unit) in char::decode_utf16(name.iter().copied()).enumerate() {
        let way = manner.get(index % manner.len()).copied().unwrap_or(0);
        match unit {
            Ok(letter) if way < 200 && letter >= ' ' && !matches!(letter, '"' | '\\') => text.push(letter),
            Ok(letter) => letter.encode_utf16(&mut [0; 2]).iter().for_each(|unit| write_escape(text, *unit, way)),
            Err(half) => write_escape(text, half.unpaired_surrogate(), way),
        }
    }
    text.push('"');
}

fn write_escape(text: &mut String, unit: u16, way: u8) {
    text.push_str(&if way & 1 == 0 { format!("\\u{unit:04x}") } else { format!("\\u{unit:04X}") });
}

/// The whole part of a number by moving its point among its digits; nothing beyond what JavaScript counts exactly.
fn whole_part(negative: bool, whole: &str, fraction: &str, exponent: i32) -> Option<i64> {
    let digits = format!("{whole}{fraction}");
    let point = i32::try_from(whole.len()).unwrap() + exponent;
    let kept: String =
        (0..point.max(0)).map(|place| digits.chars().nth(usize::try_from(place).unwrap()).unwrap_or('0')).collect();
    let kept = kept.trim_start_matches('0');
    let number: i128 = if kept.is_empty() { 0 } else { kept.get(..kept.len().min(30)).unwrap().parse().unwrap() };
    let exact = kept.len() <= 30 && number <= 9_007_199_254_740_991;
    exact.then(|| if negative { -number } else { number }).map(|number| i64::try_from(number).unwrap())
}

proptest! {
    #[test]
    fn a_problem_stands_where_the_text_cannot_go_on(pieces in prop::collection::vec(piece(), 0..12)) {
        let text = pieces.concat();
        let judged = serde_json::from_str::<&RawValue>(&text);
        match Document::parse(text.as_bytes()) {
            Ok(_) => prop_assert!(judged.is_ok(), "{text:?}"),
            Err(problem) => {
                prop_assert!(judged.is_err(), "{text:?}");
                let (before, at) = text.split_at(problem.position);
                prop_assert!(can_go_on(before), "{text:?} is wrong before {}", problem.position);
                // A literal and an escape are refused from their first byte on, and a text that is too short at its end.
                let begins_something = at.is_empty() || at.starts_with(['t', 'f', 'n', '\\']);
                let with_it: String = before.chars().chain(at.chars().next()).collect();
                prop_assert!(begins_something || !can_go_on(&with_it), "{text:?} goes on at {}", problem.position);
            }
        }
    }

    #[test]
    fn names_stand_twice_where_their_code_units_do(object in object()) {
        let (mut text, mut doubled) = (String::new(), Vec::new());
        object.write(&mut text, &mut doubled);
        let document = Document::parse(text.as_bytes()).unwrap();
        prop_assert_eq!(document.root().duplicate_member(), doubled.into_iter().min(), "{}", text);
    }

    #[test]
    fn numbers_are_cut_off_at_the_point(
        negative in any::<bool>(),
        whole in "0|[1-9][0-9]{0,20}",
        fraction in "[0-9]{0,20}",
        exponent in prop::option::of(-45_i32..45),
        sign in prop::bool::ANY,
    ) {
        let mut text = String::from(if negative { "-" } else { "" }) + &whole;
        if !fraction.is_empty() {
            text = text + "." + &fraction;
        }
        if let Some(exponent) = exponent {
            text = text + if sign { "e" } else { "E" } + if sign && exponent >= 0 { "+" } else { "" } + &exponent.to_string();
        }
        let expected = whole_part(negative, &whole, &fraction, exponent.unwrap_or(0));
        prop_assert_eq!(Document::parse(text.as_bytes()).unwrap().root().integer(), expected, "{}", text);
    }
}

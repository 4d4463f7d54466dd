//! The properties of `fuzz/`, natively and without its tools: seeds that are spoiled by chance, the same in every run.
//! What libFuzzer finds by looking where an input leads, this does not; `fuzz/README.md` says how to run that.

#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "this is how a test fails"
)]

#[path = "../fuzz/properties/mod.rs"]
mod properties;

use properties::{ALL, Property};
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

/// Inputs of a property for each case of a property test: 7,680 in the short form of the tests, 1,500,000 in the long one.
const INPUTS_PER_CASE: usize = 30;
const LONGEST: usize = 8_192;

/// What means something to some reader.
const PIECES: [&[u8]; 40] = [
    b"\"",
    b"\\",
    b"{",
    b"}",
    b"[",
    b"]",
    b":",
    b",",
    b"\\ud800",
    b"\\udc00",
    b"\\u0000",
    b"\\u0041",
    b"null",
    b"true",
    b"-0",
    b"1e999",
    b"9007199254740993",
    b"0.1",
    b"\xef\xbb\xbf",
    b"\xff",
    b"\xc0\xaf",
    b"\xed\xa0\x80",
    b"\0",
    b"\x1f",
    b"\x7f",
    b"%",
    b"%ff",
    b"%2",
    b"+",
    b"&",
    b"=",
    b"https://",
    b"//",
    b"@",
    b"[::1]",
    b".",
    b"\"exp\":1",
    b"\"__proto__\":",
    b"==",
    b"\xfe",
];

/// Marsaglia's xorshift, 64 bits.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(limit.max(1)).unwrap()).unwrap()
    }

    fn of<'a, Item>(&mut self, items: &'a [Item]) -> &'a Item {
        &items[self.below(items.len())]
    }

    fn range(&mut self, input: &[u8]) -> std::ops::Range<usize> {
        let begin = self.below(input.len() + 1);
        let longest = if self.below(4) == 0 { input.len() - begin } else { (input.len() - begin).min(16) };
        begin..begin + self.below(longest + 1)
    }

    fn spoil(&mut self, input: &mut Vec<u8>, seeds: &[Vec<u8>]) {
        let at = self.below(input.len() + 1);
        let range = self.range(input);
        match self.below(8) {
            0 if at < input.len() => input[at] ^= 1 << self.below(8),
            1 if at < input.len() => input[at] = u8::try_from(self.below(256)).unwrap(),
            2 => drop(input.splice(range, [])),
            3 => drop(input.splice(range, self.of(&PIECES).iter().copied())),
            4 => drop(input.splice(at..at, self.of(&PIECES).iter().copied())),
            5 => {
                let seed = self.of(seeds);
                let part = self.range(seed);
                drop(input.splice(at..at, seed[part].iter().copied()));
            }
            6 => {
                // What is nested, or stands again and again.
                let times = 1 << self.below(11);
                let piece = if self.below(2) == 0 { input[range].to_vec() } else { self.of(&PIECES).to_vec() };
                let room = LONGEST.saturating_sub(input.len()) / piece.len().max(1);
                drop(input.splice(at..at, piece.repeat(times.min(room))));
            }
            _ => input.truncate(at),
        }
        input.truncate(LONGEST);
    }

    fn input(&mut self, seeds: &[Vec<u8>]) -> Vec<u8> {
        let mut input = self.of(seeds).clone();
        (0..=self.below(6)).for_each(|_| self.spoil(&mut input, seeds));
        input
    }
}

fn seeds(name: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds").join(name);
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files.iter().map(|file| fs::read(file).unwrap()).collect()
}

fn breaks(property: Property, input: &[u8]) -> bool {
    catch_unwind(AssertUnwindSafe(|| property(input))).is_err()
}

fn drive(name: &str) {
    let property = ALL.iter().find(|(known, _)| *known == name).unwrap().1;
    let seeds = seeds(name);
    assert!(!seeds.is_empty());
    let cases: usize = std::env::var("PROPTEST_CASES").ok().and_then(|text| text.parse().ok()).unwrap_or(256);
    let mut chance = Chance(0x9e37_79b9_7f4a_7c15);
    let made = (0..cases * INPUTS_PER_CASE).map(|_| chance.input(&seeds));
    let broken = seeds.iter().cloned().chain(made).find(|input| breaks(property, input));
    // As Rust writes bytes, so that it can be made a seed.
    assert!(broken.is_none(), "{name}: b\"{}\"", broken.unwrap_or_default().escape_ascii());
}

macro_rules! driven {
    ($($name:ident)*) => {
        $(#[test] fn $name() { drive(stringify!($name)); })*
        const DRIVEN: &[&str] = &[$(stringify!($name),)*];
    };
}

driven! { json boundary token_response base_url form jwt basic }

#[test]
fn every_property_is_driven_here_and_by_libfuzzer() {
    assert_eq!(DRIVEN, ALL.map(|(name, _)| name));
    for name in DRIVEN {
        let target = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("fuzz/fuzz_targets/{name}.rs"));
        assert!(fs::read_to_string(target).unwrap().contains(&format!("{name}::hold")));
    }
}

#[test]
fn a_call_that_takes_too_much_breaks_its_property() {
    use properties::bounds::within;
    assert!(breaks(|bytes| within(bytes.len(), || drop(vec![1_u8; 1_000_000])), b""));
    assert!(breaks(|bytes| within(bytes.len(), || (0..10_000).for_each(|_| drop(Box::new(1_u8)))), b""));
    assert!(!breaks(|bytes| within(bytes.len(), || drop(bytes.to_vec())), b"some"));
}

//! MD5 (RFC 1321): the one-block path laid out by hand against the crate's streaming digest.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "this is how a test fails")]

use commerce_auth::scheme::digest::{Md5Pieces, looks_like_md5, md5_hex};
use md5::{Digest, Md5};
use proptest::prelude::*;

fn streamed(input: &[u8]) -> String {
    let mut digest = Md5::new();
    input.chunks(7).for_each(|chunk| digest.update(chunk));
    digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

fn text(digits: [u8; 32]) -> String {
    String::from_utf8(digits.to_vec()).unwrap()
}

/// RFC 1321 §3.1: padding takes another block from 56 bytes on, and so on every 64.
#[test]
fn every_length_around_the_blocks() {
    for length in 0..=300_u16 {
        let input: Vec<u8> = (0..length).map(|index| index.to_le_bytes()[0].wrapping_mul(31)).collect();
        assert_eq!(text(md5_hex(&input)), streamed(&input), "{length} bytes");
    }
}

#[test]
fn every_byte_value_and_so_every_digit_in_every_place() {
    let mut seen = [[false; 16]; 32];
    for byte in 0..=255_u8 {
        let digits = text(md5_hex(&[byte]));
        assert_eq!(digits, streamed(&[byte]));
        for (place, digit) in digits.chars().enumerate() {
            seen[place][usize::try_from(digit.to_digit(16).unwrap()).unwrap()] = true;
        }
    }
    assert!(seen.iter().flatten().all(|seen| *seen), "a digit never stood in some place");
}

#[test]
fn a_million_bytes() {
    let input = vec![b'a'; 1_000_000];
    assert_eq!(text(md5_hex(&input)), "7707d6ae4e027c70eea2a935c2296f21");
}

/// What a digest holds back of one piece is filled up by the next, whatever their lengths.
#[test]
fn pieces_of_every_two_lengths_around_the_blocks() {
    let input: Vec<u8> = (0..=255_u8).collect();
    let mut pieces = Md5Pieces::new();
    for first in 0..=140 {
        for second in 0..=115 {
            pieces.add(&input[..first]);
            pieces.add(&input[first..first + second]);
            assert_eq!(text(pieces.finish()), streamed(&input[..first + second]), "{first} and {second} bytes");
        }
    }
}

#[test]
fn a_digest_is_known_by_its_32_digits_of_any_case() {
    for digest in [
        "8a16a6b70505eb1f1ff7cdc0cd5559a7",
        "8A16A6B70505EB1F1FF7CDC0CD5559A7",
        "00000000000000000000000000000000",
        "aAbBcCdDeEfF00112233445566778899",
    ] {
        assert!(looks_like_md5(digest.as_bytes()), "{digest}");
    }
    for other in [
        "",
        "server123",
        "8a16a6b70505eb1f1ff7cdc0cd5559a",
        "8a16a6b70505eb1f1ff7cdc0cd5559a70",
        "8a16a6b70505eb1f1ff7cdc0cd5559ag",
        " 8a16a6b70505eb1f1ff7cdc0cd5559a",
        "８a16a6b70505eb1f1ff7cdc0cd555",
    ] {
        assert!(!looks_like_md5(other.as_bytes()), "{other}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn equals_the_streaming_digest(input in prop::collection::vec(any::<u8>(), 0..300)) {
        prop_assert_eq!(text(md5_hex(&input)), streamed(&input));
    }

    #[test]
    fn what_it_gives_looks_like_a_digest(input in any::<Vec<u8>>()) {
        prop_assert!(looks_like_md5(&md5_hex(&input)));
    }
}

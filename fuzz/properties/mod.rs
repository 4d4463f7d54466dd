//! What must hold for every input: the fuzz targets of this folder, and `tests/fuzz.rs`, which drives the same by chance that can
//! be repeated.

#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::panic,
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "this is how a property fails, and each target takes its own"
)]

pub mod base_url;
pub mod basic;
pub mod boundary;
pub mod bounds;
pub mod form;
pub mod json;
pub mod jwt;
pub mod token_response;

use std::time::{Duration, Instant};

#[global_allocator]
static COUNTING: bounds::Counting = bounds::Counting;

/// A property.
pub type Property = fn(&[u8]);

/// All of them, by the names of their targets and of the folders of their seeds.
pub const ALL: [(&str, Property); 7] = [
    ("json", json::hold),
    ("boundary", boundary::hold),
    ("token_response", token_response::hold),
    ("base_url", base_url::hold),
    ("form", form::hold),
    ("jwt", jwt::hold),
    ("basic", basic::hold),
];

/// Under a sanitizer, with what the property itself computes, and on a busy machine: what is slower every time is a finding.
const LONGEST: Duration = Duration::from_millis(20);
const PER_BYTE: Duration = Duration::from_micros(10);

/// Holds a property to its time as well, by the fastest of five.
pub fn timed(property: Property, bytes: &[u8]) {
    let longest = LONGEST + PER_BYTE * u32::try_from(bytes.len()).unwrap();
    let is_in_time = (0..5).any(|_| {
        let begun = Instant::now();
        property(bytes);
        begun.elapsed() <= longest
    });
    assert!(is_in_time, "longer than {longest:?} for {} bytes, five times", bytes.len());
}

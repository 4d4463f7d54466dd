//! The name that a wrong one was probably meant to be.

use super::operation::{Operation, Outcome, Place, text};
use super::record::{Given, Record};
use crate::ascii;
use crate::error::AuthError;
use alloc::vec::Vec;

/// Names at most this many edits apart are taken for misspellings of each other.
pub(crate) const MISSPELLING_LIMIT: usize = 3;

/// What other packages call an option, and what it is called here.
const ELSEWHERE: [(&str, &str); 6] = [
    ("baseURL", "host"),
    ("url", "host"),
    ("clientId", "key"),
    ("clientSecret", "secret"),
    ("password", "clientPassword"),
    ("token", "accessToken"),
];

/// The table.
pub const OPERATIONS: &[Operation] = &[Operation {
    name: "nearestName",
    takes: &[text("name"), text("names")],
    gives: Outcome::OptionalText,
    place: Place::Anywhere,
    run: nearest_name,
}];

/// The names there are stand in one text, with a line break between them.
fn nearest_name(given: &mut Given<'_>, out: &mut Record) -> Result<(), AuthError> {
    let name = given.text();
    let known: Vec<&str> = ascii::pieces(given.text(), b'\n').collect();
    out.optional_text(nearest(name, &known));
    Ok(())
}

/// The known name that a wrong one was probably meant to be.
///
/// ```
/// use commerce_auth::boundary::nearest_name::nearest;
/// assert_eq!(nearest("pasword", &["username", "password"]), Some("password"));
/// // What other packages call it:
/// assert_eq!(nearest("clientSecret", &["host", "key", "secret"]), Some("secret"));
/// assert_eq!(nearest("colour", &["host", "key", "secret"]), None);
/// ```
pub fn nearest<'k>(name: &str, known: &[&'k str]) -> Option<&'k str> {
    let ours = ELSEWHERE.iter().find(|(theirs, _)| *theirs == name).map_or("", |(_, ours)| *ours);
    if let Some(name) = known.iter().find(|name| **name == ours) {
        return Some(name);
    }
    let distances =
        known.iter().map(|other| (distance(&name.to_ascii_lowercase(), &other.to_ascii_lowercase()), *other));
    let closest = distances.min()?;
    let limit = MISSPELLING_LIMIT.min(name.len().div_ceil(2));
    (closest.0 <= limit).then_some(closest.1)
}

/// The Levenshtein distance of two names, byte by byte.
fn distance(one: &str, other: &str) -> usize {
    // Only near names matter, and a stranger's key can be of any length.
    if one.len().abs_diff(other.len()) > MISSPELLING_LIMIT {
        return usize::MAX;
    }
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (above, left) in one.bytes().zip(1_usize..) {
        let mut diagonal = left.saturating_sub(1);
        let mut previous = left;
        let (first, rest) = row.split_at_mut(1);
        first.fill(left);
        for (cell, byte) in rest.iter_mut().zip(other.bytes()) {
            let substituted = diagonal.saturating_add(usize::from(byte != above));
            let shifted = previous.min(*cell).saturating_add(1);
            diagonal = *cell;
            *cell = substituted.min(shifted);
            previous = *cell;
        }
    }
    row.last().copied().unwrap_or(usize::MAX)
}

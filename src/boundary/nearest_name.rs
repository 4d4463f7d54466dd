//! The name that a wrong one was probably meant to be.

use super::operation::{Field, Kind, Operation, Outcome, Place, text};
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
    takes: &[text("name"), Field::required("names", Kind::Names)],
    gives: Outcome::OptionalText,
    place: Place::Anywhere,
    run: nearest_name,
}];

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
    let named = known.iter().copied().filter(|other| !other.is_empty());
    if let Some(ours) = named.clone().find(|other| *other == ours) {
        return Some(ours);
    }
    let limit = MISSPELLING_LIMIT.min(name.len().div_ceil(2));
    let near = named.map(|other| (distance(name.as_bytes(), other.as_bytes()), other));
    near.filter(|(edits, _)| *edits <= limit).min().map(|(_, other)| other)
}

/// Farther than any misspelling.
const FAR: usize = MISSPELLING_LIMIT.saturating_add(1);
/// As many columns as a row can have that are no farther than that.
const BAND: usize = MISSPELLING_LIMIT.saturating_mul(2).saturating_add(1);

/// The Levenshtein distance of two names, byte by byte and whatever their case; [`FAR`] for all that is farther.
///
/// Of the matrix of both names only the columns next to its diagonal can be near, so that long names take as long as they
/// are.
fn distance(one: &[u8], other: &[u8]) -> usize {
    if one.len().abs_diff(other.len()) > MISSPELLING_LIMIT {
        return FAR;
    }
    // The column behind the band is always far.
    let mut row: [usize; BAND.saturating_add(1)] =
        core::array::from_fn(|place| place.checked_sub(MISSPELLING_LIMIT).unwrap_or(FAR).min(FAR));
    for (above, byte) in one.iter().enumerate() {
        let mut left = FAR;
        let mut next = [FAR; BAND.saturating_add(1)];
        for (place, (cell, above_both)) in next.iter_mut().zip(row.windows(2)).enumerate() {
            let [diagonal, above_it] = above_both else { continue };
            let column = above.saturating_add(1).saturating_add(place).checked_sub(MISSPELLING_LIMIT);
            *cell = match column.map(|column| column.checked_sub(1).map(|before| other.get(before))) {
                // Left of the first column, or right of the last.
                None | Some(Some(None)) => FAR,
                Some(None) => above_it.saturating_add(1),
                Some(Some(Some(letter))) => {
                    let substituted = diagonal.saturating_add(usize::from(!letter.eq_ignore_ascii_case(byte)));
                    substituted.min(left.min(*above_it).saturating_add(1))
                }
            }
            .min(FAR);
            left = *cell;
        }
        row = next;
    }
    let last = MISSPELLING_LIMIT.saturating_add(other.len()).saturating_sub(one.len());
    row.get(last).copied().unwrap_or(FAR)
}

//! Text taken apart at ASCII bytes.
//!
//! The patterns of `str` link a searcher for every kind of pattern, and built for size each takes a call for every byte: a
//! fifth of what a token request took. An ASCII byte is never part of another character, so bytes say the same.

/// Where this byte stands first.
pub(crate) fn position(text: &str, byte: u8) -> Option<usize> {
    text.bytes().position(|found| found == byte)
}

/// Where one of these bytes stands first; the length of the text where none does.
pub(crate) fn end_before(text: &str, bytes: &[u8]) -> usize {
    text.bytes().position(|found| is_one_of(found, bytes)).unwrap_or(text.len())
}

/// Whether one of these bytes stands in it.
pub(crate) fn holds(text: &str, bytes: &[u8]) -> bool {
    text.bytes().any(|found| is_one_of(found, bytes))
}

/// What stands before the first such byte, and what behind it.
pub(crate) fn split_once(text: &str, byte: u8) -> Option<(&str, &str)> {
    split_at(text, position(text, byte)?)
}

/// What stands before the last such byte, and what behind it.
pub(crate) fn rsplit_once(text: &str, byte: u8) -> Option<(&str, &str)> {
    split_at(text, text.bytes().rposition(|found| found == byte)?)
}

/// The pieces between such bytes: one more than there are of them.
pub(crate) fn pieces(text: &str, byte: u8) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    core::iter::from_fn(move || {
        let (piece, behind) = rest.map(|rest| split_once(rest, byte).map_or((rest, None), |(a, b)| (a, Some(b))))?;
        rest = behind;
        Some(piece)
    })
}

/// The text without such bytes at its end.
pub(crate) fn trim_end(text: &str, byte: u8) -> &str {
    let end = text.bytes().rposition(|found| found != byte).map_or(0, |last| last.saturating_add(1));
    text.get(..end).unwrap_or_default()
}

/// The text without such bytes at its beginning.
pub(crate) fn trim_start(text: &str, byte: u8) -> &str {
    let start = text.bytes().position(|found| found != byte).unwrap_or(text.len());
    text.get(start..).unwrap_or_default()
}

/// Whether the first byte is one of these.
pub(crate) fn begins(text: &str, bytes: &[u8]) -> bool {
    text.as_bytes().first().is_some_and(|first| is_one_of(*first, bytes))
}

#[expect(clippy::manual_contains, reason = "`contains` calls a search that is made for long texts")]
fn is_one_of(found: u8, bytes: &[u8]) -> bool {
    bytes.iter().any(|byte| *byte == found)
}

fn split_at(text: &str, position: usize) -> Option<(&str, &str)> {
    let (before, behind) = text.split_at_checked(position)?;
    Some((before, behind.get(1..)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn bytes_say_what_patterns_say(text in "[a/%=é😀.]{0,12}") {
            prop_assert_eq!(position(&text, b'/'), text.find('/'));
            prop_assert_eq!(end_before(&text, b"/."), text.find(['/', '.']).unwrap_or(text.len()));
            prop_assert_eq!(holds(&text, b"/%"), text.contains(['/', '%']));
            prop_assert_eq!(split_once(&text, b'/'), text.split_once('/'));
            prop_assert_eq!(rsplit_once(&text, b'/'), text.rsplit_once('/'));
            prop_assert_eq!(pieces(&text, b'/').collect::<Vec<_>>(), text.split('/').collect::<Vec<_>>());
            prop_assert_eq!(trim_end(&text, b'='), text.trim_end_matches('='));
            prop_assert_eq!(trim_start(&text, b'='), text.trim_start_matches('='));
            prop_assert_eq!(begins(&text, b"a/"), text.starts_with(['a', '/']));
        }
    }
}

//! Templates: text with `{name}` where a credential is to stand.

use crate::ascii;
use alloc::vec::Vec;

/// A part of a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part<'a> {
    /// Text that stands for itself.
    Plain(&'a str),
    /// The credential of this name.
    Credential(&'a str),
}

/// Takes a template apart. Braces around anything but a name of letters, digits and `_` stand for themselves, so that
/// no template is wrong.
///
/// ```
/// use commerce_auth::token::template::{Part, parts};
/// assert_eq!(parts("{host}/{ }"), [Part::Credential("host"), Part::Plain("/{ }")]);
/// ```
pub fn parts(template: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut plain = template;
    let mut rest = template;
    while let Some((before, behind)) = ascii::split_once(rest, b'{') {
        let Some((name, after)) = bracketed(behind, is_of_name).filter(|(name, _)| !name.is_empty()) else {
            rest = behind;
            continue;
        };
        let consumed = plain.len().saturating_sub(rest.len()).saturating_add(before.len());
        push_plain(&mut parts, plain.get(..consumed).unwrap_or_default());
        parts.push(Part::Credential(name));
        (plain, rest) = (after, after);
    }
    push_plain(&mut parts, plain);
    parts
}

/// Whether braces hold what was meant for a name and is none, such as `{client-id}`. What a body of another form has
/// between its braces, quotation marks, spaces or nothing at all, is no such thing.
pub(crate) fn has_odd_name(template: &str) -> bool {
    let is_meant = |byte: u8| byte.is_ascii_alphanumeric() || b"_-.$".contains(&byte);
    let mut rest = template;
    while let Some((_, behind)) = ascii::split_once(rest, b'{') {
        rest = behind;
        let (name, _) = bracketed(behind, is_meant).unwrap_or_default();
        if name.bytes().any(|byte| byte.is_ascii_alphanumeric()) && !name.bytes().all(is_of_name) {
            return true;
        }
    }
    false
}

/// Where a text stands in a longer one. `str::find` would link a search algorithm larger than this file.
pub(crate) fn positions(part: &str, text: &str) -> impl Iterator<Item = usize> {
    let found = move |(position, window): (usize, &[u8])| (window == part.as_bytes()).then_some(position);
    text.as_bytes().windows(part.len()).enumerate().filter_map(found)
}

fn push_plain<'a>(parts: &mut Vec<Part<'a>>, text: &'a str) {
    if !text.is_empty() {
        parts.push(Part::Plain(text));
    }
}

/// What stands before the closing brace, and what behind it, where nothing but such bytes stands before it. The first other
/// byte ends the search, so that a text of many opening braces is gone through once.
fn bracketed(behind: &str, is_inside: impl Fn(u8) -> bool) -> Option<(&str, &str)> {
    let end = behind.bytes().position(|byte| !is_inside(byte))?;
    let (name, rest) = behind.split_at_checked(end)?;
    Some((name, rest.strip_prefix("}")?))
}

fn is_of_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_braces_are_credentials_and_nothing_else_is() {
        use Part::{Credential, Plain};
        assert_eq!(parts(""), []);
        assert_eq!(parts("plain"), [Plain("plain")]);
        assert_eq!(parts("{key}"), [Credential("key")]);
        assert_eq!(parts("{host}/a/{b_1}?c"), [Credential("host"), Plain("/a/"), Credential("b_1"), Plain("?c")]);
        assert_eq!(parts("{a}{b}"), [Credential("a"), Credential("b")]);
        assert_eq!(parts("{\"a b\"}{}"), [Plain("{\"a b\"}{}")]);
        assert_eq!(parts("{{key}}"), [Plain("{"), Credential("key"), Plain("}")]);
        assert_eq!(parts("x{ä}{key"), [Plain("x{ä}{key")]);
        assert_eq!(parts("}{a}{"), [Plain("}"), Credential("a"), Plain("{")]);
    }

    #[test]
    fn odd_names_are_those_that_were_meant_for_names() {
        for odd in ["{client-id}", "{{a.b}", "{a}{$b}", "x{a-b}}"] {
            assert!(has_odd_name(odd), "{odd}");
        }
        for other in ["", "{a}", "{a b}", "{client-id", "{-}", "{}", "{\"a-b\"}", "{ä-b}", "{a-{b}"] {
            assert!(!has_odd_name(other), "{other}");
        }
    }
}

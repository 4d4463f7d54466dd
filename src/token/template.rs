//! Templates: text with `{name}` where a value is to stand, and `{base64(name:name)}` where values are to stand in base64.

use crate::ascii;
use crate::error::AuthError;
use crate::scheme::base64_forms::BASE64;
use crate::secret::Secret;
use alloc::string::String;
use alloc::vec::Vec;
use base64::Engine;

/// How the one function of templates begins.
const BASE64_OF: &str = "base64(";

/// A part of a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part<'a> {
    /// Text that stands for itself.
    Plain(&'a str),
    /// The credential of this name.
    Credential(&'a str),
    /// The base64 form of the values of these names, which stand with colons between them.
    Base64(&'a str),
}

/// The names in a template, one behind the other.
///
/// ```
/// use commerce_auth::token::template::names;
/// assert_eq!(names("Basic {base64(id:key)} for {shop}"), ["id", "key", "shop"]);
/// ```
pub fn names(template: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for part in parts(template) {
        if let Part::Credential(names) | Part::Base64(names) = part {
            found.extend(ascii::pieces(names, b':'));
        }
    }
    found
}

/// Whether any name stands in a template.
pub(crate) fn has_names(template: &str) -> bool {
    let mut rest = template;
    while let Some((_, behind)) = ascii::split_once(rest, b'{') {
        if named(behind).is_some() {
            return true;
        }
        rest = behind;
    }
    false
}

/// Whether a name stands in a template.
pub(crate) fn has_name(template: &str, name: &str) -> bool {
    names(template).contains(&name)
}

/// What stands for a name.
pub(crate) enum Value<'a> {
    /// Text, which stands as it is.
    Text(&'a str),
    /// An address: a host that the caller gave. `https://` before it is part of it.
    Address(String),
}

/// Gives the value of a name.
pub(crate) type ValueOf<'a, 'f> = &'f dyn Fn(&str) -> Result<Value<'a>, AuthError>;

/// A template with its values.
pub(crate) fn filled(template: &str, value_of: ValueOf<'_, '_>) -> Result<Secret, AuthError> {
    let mut text = String::new();
    for part in parts(template) {
        match part {
            Part::Plain(plain) => text.push_str(plain),
            Part::Credential(name) => push_value(&mut text, value_of(name)?),
            // The vendors built in have none.
            Part::Base64(_) if cfg!(feature = "lean") => {}
            Part::Base64(names) => {
                let mut pair = String::new();
                for (index, name) in ascii::pieces(names, b':').enumerate() {
                    pair.push_str(if index == 0 { "" } else { ":" });
                    push_value(&mut pair, value_of(name)?);
                }
                BASE64.encode_string(Secret::new(pair).expose(), &mut text);
            }
        }
    }
    Ok(Secret::new(text))
}

fn push_value(text: &mut String, value: Value<'_>) {
    match value {
        Value::Text(value) => text.push_str(value),
        Value::Address(address) => {
            text.truncate(text.strip_suffix("https://").unwrap_or(text).len());
            text.push_str(&address);
        }
    }
}

/// Takes a template apart. Braces around anything but a name of letters, digits and `_`, or such names in `base64(…)`, stand for
/// themselves, so that no template is wrong.
///
/// ```
/// use commerce_auth::token::template::{Part, parts};
/// assert_eq!(parts("{host}/{ }"), [Part::Credential("host"), Part::Plain("/{ }")]);
/// assert_eq!(parts("Basic {base64(id:key)}"), [Part::Plain("Basic "), Part::Base64("id:key")]);
/// ```
pub fn parts(template: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut plain = template;
    let mut rest = template;
    while let Some((before, behind)) = ascii::split_once(rest, b'{') {
        let Some((part, after)) = named(behind) else {
            rest = behind;
            continue;
        };
        let consumed = plain.len().saturating_sub(rest.len()).saturating_add(before.len());
        push_plain(&mut parts, plain.get(..consumed).unwrap_or_default());
        parts.push(part);
        (plain, rest) = (after, after);
    }
    push_plain(&mut parts, plain);
    parts
}

/// What stands in braces, and what behind them, where it is a name or the base64 of some.
fn named(behind: &str) -> Option<(Part<'_>, &str)> {
    if let Some((name, after)) = bracketed(behind, is_of_name, "}") {
        return (!name.is_empty()).then_some((Part::Credential(name), after));
    }
    // The vendors built in have no such template.
    if cfg!(feature = "lean") {
        return None;
    }
    let (names, after) = bracketed(behind.strip_prefix(BASE64_OF)?, |byte| is_of_name(byte) || byte == b':', ")}")?;
    ascii::pieces(names, b':').all(|name| !name.is_empty()).then_some((Part::Base64(names), after))
}

/// Whether braces hold the call of a function that there is not, or one that is not well formed, such as `{sha256(key)}`.
pub(crate) fn has_odd_function(template: &str) -> bool {
    let mut rest = template;
    while let Some((_, behind)) = ascii::split_once(rest, b'{') {
        rest = behind;
        let name_ends = behind.bytes().position(|byte| !is_of_name(byte)).unwrap_or(0);
        let is_called = name_ends > 0 && behind.as_bytes().get(name_ends) == Some(&b'(');
        if is_called && named(behind).is_none() {
            return true;
        }
    }
    false
}

/// Whether braces hold what was meant for a name and is none, such as `{client-id}`. What a body of another form has
/// between its braces, quotation marks, spaces or nothing at all, is no such thing.
pub(crate) fn has_odd_name(template: &str) -> bool {
    let is_meant = |byte: u8| byte.is_ascii_alphanumeric() || b"_-.$".contains(&byte);
    let mut rest = template;
    while let Some((_, behind)) = ascii::split_once(rest, b'{') {
        rest = behind;
        let (name, _) = bracketed(behind, is_meant, "}").unwrap_or_default();
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

/// What stands before the closing text, and what behind it, where nothing but such bytes stands before it. The first other
/// byte ends the search, so that a text of many opening braces is gone through once.
fn bracketed<'a>(behind: &'a str, is_inside: impl Fn(u8) -> bool, closing: &str) -> Option<(&'a str, &'a str)> {
    let end = behind.bytes().position(|byte| !is_inside(byte))?;
    let (name, rest) = behind.split_at_checked(end)?;
    Some((name, rest.strip_prefix(closing)?))
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
    fn base64_is_the_one_function() {
        use Part::{Base64, Credential, Plain};
        assert_eq!(parts("{base64(a:b_1:c)}{base64(a)}"), [Base64("a:b_1:c"), Base64("a")]);
        assert_eq!(parts("{base64}"), [Credential("base64")]);
        for other in ["{base64()}", "{base64(a:)}", "{base64(:a)}", "{base64(a b)}", "{base64(a)", "{sha256(a)}"] {
            assert_eq!(parts(other), [Plain(other)]);
            assert!(has_odd_function(other), "{other}");
        }
        for other in ["{base64(a)}", "{a}", "{\"f(x)\"}", "f(x){}", "{(a)}", ""] {
            assert!(!has_odd_function(other), "{other}");
        }
        let value_of: ValueOf<'_, '_> =
            &|name| Ok(if name == "host" { Value::Address("https://h".into()) } else { Value::Text("é") });
        let text = |template| filled(template, value_of).map(|filled| String::from(filled.expose()));
        assert_eq!(text("{a}-{base64(a:b)}").as_deref(), Ok("é-w6k6w6k="));
        assert_eq!(text("https://{host}/{a} {host}").as_deref(), Ok("https://h/é https://h"));
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

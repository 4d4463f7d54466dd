//! Strings and names with their escapes undone (RFC 8259 §7).

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use crate::write::push_escaped;

/// Undoes the escapes of a well-formed string; nothing where half a surrogate pair stands alone.
pub(crate) fn unescape(inner: &str) -> Option<Cow<'_, str>> {
    if !inner.contains('\\') {
        return Some(Cow::Borrowed(inner));
    }
    let mut out = String::with_capacity(inner.len());
    let mut rest = inner;
    while let Some((before, after)) = rest.split_once('\\') {
        out.push_str(before);
        let (character, remaining) = unescape_one(after)?;
        out.push(character);
        rest = remaining;
    }
    out.push_str(rest);
    Some(Cow::Owned(out))
}

/// Whether no half of a surrogate pair stands alone in a well-formed string.
pub(crate) fn is_whole(inner: &str) -> bool {
    let mut rest = inner;
    while let Some((_, after)) = rest.split_once('\\') {
        let Some((_, remaining)) = unescape_one(after) else { return false };
        rest = remaining;
    }
    true
}

fn unescape_one(after_backslash: &str) -> Option<(char, &str)> {
    let mut characters = after_backslash.chars();
    let character = match characters.next()? {
        'b' => '\u{8}',
        'f' => '\u{c}',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'u' => return unescape_unicode(characters.as_str()),
        other => other,
    };
    Some((character, characters.as_str()))
}

fn unescape_unicode(digits: &str) -> Option<(char, &str)> {
    let (first, rest) = code_unit(digits)?;
    if let Some(character) = char::from_u32(first) {
        return Some((character, rest));
    }
    let (second, rest) = code_unit(rest.strip_prefix("\\u")?)?;
    let character = char::decode_utf16([u16::try_from(first).ok()?, u16::try_from(second).ok()?]).next()?.ok()?;
    Some((character, rest))
}

fn code_unit(digits: &str) -> Option<(u32, &str)> {
    let (hex, rest) = digits.split_at_checked(4)?;
    let unit =
        hex.bytes().try_fold(0_u32, |unit, digit| Some(unit.wrapping_shl(4) | char::from(digit).to_digit(16)?))?;
    Some((unit, rest))
}

/// The bytes of a string with its escapes undone, halves of surrogate pairs included: such a half becomes the three bytes
/// that UTF-8 would give it if it gave any. So strings can be compared that have no UTF-8 form, and without memory.
pub(crate) struct Undone<'a> {
    rest: &'a str,
    /// What is still to come of one escape, the next byte lowest.
    pending: u32,
}

impl<'a> Undone<'a> {
    pub(crate) fn new(inner: &'a str) -> Self {
        Undone { rest: inner, pending: 0 }
    }

    fn take_escape(&mut self, after_backslash: &'a str) -> Option<u8> {
        if let Some((character, remaining)) = unescape_one(after_backslash) {
            self.rest = remaining;
            let mut bytes = [0; 4];
            character.encode_utf8(&mut bytes);
            let [first, second, third, fourth] = bytes;
            self.pending = u32::from_le_bytes([second, third, fourth, 0]);
            return Some(first);
        }
        // Only half of a surrogate pair has no character: U+D800 to U+DFFF are three bytes each.
        let (unit, remaining) = code_unit(after_backslash.strip_prefix('u')?)?;
        self.rest = remaining;
        let tail = |shift: u32| 0x80 | (unit.wrapping_shr(shift) & 0x3f);
        self.pending = tail(6) | tail(0).wrapping_shl(8);
        Some(0xed)
    }
}

impl Iterator for Undone<'_> {
    type Item = u8;

    fn next(&mut self) -> Option<u8> {
        if self.pending != 0 {
            let byte = self.pending as u8;
            self.pending = self.pending.wrapping_shr(8);
            return Some(byte);
        }
        if let Some(after_backslash) = self.rest.strip_prefix('\\') {
            return self.take_escape(after_backslash);
        }
        let mut characters = self.rest.chars();
        let mut bytes = [0; 4];
        characters.next()?.encode_utf8(&mut bytes);
        self.rest = characters.as_str();
        let [first, second, third, fourth] = bytes;
        self.pending = u32::from_le_bytes([second, third, fourth, 0]);
        Some(first)
    }
}

/// The bytes of a string with its escapes undone, behind what is there.
pub(crate) fn undo_into(inner: &str, bytes: &mut Vec<u8>) {
    let mut rest = inner;
    while let Some((before, after)) = rest.split_once('\\') {
        bytes.extend_from_slice(before.as_bytes());
        let mut undone = Undone { rest: "", pending: 0 };
        bytes.extend(undone.take_escape(after));
        rest = core::mem::take(&mut undone.rest);
        bytes.extend(undone);
    }
    bytes.extend_from_slice(rest.as_bytes());
}

/// The text with every bare control character inside its strings escaped.
pub(crate) fn escape_bare_controls(text: &str) -> String {
    // White space between values holds control characters too; only those inside strings are escaped.
    let mut out = String::with_capacity(text.len());
    let mut inside_string = false;
    let mut after_backslash = false;
    for character in text.chars() {
        if inside_string && u32::from(character) < 0x20 {
            push_escaped(&mut out, character);
        } else {
            out.push(character);
        }
        if character == '"' && !after_backslash {
            inside_string = !inside_string;
        }
        after_backslash = inside_string && character == '\\' && !after_backslash;
    }
    out
}

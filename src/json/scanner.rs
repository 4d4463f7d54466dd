//! Walks over JSON text (RFC 8259) byte by byte, never recursing.

use super::{DEPTH_LIMIT, Json, JsonProblem};
use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Container {
    Array,
    Object,
}

/// The containers around the place where the scanner stands.
struct Open {
    containers: [Container; DEPTH_LIMIT],
    depth: usize,
}

pub(super) struct Scanner<'a> {
    text: &'a str,
    position: usize,
    tolerated: Vec<JsonProblem>,
}

impl<'a> Scanner<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Scanner { text, position: 0, tolerated: Vec::new() }
    }

    pub(super) fn position(&self) -> usize {
        self.position
    }

    pub(super) fn is_at_end(&self) -> bool {
        self.peek().is_none()
    }

    pub(super) fn into_tolerated(self) -> Vec<JsonProblem> {
        self.tolerated
    }

    pub(super) fn problem(&self, message: &'static str) -> JsonProblem {
        JsonProblem { position: self.position, message }
    }

    pub(super) fn skip_byte(&mut self) {
        self.position = self.position.saturating_add(1);
    }

    pub(super) fn skip_white_space(&mut self) {
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = self.peek() {
            self.skip_byte();
        }
    }

    /// The next value inside a container whose text is known to be well formed: an element, or in turn a name and
    /// its value. Separators are skipped alike, since they were checked before.
    pub(super) fn next_in_container(&mut self) -> Option<Json<'a>> {
        while let Some(b' ' | b'\t' | b'\n' | b'\r' | b',' | b':') = self.peek() {
            self.skip_byte();
        }
        if let None | Some(b']' | b'}') = self.peek() {
            return None;
        }
        let start = self.position;
        self.skip_value().ok()?;
        let text = self.text.get(start..self.position)?;
        Some(Json { text, position: start })
    }

    /// Skips one value, checking that it is well formed.
    pub(super) fn skip_value(&mut self) -> Result<(), JsonProblem> {
        // Most values hold no others, and need no room for what is around them.
        if !matches!(self.peek(), Some(b'{' | b'[')) {
            return self.skip_scalar();
        }
        let mut open = Open { containers: [Container::Array; DEPTH_LIMIT], depth: 0 };
        loop {
            if self.open_or_skip_scalar(&mut open)? == Progress::Opened {
                continue;
            }
            if self.close_or_separate(&mut open)? == Progress::Done {
                return Ok(());
            }
        }
    }

    /// At the beginning of a value: enters a container that is not empty, or skips anything else whole.
    fn open_or_skip_scalar(&mut self, open: &mut Open) -> Result<Progress, JsonProblem> {
        let (container, close) = match self.peek() {
            Some(b'{') => (Container::Object, b'}'),
            Some(b'[') => (Container::Array, b']'),
            _ => return self.skip_scalar().map(|()| Progress::Done),
        };
        let Some(place) = open.containers.get_mut(open.depth) else {
            return Err(self.problem("nested too deeply"));
        };
        self.skip_byte();
        self.skip_white_space();
        if self.peek() == Some(close) {
            self.skip_byte();
            return Ok(Progress::Done);
        }
        *place = container;
        open.depth = open.depth.saturating_add(1);
        if container == Container::Object {
            self.skip_name()?;
        }
        Ok(Progress::Opened)
    }

    fn skip_scalar(&mut self) -> Result<(), JsonProblem> {
        match self.peek() {
            Some(b'"') => self.skip_string(),
            Some(b'-' | b'0'..=b'9') => self.skip_number(),
            _ => self.skip_literal(),
        }
    }

    /// After a value: closes every container that ends here, then stands before the next value or at the end.
    fn close_or_separate(&mut self, open: &mut Open) -> Result<Progress, JsonProblem> {
        loop {
            let Some(container) = open.depth.checked_sub(1).and_then(|last| open.containers.get(last)).copied() else {
                return Ok(Progress::Done);
            };
            self.skip_white_space();
            match (self.peek(), container) {
                (Some(b','), _) => {
                    self.skip_byte();
                    self.skip_white_space();
                    if container == Container::Object {
                        self.skip_name()?;
                    }
                    return Ok(Progress::Opened);
                }
                (Some(b']'), Container::Array) | (Some(b'}'), Container::Object) => {
                    self.skip_byte();
                    open.depth = open.depth.saturating_sub(1);
                }
                (None, _) => return Err(self.problem("the text ends too early")),
                _ => return Err(self.problem("expected a comma or the end of the array or object")),
            }
        }
    }

    fn skip_name(&mut self) -> Result<(), JsonProblem> {
        if self.peek() != Some(b'"') {
            return Err(self.problem("expected a member name in quotes"));
        }
        self.skip_string()?;
        self.skip_white_space();
        if self.peek() != Some(b':') {
            return Err(self.problem("expected a colon after the member name"));
        }
        self.skip_byte();
        self.skip_white_space();
        Ok(())
    }

    fn skip_string(&mut self) -> Result<(), JsonProblem> {
        self.skip_byte();
        loop {
            match self.peek() {
                None => return Err(self.problem("the text ends inside a string")),
                Some(b'"') => {
                    self.skip_byte();
                    return Ok(());
                }
                Some(b'\\') => self.skip_escape()?,
                Some(byte) => {
                    if byte < 0x20 {
                        let problem = self.problem("a control character stands bare inside a string");
                        self.tolerated.push(problem);
                    }
                    self.skip_byte();
                }
            }
        }
    }

    fn skip_escape(&mut self) -> Result<(), JsonProblem> {
        let problem = self.problem("not an escape sequence");
        self.skip_byte();
        match self.peek() {
            Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => {
                self.skip_byte();
                Ok(())
            }
            Some(b'u') => {
                self.skip_byte();
                for _ in 0..4 {
                    if !self.peek().is_some_and(|byte| byte.is_ascii_hexdigit()) {
                        return Err(problem);
                    }
                    self.skip_byte();
                }
                Ok(())
            }
            _ => Err(problem),
        }
    }

    fn skip_number(&mut self) -> Result<(), JsonProblem> {
        if self.peek() == Some(b'-') {
            self.skip_byte();
        }
        if self.peek() == Some(b'0') {
            self.skip_byte();
        } else {
            self.skip_digits()?;
        }
        if self.peek() == Some(b'.') {
            self.skip_byte();
            self.skip_digits()?;
        }
        if let Some(b'e' | b'E') = self.peek() {
            self.skip_byte();
            if let Some(b'+' | b'-') = self.peek() {
                self.skip_byte();
            }
            self.skip_digits()?;
        }
        Ok(())
    }

    fn skip_digits(&mut self) -> Result<(), JsonProblem> {
        if !self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            return Err(self.problem("expected a digit"));
        }
        while self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            self.skip_byte();
        }
        Ok(())
    }

    fn skip_literal(&mut self) -> Result<(), JsonProblem> {
        let rest = self.text.as_bytes().get(self.position..).unwrap_or_default();
        for literal in &["null", "true", "false"] {
            if rest.starts_with(literal.as_bytes()) {
                self.position = self.position.saturating_add(literal.len());
                return Ok(());
            }
        }
        Err(self.problem(if rest.is_empty() { "the text ends too early" } else { "expected a value" }))
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.position).copied()
    }
}

#[derive(PartialEq, Eq)]
enum Progress {
    /// A value comes next.
    Opened,
    /// A value has ended.
    Done,
}

/// Undoes the escapes of a well-formed string; nothing where half a surrogate pair stands alone.
pub(super) fn unescape(inner: &str) -> Option<Cow<'_, str>> {
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
    let unit = hex.chars().try_fold(0_u32, |unit, digit| Some(unit.wrapping_shl(4) | digit.to_digit(16)?))?;
    Some((unit, rest))
}

pub(super) fn escape_bare_controls(text: &str) -> Cow<'_, str> {
    // White space between values holds control characters too; only those inside strings are escaped.
    let mut out = String::new();
    let mut inside_string = false;
    let mut after_backslash = false;
    let mut found = false;
    for character in text.chars() {
        if inside_string && u32::from(character) < 0x20 {
            found = true;
            super::write::push_escaped(&mut out, character);
        } else {
            out.push(character);
        }
        match character {
            '"' if !after_backslash => inside_string = !inside_string,
            _ => {}
        }
        after_backslash = inside_string && character == '\\' && !after_backslash;
    }
    if found { Cow::Owned(out) } else { Cow::Borrowed(text) }
}

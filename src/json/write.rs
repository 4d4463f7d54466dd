//! Writes JSON text member by member (RFC 8259).

use alloc::string::String;

/// Writes one JSON object.
///
/// ```
/// use commerce_auth_json::ObjectWriter;
/// let mut object = ObjectWriter::new();
/// object.string("key", "a \"quoted\" word");
/// object.integer("count", 3).boolean("done", true).raw("rest", "[]");
/// assert_eq!(object.finish(), r#"{"key":"a \"quoted\" word","count":3,"done":true,"rest":[]}"#);
/// ```
pub struct ObjectWriter {
    text: String,
}

impl Default for ObjectWriter {
    fn default() -> Self {
        ObjectWriter::new()
    }
}

impl ObjectWriter {
    /// An object without members yet.
    pub fn new() -> Self {
        ObjectWriter { text: String::from("{") }
    }

    /// Adds a member whose value is a string.
    pub fn string(&mut self, name: &str, value: &str) -> &mut Self {
        self.name(name);
        push_string(&mut self.text, value);
        self
    }

    /// Adds a member whose value is an integer.
    pub fn integer(&mut self, name: &str, value: i64) -> &mut Self {
        self.name(name);
        push_integer(&mut self.text, value);
        self
    }

    /// Adds a member whose value is a boolean.
    pub fn boolean(&mut self, name: &str, value: bool) -> &mut Self {
        self.raw(name, if value { "true" } else { "false" })
    }

    /// Adds a member whose value is already JSON text.
    pub fn raw(&mut self, name: &str, json: &str) -> &mut Self {
        self.name(name);
        self.text.push_str(json);
        self
    }

    /// The text of the object.
    pub fn finish(mut self) -> String {
        self.text.push('}');
        self.text
    }

    fn name(&mut self, name: &str) {
        separate(&mut self.text, '{');
        push_string(&mut self.text, name);
        self.text.push(':');
    }
}

/// Writes one JSON array.
///
/// ```
/// use commerce_auth_json::ArrayWriter;
/// let mut array = ArrayWriter::new();
/// array.raw("1").raw(r#""two""#);
/// assert_eq!(array.finish(), r#"[1,"two"]"#);
/// ```
pub struct ArrayWriter {
    text: String,
}

impl Default for ArrayWriter {
    fn default() -> Self {
        ArrayWriter::new()
    }
}

impl ArrayWriter {
    /// An array without elements yet.
    pub fn new() -> Self {
        ArrayWriter { text: String::from("[") }
    }

    /// Adds an element that is already JSON text.
    pub fn raw(&mut self, json: &str) -> &mut Self {
        separate(&mut self.text, '[');
        self.text.push_str(json);
        self
    }

    /// The text of the array.
    pub fn finish(mut self) -> String {
        self.text.push(']');
        self.text
    }
}

fn separate(text: &mut String, opening: char) {
    if text.len() > opening.len_utf8() {
        text.push(',');
    }
}

/// The decimal digits of an integer.
///
/// ```
/// assert_eq!(commerce_auth_json::decimal(-1_700_000_000_000), "-1700000000000");
/// ```
pub fn decimal(number: i64) -> String {
    let mut out = String::new();
    push_integer(&mut out, number);
    out
}

/// A text as a JSON string, quotes included.
///
/// ```
/// assert_eq!(commerce_auth_json::quoted("say \"yes\"\n"), r#""say \"yes\"\u000a""#);
/// ```
pub fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len().saturating_add(2));
    push_string(&mut out, text);
    out
}

fn push_string(out: &mut String, text: &str) {
    out.push('"');
    let is_special = |byte: u8| byte < 0x20 || matches!(byte, b'"' | b'\\');
    let mut rest = text;
    // All special characters are of one byte, so both sides of them are text.
    while let Some((before, after)) = rest.bytes().position(is_special).and_then(|at| rest.split_at_checked(at)) {
        out.push_str(before);
        let mut characters = after.chars();
        match characters.next() {
            Some('"') => out.push_str("\\\""),
            Some('\\') => out.push_str("\\\\"),
            Some(control) => push_escaped(out, control),
            None => {}
        }
        rest = characters.as_str();
    }
    out.push_str(rest);
    out.push('"');
}

/// A control character below U+0020 as `\u00xx`.
pub(crate) fn push_escaped(out: &mut String, control: char) {
    let code = u32::from(control);
    out.push_str("\\u00");
    for &digit in &[code.wrapping_shr(4), code & 0xf] {
        out.push(char::from_digit(digit & 0xf, 16).unwrap_or('0'));
    }
}

/// Decimal digits without the formatting machinery, which would cost more wasm than this whole room.
fn push_integer(out: &mut String, value: i64) {
    if value < 0 {
        out.push('-');
    }
    let mut magnitude = value.unsigned_abs();
    let mut digits = [b'0'; 20];
    let mut first = digits.len();
    for (index, digit) in digits.iter_mut().enumerate().rev() {
        *digit = b'0'.wrapping_add((magnitude % 10) as u8);
        magnitude /= 10;
        first = index;
        if magnitude == 0 {
            break;
        }
    }
    out.extend(digits.iter().skip(first).map(|digit| char::from(*digit)));
}

//! A scanner over JSON text (RFC 8259): well-formedness with byte offsets, values by pointer (RFC 6901), members
//! that stand twice.
//!
//! It builds no tree and parses no floating-point number, because both cost more bytes of wasm than all the rest of
//! the crate. A [`Json`] is a span of the text that is known to be well formed; asking it for a member scans again,
//! which is quick over answers of at most some kilobytes.

mod integer;
mod scanner;
mod write;

pub use write::{ArrayWriter, ObjectWriter};

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;
use scanner::Scanner;

/// How deep arrays and objects may nest. Deeper text is refused, so that no text can exhaust the stack.
pub const DEPTH_LIMIT: usize = 128;

/// What is wrong with a text, and at which byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct JsonProblem {
    /// The byte offset, counted from 0.
    pub position: usize,
    /// What is wrong there.
    pub message: &'static str,
}

/// The six kinds of JSON value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `null`
    Null,
    /// `true` or `false`
    Boolean,
    /// A number.
    Number,
    /// A string.
    String,
    /// An array.
    Array,
    /// An object.
    Object,
}

/// One well-formed JSON value inside a longer text.
///
/// ```
/// use commerce_auth::json::{Json, Kind};
/// let json = Json::parse(br#" {"key": null, "success": true} "#).unwrap();
/// assert_eq!((json.kind(), json.text()), (Kind::Object, r#"{"key": null, "success": true}"#));
/// assert!(json.member("key").is_some_and(Json::is_null) && json.member("Key").is_none());
/// let success = json.member("success").unwrap();
/// assert_eq!((success.boolean(), success.position()), (Some(true), 26));
/// ```
#[derive(Clone, Copy)]
pub struct Json<'a> {
    /// Exactly the value, without white space around it.
    text: &'a str,
    /// Where the value begins in the whole text.
    position: usize,
}

impl<'a> Json<'a> {
    /// Reads a whole text as one value, by RFC 8259 to the letter.
    ///
    /// # Errors
    /// The first problem with its byte offset; the text must be UTF-8 without a byte order mark.
    ///
    /// ```
    /// use commerce_auth::json::Json;
    /// assert!(Json::parse(br#"{"expires_in":3600}"#).is_ok());
    /// let problem = Json::parse(br#"{"expires_in":3600,}"#).err().unwrap();
    /// assert_eq!((problem.position, problem.message), (19, "expected a member name in quotes"));
    /// ```
    pub fn parse(text: &'a [u8]) -> Result<Json<'a>, JsonProblem> {
        let (value, problems) = Json::parse_leniently(text)?;
        match problems.first() {
            Some(problem) => Err(*problem),
            None => Ok(value),
        }
    }

    /// Reads a whole text as one value, tolerating control characters that stand bare inside strings: a vendor's own
    /// sample token holds one. They are returned as problems.
    ///
    /// # Errors
    /// The first problem that leaves no value to return.
    ///
    /// ```
    /// use commerce_auth::json::Json;
    /// let (json, problems) = Json::parse_leniently(b"{\"name\":\"a\tb\"}").unwrap();
    /// assert_eq!(json.member("name").unwrap().string().unwrap(), "a\tb");
    /// assert_eq!(problems[0].position, 10);
    /// ```
    pub fn parse_leniently(text: &'a [u8]) -> Result<(Json<'a>, Vec<JsonProblem>), JsonProblem> {
        let text = core::str::from_utf8(text)
            .map_err(|error| JsonProblem { position: error.valid_up_to(), message: "not valid UTF-8" })?;
        let mut scanner = Scanner::new(text);
        scanner.skip_white_space();
        let start = scanner.position();
        scanner.skip_value()?;
        let end = scanner.position();
        scanner.skip_white_space();
        if !scanner.is_at_end() {
            return Err(scanner.problem("text after the end of the value"));
        }
        let value = text.get(start..end).unwrap_or_default();
        Ok((Json { text: value, position: start }, scanner.into_tolerated()))
    }

    /// The text of the value, without white space around it.
    pub fn text(self) -> &'a str {
        self.text
    }

    /// The byte offset at which the value begins in the text it was parsed from.
    pub fn position(self) -> usize {
        self.position
    }

    /// What kind of value this is.
    pub fn kind(self) -> Kind {
        match self.text.as_bytes().first() {
            Some(b'{') => Kind::Object,
            Some(b'[') => Kind::Array,
            Some(b'"') => Kind::String,
            Some(b't' | b'f') => Kind::Boolean,
            Some(b'n') => Kind::Null,
            _ => Kind::Number,
        }
    }

    /// Whether the value is `null`.
    pub fn is_null(self) -> bool {
        self.kind() == Kind::Null
    }

    /// The value of `true` and `false`, nothing for the other kinds.
    pub fn boolean(self) -> Option<bool> {
        match self.text {
            "true" => Some(true),
            "false" => Some(false),
            _ => None,
        }
    }

    /// The string with its escapes undone; nothing for the other kinds, nor for a string that holds half of a
    /// surrogate pair (`"\ud800"`), which no UTF-8 text can.
    ///
    /// ```
    /// use commerce_auth::json::Json;
    /// assert_eq!(Json::parse(br#""caf\u00e9""#).unwrap().string().unwrap(), "café");
    /// assert_eq!(Json::parse(br#""\ud800""#).unwrap().string(), None);
    /// ```
    pub fn string(self) -> Option<Cow<'a, str>> {
        let inner = self.text.strip_prefix('"')?.strip_suffix('"')?;
        scanner::unescape(inner)
    }

    /// A number as an integer, its fraction cut off; nothing for the other kinds, nor beyond ±(2⁵³ − 1), the range
    /// in which JavaScript counts exactly.
    ///
    /// ```
    /// use commerce_auth::json::Json;
    /// assert_eq!(Json::parse(b"2.5919999e6").unwrap().integer(), Some(2_591_999));
    /// assert_eq!(Json::parse(b"9007199254740992").unwrap().integer(), None);
    /// ```
    pub fn integer(self) -> Option<i64> {
        match self.kind() {
            Kind::Number => integer::truncated(self.text, 0),
            _ => None,
        }
    }

    /// A number of seconds as milliseconds, anything finer cut off; nothing where [`Json::integer`] has nothing.
    ///
    /// ```
    /// use commerce_auth::json::Json;
    /// assert_eq!(Json::parse(b"1575270270.1239").unwrap().seconds_in_milliseconds(), Some(1_575_270_270_123));
    /// ```
    pub fn seconds_in_milliseconds(self) -> Option<i64> {
        let seconds = self.integer()?;
        Some(integer::truncated(self.text, 3).unwrap_or(seconds.saturating_mul(1000)))
    }

    /// Whether every string and name inside has a UTF-8 form, that is holds no half of a surrogate pair.
    ///
    /// ```
    /// use commerce_auth::json::Json;
    /// assert!(Json::parse(br#"{"smile":"\ud83d\ude00"}"#).unwrap().has_utf8_form());
    /// assert!(!Json::parse(br#"{"smile":"\ud83d"}"#).unwrap().has_utf8_form());
    /// ```
    pub fn has_utf8_form(self) -> bool {
        // Escapes stand only inside strings, so the whole text can be undone at once.
        scanner::unescape(self.text).is_some()
    }

    /// The text of an object with only those members whose name `keeps` accepts, each as it stands.
    ///
    /// ```
    /// use commerce_auth::json::Json;
    /// let json = Json::parse(br#"{"reference": "ref_1", "container": "checkout"}"#).unwrap();
    /// assert_eq!(json.text_with_members(&|name| name != "container"), r#"{"reference":"ref_1"}"#);
    /// ```
    pub fn text_with_members(self, keeps: &dyn Fn(&str) -> bool) -> String {
        let mut text = String::from("{");
        for (name, value) in self.members().filter(|(name, _)| keeps(&name.string().unwrap_or_default())) {
            if text.len() > 1 {
                text.push(',');
            }
            for &part in &[name.text, ":", value.text] {
                text.push_str(part);
            }
        }
        text.push('}');
        text
    }

    /// The members of an object in their order, each with its name; nothing for the other kinds.
    ///
    /// ```
    /// use commerce_auth::json::Json;
    /// let json = Json::parse(br#"{"key":"k","secret":"s"}"#).unwrap();
    /// assert_eq!(json.members().map(|(name, _)| name.text()).collect::<Vec<_>>(), [r#""key""#, r#""secret""#]);
    /// ```
    pub fn members(self) -> Members<'a> {
        Members { scanner: self.inner_scanner(Kind::Object), position: self.position }
    }

    /// The elements of an array in their order; nothing for the other kinds.
    ///
    /// ```
    /// use commerce_auth::json::Json;
    /// let json = Json::parse(b"[498, 1529]").unwrap();
    /// assert_eq!(json.elements().filter_map(Json::integer).collect::<Vec<_>>(), [498, 1529]);
    /// ```
    pub fn elements(self) -> Elements<'a> {
        Elements { scanner: self.inner_scanner(Kind::Array), position: self.position }
    }

    /// The first member of this name.
    ///
    /// A name is compared with its escapes undone.
    ///
    /// ```
    /// use commerce_auth::json::Json;
    /// let json = Json::parse(br#"{"\u0065xp":1575270270}"#).unwrap();
    /// assert_eq!(json.member("exp").and_then(Json::integer), Some(1_575_270_270));
    /// ```
    pub fn member(self, name: &str) -> Option<Json<'a>> {
        self.members().find(|(key, _)| key.string().is_some_and(|key| key == name)).map(|(_, value)| value)
    }

    /// The value a JSON pointer (RFC 6901) leads to, for example `/data/accessToken`; the empty pointer is the value
    /// itself.
    ///
    /// ```
    /// use commerce_auth::json::Json;
    /// let json = Json::parse(br#"{"errors":[{"code":4000}]}"#).unwrap();
    /// assert_eq!(json.pointer("/errors/0/code").and_then(Json::integer), Some(4000));
    /// assert!(json.pointer("/errors/1/code").is_none());
    /// ```
    pub fn pointer(self, pointer: &str) -> Option<Json<'a>> {
        if pointer.is_empty() {
            return Some(self);
        }
        pointer.strip_prefix('/')?.split('/').try_fold(self, |value, step| value.step(step))
    }

    /// The byte offset of the first member name that stands twice in one object, at whatever depth. RFC 8259 §4
    /// leaves open which of the two counts, so whoever checks and whoever reads may see different values.
    ///
    /// ```
    /// use commerce_auth::json::Json;
    /// assert_eq!(Json::parse(br#"{"exp":1,"exp":2}"#).unwrap().duplicate_member(), Some(9));
    /// assert_eq!(Json::parse(br#"{"exp":1,"iat":2}"#).unwrap().duplicate_member(), None);
    /// ```
    pub fn duplicate_member(self) -> Option<usize> {
        let mut pending = alloc::vec![self];
        let mut first: Option<usize> = None;
        while let Some(value) = pending.pop() {
            let found = repeated_name(value);
            first = match (first, found) {
                (Some(one), Some(other)) => Some(one.min(other)),
                (one, other) => one.or(other),
            };
            pending.extend(value.elements());
            pending.extend(value.members().map(|(_, member)| member));
        }
        first
    }

    /// The text with every bare control character inside its strings escaped, so that a strict parser reads what
    /// [`Json::parse_leniently`] accepted.
    ///
    /// ```
    /// use commerce_auth::json::Json;
    /// let (json, _) = Json::parse_leniently(b"{\"name\":\"a\tb\"}").unwrap();
    /// assert_eq!(json.to_strict_text(), r#"{"name":"a\u0009b"}"#);
    /// ```
    pub fn to_strict_text(self) -> Cow<'a, str> {
        scanner::escape_bare_controls(self.text)
    }

    fn step(self, step: &str) -> Option<Json<'a>> {
        let step = unescaped_step(step);
        match self.kind() {
            Kind::Object => self.member(&step),
            Kind::Array => self.elements().nth(integer::array_index(&step)?),
            _ => None,
        }
    }

    fn inner_scanner(self, kind: Kind) -> Scanner<'a> {
        let mut scanner = Scanner::new(if self.kind() == kind { self.text } else { "" });
        scanner.skip_byte();
        scanner
    }
}

/// The members of an object: see [`Json::members`].
pub struct Members<'a> {
    scanner: Scanner<'a>,
    position: usize,
}

impl<'a> Iterator for Members<'a> {
    type Item = (Json<'a>, Json<'a>);

    fn next(&mut self) -> Option<Self::Item> {
        let name = self.scanner.next_in_container()?;
        let value = self.scanner.next_in_container()?;
        Some((name.moved_by(self.position), value.moved_by(self.position)))
    }
}

/// The elements of an array: see [`Json::elements`].
pub struct Elements<'a> {
    scanner: Scanner<'a>,
    position: usize,
}

impl<'a> Iterator for Elements<'a> {
    type Item = Json<'a>;

    fn next(&mut self) -> Option<Json<'a>> {
        Some(self.scanner.next_in_container()?.moved_by(self.position))
    }
}

impl<'a> Json<'a> {
    fn moved_by(self, distance: usize) -> Json<'a> {
        Json { text: self.text, position: self.position.saturating_add(distance) }
    }
}

/// `~1` stands for a slash and `~0` for a tilde (RFC 6901 §4).
fn unescaped_step(step: &str) -> String {
    let mut parts = step.split('~');
    let mut name = String::from(parts.next().unwrap_or_default());
    for part in parts {
        let (escaped, rest) = match (part.strip_prefix('1'), part.strip_prefix('0')) {
            (Some(rest), _) => ('/', rest),
            (_, Some(rest)) => ('~', rest),
            _ => ('~', part),
        };
        name.push(escaped);
        name.push_str(rest);
    }
    name
}

fn repeated_name(object: Json<'_>) -> Option<usize> {
    let mut names: Vec<(Cow<'_, str>, usize)> = object
        .members()
        .map(|(name, _)| (name.string().unwrap_or(Cow::Borrowed(name.text())), name.position()))
        .collect();
    names.sort_unstable();
    names.iter().zip(names.iter().skip(1)).filter(|(one, other)| one.0 == other.0).map(|(_, other)| other.1).min()
}

/// The decimal digits of an integer.
///
/// ```
/// assert_eq!(commerce_auth::json::decimal(-1_700_000_000_000), "-1700000000000");
/// ```
pub fn decimal(number: i64) -> String {
    let mut out = String::new();
    write::push_integer(&mut out, number);
    out
}

/// A text as a JSON string, quotes included.
///
/// ```
/// assert_eq!(commerce_auth::json::quoted("say \"yes\"\n"), r#""say \"yes\"\u000a""#);
/// ```
pub fn quoted(text: &str) -> String {
    let mut out = String::new();
    write::push_string(&mut out, text);
    out
}

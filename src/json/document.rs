//! The text with its index, and the values in it.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use crate::doubled::doubled_name;
use crate::escapes::{self, Undone};
use crate::scan::{Controls, Entry, scan};
use crate::{JsonProblem, integer};

/// A text that has been read as JSON. It holds the index; the values in it are asked for from [`Document::root`] on.
///
/// ```
/// use commerce_auth_json::{Document, Kind};
/// let document = Document::parse(br#" {"key": null, "success": true} "#).unwrap();
/// let json = document.root();
/// assert_eq!((json.kind(), json.text()), (Kind::Object, r#"{"key": null, "success": true}"#));
/// assert!(json.member("key").is_some_and(|key| key.is_null()) && json.member("Key").is_none());
/// let success = json.member("success").unwrap();
/// assert_eq!((success.boolean(), success.position()), (Some(true), 26));
/// ```
pub struct Document<'a> {
    text: &'a str,
    entries: Vec<Entry>,
    problems: Vec<JsonProblem>,
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

/// One value of a [`Document`], or a member's name.
///
/// ```
/// use commerce_auth_json::{Document, Kind};
/// let document = Document::parse(b" [null, true]").unwrap();
/// let list = document.root();
/// assert_eq!((list.kind(), list.position(), list.text()), (Kind::Array, 1, "[null, true]"));
/// let elements: Vec<_> = list.elements().collect();
/// assert!(elements[0].is_null() && elements[1].boolean() == Some(true));
/// ```
#[derive(Clone, Copy)]
pub struct Json<'d> {
    document: &'d Document<'d>,
    at: usize,
}

impl<'a> Document<'a> {
    /// Reads a whole text as one value, by RFC 8259 to the letter.
    ///
    /// # Errors
    /// The first problem with its byte offset; the text must be UTF-8 without a byte order mark.
    ///
    /// ```
    /// use commerce_auth_json::Document;
    /// assert!(Document::parse(br#"{"expires_in":3600}"#).is_ok());
    /// let problem = Document::parse(br#"{"expires_in":3600,}"#).err().unwrap();
    /// assert_eq!((problem.position, problem.message), (19, "expected a member name in quotes"));
    /// ```
    pub fn parse(text: &'a [u8]) -> Result<Document<'a>, JsonProblem> {
        Document::read(text, Controls::Refused)
    }

    /// Reads a whole text as one value, tolerating control characters that stand bare inside strings: a vendor's own
    /// sample token holds one. The first [`crate::PROBLEM_LIMIT`] of them are the [`Document::problems`].
    ///
    /// # Errors
    /// The first problem that leaves no value to return.
    ///
    /// ```
    /// use commerce_auth_json::Document;
    /// let document = Document::parse_leniently(b"{\"name\":\"a\tb\"}").unwrap();
    /// assert_eq!(document.root().member("name").unwrap().string().unwrap(), "a\tb");
    /// assert_eq!(document.problems()[0].position, 10);
    /// ```
    pub fn parse_leniently(text: &'a [u8]) -> Result<Document<'a>, JsonProblem> {
        Document::read(text, Controls::Tolerated)
    }

    fn read(text: &'a [u8], controls: Controls) -> Result<Document<'a>, JsonProblem> {
        let text = core::str::from_utf8(text)
            .map_err(|error| JsonProblem { position: error.valid_up_to(), message: "not valid UTF-8" })?;
        let scanned = scan(text, controls)?;
        Ok(Document { text, entries: scanned.entries, problems: scanned.problems })
    }

    /// The value that the whole text is.
    pub fn root(&self) -> Json<'_> {
        Json { document: self, at: 0 }
    }

    /// The value that the whole text is, where a strict reading would have given it.
    ///
    /// # Errors
    /// The first problem that was tolerated.
    ///
    /// ```
    /// use commerce_auth_json::Document;
    /// let document = Document::parse_leniently(b"[\"a\tb\"]").unwrap();
    /// assert_eq!(document.strict_root().err(), document.problems().first().copied());
    /// ```
    pub fn strict_root(&self) -> Result<Json<'_>, JsonProblem> {
        match self.problems.first() {
            Some(problem) => Err(*problem),
            None => Ok(self.root()),
        }
    }

    /// What was tolerated, in the order of the text.
    ///
    /// ```
    /// use commerce_auth_json::Document;
    /// assert!(Document::parse_leniently(b"[]").unwrap().problems().is_empty());
    /// ```
    pub fn problems(&self) -> &[JsonProblem] {
        &self.problems
    }

    #[inline(always)]
    pub(crate) fn entry(&self, at: usize) -> Entry {
        self.entries.get(at).copied().unwrap_or(Entry::NONE)
    }

    #[inline(always)]
    pub(crate) fn first_byte(&self, at: usize) -> u8 {
        self.text.as_bytes().get(self.entry(at).start()).copied().unwrap_or(0)
    }

    /// What stands between the quotes of a string or name.
    #[inline(always)]
    pub(crate) fn inner(&self, entry: Entry) -> &str {
        let end = (entry.link as usize).wrapping_sub(1);
        self.text.get(entry.start().wrapping_add(1)..end).unwrap_or_default()
    }

    /// The entry behind a value.
    #[inline(always)]
    fn behind(&self, at: usize) -> usize {
        match self.first_byte(at) {
            b'{' | b'[' => self.entry(at).link as usize,
            _ => at.wrapping_add(1),
        }
    }

    #[inline(always)]
    fn end(&self, at: usize) -> usize {
        let link = self.entry(at).link as usize;
        match self.first_byte(at) {
            b'{' | b'[' => self.entry(link.wrapping_sub(1)).start().wrapping_add(1),
            _ => link,
        }
    }

    /// The entries of the names of an object.
    pub(crate) fn names(&self, object: usize) -> Inside<'_> {
        Inside::new(self, object, b'{')
    }
}

impl<'d> Json<'d> {
    /// The text of the value, without white space around it.
    pub fn text(self) -> &'d str {
        self.document.text.get(self.position()..self.document.end(self.at)).unwrap_or_default()
    }

    /// The byte offset at which the value begins.
    pub fn position(self) -> usize {
        self.document.entry(self.at).start()
    }

    /// What kind of value this is.
    pub fn kind(self) -> Kind {
        match self.document.first_byte(self.at) {
            b'{' => Kind::Object,
            b'[' => Kind::Array,
            b'"' => Kind::String,
            b't' | b'f' => Kind::Boolean,
            b'n' => Kind::Null,
            _ => Kind::Number,
        }
    }

    /// Whether the value is `null`.
    pub fn is_null(self) -> bool {
        self.kind() == Kind::Null
    }

    /// The value of `true` and `false`, nothing for the other kinds.
    pub fn boolean(self) -> Option<bool> {
        match self.document.first_byte(self.at) {
            b't' => Some(true),
            b'f' => Some(false),
            _ => None,
        }
    }

    /// The string with its escapes undone; nothing for the other kinds, nor for a string that holds half of a
    /// surrogate pair (`"\ud800"`), which no UTF-8 text can.
    ///
    /// ```
    /// use commerce_auth_json::Document;
    /// assert_eq!(Document::parse(br#""caf\u00e9""#).unwrap().root().string().unwrap(), "café");
    /// assert_eq!(Document::parse(br#""\ud800""#).unwrap().root().string(), None);
    /// ```
    pub fn string(self) -> Option<Cow<'d, str>> {
        if self.kind() != Kind::String {
            return None;
        }
        let entry = self.document.entry(self.at);
        let inner = self.document.inner(entry);
        if entry.is_escaped() { escapes::unescape(inner) } else { Some(Cow::Borrowed(inner)) }
    }

    /// A number as an integer, its fraction cut off; nothing for the other kinds, nor beyond ±(2⁵³ − 1), the range
    /// in which JavaScript counts exactly.
    ///
    /// ```
    /// use commerce_auth_json::Document;
    /// assert_eq!(Document::parse(b"2.5919999e6").unwrap().root().integer(), Some(2_591_999));
    /// assert_eq!(Document::parse(b"9007199254740992").unwrap().root().integer(), None);
    /// ```
    pub fn integer(self) -> Option<i64> {
        match self.kind() {
            Kind::Number => integer::truncated(self.text(), 0),
            _ => None,
        }
    }

    /// A number whose value is whole, however it is written; nothing for one with a fraction, for the other kinds, nor
    /// beyond ±(2⁵³ − 1).
    ///
    /// ```
    /// use commerce_auth_json::Document;
    /// let whole = |text: &[u8]| Document::parse(text).unwrap().root().whole_number();
    /// assert_eq!((whole(b"2015.0"), whole(b"2.015e3"), whole(b"-0")), (Some(2015), Some(2015), Some(0)));
    /// assert_eq!((whole(b"20.15"), whole(b"9007199254740992"), whole(b"\"2015\"")), (None, None, None));
    /// ```
    pub fn whole_number(self) -> Option<i64> {
        match self.kind() {
            Kind::Number => integer::whole(self.text()),
            _ => None,
        }
    }

    /// Whether this value is, or holds at whatever depth, an integer beyond ±(2⁵³ − 1): JavaScript reads another one.
    ///
    /// ```
    /// use commerce_auth_json::Document;
    /// let inexact = |text: &[u8]| Document::parse(text).unwrap().root().holds_inexact_integer();
    /// assert!(inexact(br#"{"item":[9007199254740993]}"#) && inexact(b"-9007199254740992"));
    /// assert!(!inexact(br#"{"item":["9007199254740993",9007199254740991,1e300,0.5]}"#));
    /// ```
    pub fn holds_inexact_integer(self) -> bool {
        (self.at..self.document.behind(self.at)).any(|at| {
            let value = Json { document: self.document, at };
            // Where a list or an object ends there is an entry too.
            let is_number = matches!(self.document.first_byte(at), b'-' | b'0'..=b'9');
            is_number && !value.text().contains(['.', 'e', 'E']) && value.integer().is_none()
        })
    }

    /// A number of seconds as milliseconds, anything finer cut off; nothing where [`Json::integer`] has nothing.
    ///
    /// ```
    /// use commerce_auth_json::Document;
    /// let document = Document::parse(b"1575270270.1239").unwrap();
    /// assert_eq!(document.root().seconds_in_milliseconds(), Some(1_575_270_270_123));
    /// ```
    pub fn seconds_in_milliseconds(self) -> Option<i64> {
        let seconds = self.integer()?;
        Some(integer::truncated(self.text(), 3).unwrap_or(seconds.saturating_mul(1000)))
    }

    /// Whether every string and name inside has a UTF-8 form, that is holds no half of a surrogate pair.
    ///
    /// ```
    /// use commerce_auth_json::Document;
    /// assert!(Document::parse(br#"{"smile":"\ud83d\ude00"}"#).unwrap().root().has_utf8_form());
    /// assert!(!Document::parse(br#"{"smile":"\ud83d"}"#).unwrap().root().has_utf8_form());
    /// ```
    pub fn has_utf8_form(self) -> bool {
        let inside = self.document.entries.get(self.at..self.document.behind(self.at)).unwrap_or_default();
        inside.iter().all(|entry| !entry.is_escaped() || escapes::is_whole(self.document.inner(*entry)))
    }

    /// The text of an object with only those members whose name `keeps` accepts, each as it stands.
    ///
    /// ```
    /// use commerce_auth_json::Document;
    /// let document = Document::parse(br#"{"reference": "ref_1", "container": "checkout"}"#).unwrap();
    /// let kept = document.root().text_with_members(&|name| name != "container");
    /// assert_eq!(kept, r#"{"reference":"ref_1"}"#);
    /// ```
    pub fn text_with_members(self, keeps: &dyn Fn(&str) -> bool) -> String {
        let mut text = String::from("{");
        for (name, value) in self.members().filter(|(name, _)| keeps(&name.string().unwrap_or_default())) {
            if text.len() > 1 {
                text.push(',');
            }
            for &part in &[name.text(), ":", value.text()] {
                text.push_str(part);
            }
        }
        text.push('}');
        text
    }

    /// The members of an object in their order, each with its name; nothing for the other kinds.
    ///
    /// ```
    /// use commerce_auth_json::Document;
    /// let document = Document::parse(br#"{"key":"k","secret":"s"}"#).unwrap();
    /// assert_eq!(document.root().members().map(|(name, _)| name.text()).collect::<Vec<_>>(), [r#""key""#, r#""secret""#]);
    /// ```
    pub fn members(self) -> Members<'d> {
        Members(self.document.names(self.at))
    }

    /// The elements of an array in their order; nothing for the other kinds.
    ///
    /// ```
    /// use commerce_auth_json::{Document, Json};
    /// let document = Document::parse(b"[498, 1529]").unwrap();
    /// assert_eq!(document.root().elements().filter_map(Json::integer).collect::<Vec<_>>(), [498, 1529]);
    /// ```
    pub fn elements(self) -> Elements<'d> {
        Elements(Inside::new(self.document, self.at, b'['))
    }

    /// The first member of this name.
    ///
    /// A name is compared with its escapes undone.
    ///
    /// ```
    /// use commerce_auth_json::{Document, Json};
    /// let document = Document::parse(br#"{"\u0065xp":1575270270}"#).unwrap();
    /// assert_eq!(document.root().member("exp").and_then(Json::integer), Some(1_575_270_270));
    /// ```
    #[inline(never)]
    pub fn member(self, name: &str) -> Option<Json<'d>> {
        let document = self.document;
        let begins_in_ascii = name.bytes().next().is_some_and(|byte| byte.is_ascii());
        let is_named = |at: &usize| {
            let entry = document.entry(*at);
            let inner = document.inner(entry);
            // An escape never stands for more bytes than it has.
            if entry.is_escaped() {
                // What begins with a character beyond U+00FF, or half of one, is no name that begins with a letter.
                let begins_elsewhere = inner.starts_with("\\u") && !inner.starts_with("\\u00") && begins_in_ascii;
                inner.len() >= name.len() && !begins_elsewhere && Undone::new(inner).eq(name.bytes())
            } else {
                inner == name
            }
        };
        let found = document.names(self.at).find(is_named)?;
        Some(Json { document, at: found.wrapping_add(1) })
    }

    /// The value a JSON pointer (RFC 6901) leads to, for example `/data/accessToken`; the empty pointer is the value
    /// itself.
    ///
    /// ```
    /// use commerce_auth_json::{Document, Json};
    /// let document = Document::parse(br#"{"errors":[{"code":4000}]}"#).unwrap();
    /// assert_eq!(document.root().pointer("/errors/0/code").and_then(Json::integer), Some(4000));
    /// assert!(document.root().pointer("/errors/1/code").is_none());
    /// ```
    pub fn pointer(self, pointer: &str) -> Option<Json<'d>> {
        if pointer.is_empty() {
            return Some(self);
        }
        pointer.strip_prefix('/')?.split('/').try_fold(self, |value, step| value.step(step))
    }

    /// The byte offset of the first member name that stands twice in one object, at whatever depth. RFC 8259 §4
    /// leaves open which of the two counts, so whoever checks and whoever reads may see different values.
    ///
    /// ```
    /// use commerce_auth_json::Document;
    /// let doubled = |text| Document::parse(text).unwrap().root().duplicate_member();
    /// assert_eq!(doubled(br#"{"exp":1,"exp":2}"#), Some(9));
    /// assert_eq!(doubled(br#"{"exp":1,"iat":2}"#), None);
    /// // Half of a surrogate pair has no UTF-8 form, and is a name all the same.
    /// assert_eq!(doubled(br#"{"\ud800":1,"\uD800":2}"#), Some(12));
    /// ```
    pub fn duplicate_member(self) -> Option<usize> {
        doubled_name(self.document, self.at, self.document.behind(self.at))
    }

    /// The text with every bare control character inside its strings escaped, so that a strict parser reads what
    /// [`Document::parse_leniently`] accepted.
    ///
    /// ```
    /// use commerce_auth_json::Document;
    /// let document = Document::parse_leniently(b"{\"name\":\"a\tb\"}").unwrap();
    /// assert_eq!(document.root().to_strict_text(), r#"{"name":"a\u0009b"}"#);
    /// ```
    pub fn to_strict_text(self) -> Cow<'d, str> {
        if self.document.problems.is_empty() {
            return Cow::Borrowed(self.text());
        }
        Cow::Owned(escapes::escape_bare_controls(self.text()))
    }

    #[inline(never)]
    fn step(self, step: &str) -> Option<Json<'d>> {
        let step = unescaped_step(step);
        match self.kind() {
            Kind::Object => self.member(&step),
            Kind::Array => self.elements().nth(integer::array_index(&step)?),
            _ => None,
        }
    }
}

/// A reference token of a pointer, in which `~1` stands for a slash and `~0` for a tilde (RFC 6901 §4).
fn unescaped_step(step: &str) -> Cow<'_, str> {
    if !step.contains('~') {
        return Cow::Borrowed(step);
    }
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
    Cow::Owned(name)
}

/// The entries of the names of an object, or of the elements of an array.
pub(crate) struct Inside<'d> {
    document: &'d Document<'d>,
    at: usize,
    end: usize,
    /// From the entry to that of the value: a name stands before it.
    to_value: usize,
}

impl<'d> Inside<'d> {
    /// Of a value of another kind nothing.
    #[inline(always)]
    fn new(document: &'d Document<'d>, container: usize, kind: u8) -> Self {
        let at = container.wrapping_add(1);
        let is_of_kind = document.first_byte(container) == kind;
        let end = if is_of_kind { (document.entry(container).link as usize).wrapping_sub(1) } else { at };
        Inside { document, at, end, to_value: usize::from(kind == b'{') }
    }
}

impl Iterator for Inside<'_> {
    type Item = usize;

    #[inline(always)]
    fn next(&mut self) -> Option<usize> {
        if self.at >= self.end {
            return None;
        }
        let at = self.at;
        self.at = self.document.behind(at.wrapping_add(self.to_value));
        Some(at)
    }
}

/// The members of an object: see [`Json::members`].
pub struct Members<'d>(Inside<'d>);

impl<'d> Iterator for Members<'d> {
    type Item = (Json<'d>, Json<'d>);

    fn next(&mut self) -> Option<Self::Item> {
        let at = self.0.next()?;
        let document = self.0.document;
        Some((Json { document, at }, Json { document, at: at.wrapping_add(1) }))
    }
}

/// The elements of an array: see [`Json::elements`].
pub struct Elements<'d>(Inside<'d>);

impl<'d> Iterator for Elements<'d> {
    type Item = Json<'d>;

    fn next(&mut self) -> Option<Json<'d>> {
        let at = self.0.next()?;
        Some(Json { document: self.0.document, at })
    }
}

//! How a call and its result cross: numbers in slots, and the bytes of all texts one behind the other.
//!
//! A slot is an `f64`: the length of a text in bytes, a number, 1 or 0; [`LEFT_OUT`] and [`NULL`] stand for what is not
//! there. JavaScript has checked names and kinds by the operation's table; what it should never write is read as left out,
//! so that no wrong call of ours can be a fault of memory.

use crate::error::AuthError;
use crate::http::{HttpResponse, Transport};
use crate::json::{Document, TOO_DEEP};
use crate::secret::{Secret, SharedSecret};
use crate::token::api_profile::ApiProfile;
use alloc::rc::Rc;
use alloc::string::String;
use alloc::vec::Vec;

/// Stands in the slot of what was left out.
pub const LEFT_OUT: f64 = -1.0;
/// Stands in the slot of what is null, or none of its kind, where that is the operation's to judge.
pub const NULL: f64 = -2.0;
/// Stands in the slot of a text without a UTF-8 form, where that is the operation's to judge.
pub const HALVED: f64 = -3.0;

/// JSON text that may have been left out.
pub(crate) fn document_of<'a>(bytes: Option<&'a [u8]>, field: &'static str) -> Result<Option<Document<'a>>, AuthError> {
    bytes.map(Document::parse).transpose().map_err(|problem| match problem.message {
        TOO_DEEP => AuthError::about(field, " is nested too deeply"),
        _ => AuthError::about(field, " has no JSON form"),
    })
}

/// The header fields that are read of an answer, in the order of their slots.
pub const FIELDS_READ: [&str; 4] = ["content-type", "retry-after", "date", "x-cap-requestid"];

/// A call, taken slot by slot.
///
/// ```
/// use commerce_auth::boundary::{operations, record::{Given, LEFT_OUT, Record}};
/// let headers = operations().find(|operation| operation.name == "caxton.bearerHeaders").unwrap();
/// // Of the token, the number of an identity, and the token of a user only the first is there.
/// let mut given = Given::new(&[3.0, LEFT_OUT, LEFT_OUT], b"t0k", b"");
/// let mut result = Record::new();
/// (headers.run)(&mut given, &mut result).unwrap();
/// assert_eq!(result.bytes(), b"AuthorizationBearer t0k");
/// ```
#[derive(Debug)]
pub struct Given<'a> {
    slots: core::slice::Iter<'a, f64>,
    bytes: &'a [u8],
    subject: &'a [u8],
    define: Option<Define>,
}

/// Makes a profile of its text.
pub(crate) type Define = fn(Option<&[u8]>) -> Result<Rc<ApiProfile>, AuthError>;

impl<'a> Given<'a> {
    /// A call of these slots, with the bytes of its texts, and behind them the subject.
    pub fn new(slots: &'a [f64], bytes: &'a [u8], subject: &'a [u8]) -> Given<'a> {
        Given { slots: slots.iter(), bytes, subject, define: None }
    }

    /// The same call, of which a profile is made in another way.
    #[cfg_attr(
        not(all(target_arch = "wasm32", feature = "server")),
        expect(dead_code, reason = "the server build keeps profiles")
    )]
    pub(crate) fn defining(self, define: Define) -> Given<'a> {
        Given { define: Some(define), ..self }
    }

    /// A profile, made in this way where the call has no other.
    pub(crate) fn profile(&mut self, define: Define) -> Result<Rc<ApiProfile>, AuthError> {
        let slot = self.slot();
        let text = self.bytes_of(slot);
        self.define.unwrap_or(define)(text)
    }

    fn slot(&mut self) -> f64 {
        self.slots.next().copied().unwrap_or(LEFT_OUT)
    }

    fn bytes_of(&mut self, slot: f64) -> Option<&'a [u8]> {
        if slot.is_nan() || slot < 0.0 {
            return None;
        }
        let (taken, rest) = self.bytes.split_at_checked(slot as usize)?;
        self.bytes = rest;
        Some(taken)
    }

    /// Text that may have been left out.
    pub(crate) fn optional_text(&mut self) -> Option<&'a str> {
        let slot = self.slot();
        self.bytes_of(slot).and_then(|bytes| core::str::from_utf8(bytes).ok())
    }

    /// Text that is there.
    pub(crate) fn text(&mut self) -> &'a str {
        self.optional_text().unwrap_or_default()
    }

    /// The texts among these that are there.
    pub(crate) fn texts(&mut self, names: impl Iterator<Item = &'static str>) -> Vec<(&'static str, Secret)> {
        names.filter_map(|name| Some((name, Secret::new(self.optional_text()?)))).collect()
    }

    /// A number that may have been left out.
    pub(crate) fn number(&mut self) -> Option<i64> {
        let slot = self.slot();
        (slot >= 0.0).then_some(slot as i64)
    }

    /// A flag; left out it is false.
    pub(crate) fn flag(&mut self) -> bool {
        self.slot() > 0.0
    }

    /// A flag that may have been left out.
    pub(crate) fn optional_flag(&mut self) -> Option<bool> {
        let slot = self.slot();
        (slot >= 0.0).then_some(slot > 0.0)
    }

    /// Over what credentials may travel.
    pub(crate) fn transport(&mut self) -> Transport {
        match self.slot() {
            1.0 => Transport::HttpAnywhere,
            2.0 => Transport::HttpOnLoopback,
            _ => Transport::Https,
        }
    }

    /// The number of values that follow, of which no more are taken than there are slots.
    fn count(&mut self) -> Option<usize> {
        let slot = self.slot();
        (slot >= 0.0).then(|| (slot as usize).min(self.slots.len()))
    }

    /// A list of texts.
    pub(crate) fn list(&mut self) -> Vec<&'a str> {
        let count = self.count().unwrap_or(0);
        (0..count).map(|_| self.text()).collect()
    }

    /// Credentials by names of the caller's; nothing where they are no object.
    pub(crate) fn credentials(&mut self) -> GivenCredentials<'a> {
        let count = self.count()?;
        Some((0..count).map(|_| (self.text(), self.judged_text())).collect())
    }

    fn judged_text(&mut self) -> Result<&'a str, Unfit> {
        match self.slot() {
            LEFT_OUT => Err(Unfit::Missing),
            HALVED => Err(Unfit::Halved),
            slot => {
                let text = self.bytes_of(slot).and_then(|bytes| core::str::from_utf8(bytes).ok());
                text.ok_or(Unfit::NoText)
            }
        }
    }

    /// A number of cents: nothing where it was left out, an error where it is none.
    pub(crate) fn cents(&mut self, refuse: fn() -> AuthError) -> Result<Option<i64>, AuthError> {
        match self.slot() {
            LEFT_OUT => Ok(None),
            cents if cents >= 0.0 => Ok(Some(cents as i64)),
            _ => Err(refuse()),
        }
    }

    /// Whether an object is there; its slots follow then, and only then.
    pub(crate) fn object(&mut self) -> Presence {
        match self.slot() {
            NULL => Presence::Null,
            slot if slot > 0.0 => Presence::There,
            _ => Presence::LeftOut,
        }
    }

    /// JSON text that may have been left out.
    pub(crate) fn document(&mut self, field: &'static str) -> Result<Option<Document<'a>>, AuthError> {
        let slot = self.slot();
        document_of(self.bytes_of(slot), field)
    }

    /// A shared secret.
    pub(crate) fn secret(&mut self) -> Result<SharedSecret, AuthError> {
        let slot = self.slot();
        let is_bytes = self.slot() > 0.0;
        let bytes = self.bytes_of(slot).unwrap_or_default();
        if !is_bytes {
            refuse_line_break(bytes)?;
        }
        SharedSecret::new(bytes)
    }

    /// Shared secrets, while a new one takes over from an old one.
    pub(crate) fn secrets(&mut self) -> Result<Secrets, AuthError> {
        match self.slot() {
            NULL => Ok(Secrets::Null),
            count if count >= 0.0 => {
                let secrets = (0..count as usize).map(|_| self.secret()).collect::<Result<Vec<_>, _>>()?;
                if secrets.is_empty() {
                    return Err(AuthError::about("secret", " is an empty list: give at least one secret"));
                }
                Ok(Secrets::There(secrets))
            }
            _ => Ok(Secrets::LeftOut),
        }
    }

    /// What came from outside, as bytes.
    pub(crate) fn subject(&mut self) -> &'a [u8] {
        self.subject
    }

    /// What came from outside, as text.
    pub(crate) fn subject_text(&mut self) -> &'a str {
        core::str::from_utf8(self.subject).unwrap_or_default()
    }

    /// The answer of a server.
    pub(crate) fn response(&mut self) -> Result<GivenResponse<'a>, AuthError> {
        let status = self.number().unwrap_or(0);
        let form = if self.flag() { BodyForm::Value } else { BodyForm::Text };
        let mut headers = Vec::new();
        for name in FIELDS_READ {
            if let Some(value) = self.optional_text() {
                headers.push((String::from(name), String::from(value)));
            }
        }
        Ok(GivenResponse { response: HttpResponse::new(status, headers, self.subject)?, form })
    }
}

/// Whether an object is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Presence {
    There,
    LeftOut,
    Null,
}

/// The credentials of a profile as they were given: names and values; nothing where they are no object.
pub(crate) type GivenCredentials<'a> = Option<Vec<(&'a str, Result<&'a str, Unfit>)>>;

/// Why a value that was given is no text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unfit {
    /// It is null.
    Missing,
    /// It is something else.
    NoText,
    /// It holds half of a surrogate pair.
    Halved,
}

/// Secrets as they were given.
#[derive(Debug)]
pub(crate) enum Secrets {
    There(Vec<SharedSecret>),
    LeftOut,
    Null,
}

/// An answer as it was given.
pub(crate) struct GivenResponse<'a> {
    pub(crate) response: HttpResponse<'a>,
    pub(crate) form: BodyForm,
}

/// What the body of an answer was given as.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum BodyForm {
    /// What the vendor sent.
    Text,
    /// What the caller's own parser made of it, as JSON text again.
    Value,
}

/// The usual control character is the line break of a file or a variable, and a signature made with it fits nowhere.
fn refuse_line_break(text: &[u8]) -> Result<(), AuthError> {
    match text.iter().position(u8::is_ascii_control) {
        None => Ok(()),
        Some(position) => {
            let message = "secret holds a control character such as a line break: trim what you read, or pass bytes if it belongs there";
            Err(AuthError::invalid_argument("secret", message).at(position))
        }
    }
}

/// A result: its slots, and the bytes of its texts.
///
/// ```
/// use commerce_auth::boundary::{perform, record::{Given, Record}};
/// let mut result = Record::new();
/// perform(1, &mut Given::new(&[14.0], b"Basic dTpwYXNz", b""), &mut result).unwrap();
/// assert_eq!((result.slots(), result.bytes()), ([1.0, 4.0].as_slice(), b"upass".as_slice()));
/// assert_eq!(result.into_bytes(), b"upass");
/// ```
#[derive(Debug, Default)]
pub struct Record {
    slots: Vec<f64>,
    bytes: Vec<u8>,
}

impl Record {
    /// An empty one, with room for most results.
    pub fn new() -> Record {
        Record { slots: Vec::with_capacity(24), bytes: Vec::with_capacity(512) }
    }

    /// The slots.
    pub fn slots(&self) -> &[f64] {
        &self.slots
    }

    /// The bytes of the texts.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The bytes of the texts, for whoever keeps them.
    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    pub(super) fn text(&mut self, text: &str) {
        self.slots.push(text.len() as f64);
        self.bytes.extend_from_slice(text.as_bytes());
    }

    pub(super) fn optional_text(&mut self, text: Option<&str>) {
        match text {
            Some(text) => self.text(text),
            None => self.slots.push(LEFT_OUT),
        }
    }

    pub(super) fn number(&mut self, number: i64) {
        self.slots.push(number as f64);
    }

    /// NaN where there is none: an instant can lie before 1970.
    pub(super) fn optional_number(&mut self, number: Option<i64>) {
        self.slots.push(number.map_or(f64::NAN, |number| number as f64));
    }

    pub(super) fn flag(&mut self, flag: bool) {
        self.optional_flag(Some(flag));
    }

    pub(super) fn optional_flag(&mut self, flag: Option<bool>) {
        self.slots.push(flag.map_or(f64::NAN, |flag| f64::from(u8::from(flag))));
    }
}

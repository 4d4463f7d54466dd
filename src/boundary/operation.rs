//! What an operation is: its name, what it takes, what it gives back, and the function that does it.
//!
//! The tables of the APIs are lists of these. From them come the checks of names and kinds in JavaScript
//! (`operations.ts` in `pkg-template/facade` and `pkg-template/server` is written by `cargo xtask operations`), the order of the slots in which a call
//! crosses, and what tests and fuzzers draw their calls from.

use super::record::{Given, Record};
use crate::error::{AuthError, ErrorCode};

/// An operation of the package.
#[derive(Debug)]
pub struct Operation {
    /// The public name, such as `capillary.basicHeaders`.
    pub name: &'static str,
    /// What it takes, in the order of the arguments.
    pub takes: &'static [Field],
    /// What it gives back.
    pub gives: Outcome,
    /// Where it may run.
    pub place: Place,
    /// Does it: from the slots of the call to those of the result.
    pub run: Run,
}

/// The function of an operation.
pub type Run = fn(&mut Given<'_>, &mut Record) -> Result<(), AuthError>;

/// Where an operation may run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In a page as well.
    Anywhere,
    /// On servers: it takes a secret that must not ship to everyone who opens a page.
    Server,
}

/// An argument, or a member of one.
///
/// ```
/// use commerce_auth::boundary::operation::{Field, Kind, Need};
/// assert_eq!(Field::required("username", Kind::Text).need, Need::Required);
/// assert_eq!(Field::optional("brand", Kind::Text).need, Need::Optional);
/// assert_eq!(Field::meant("reference", Kind::Text).need, Need::Meant);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its name, as errors say it.
    pub name: &'static str,
    /// What it may be.
    pub kind: Kind,
    /// Whether it may be left out.
    pub need: Need,
    /// In which channels of the auth engine there is such a member: a bit for each, in the order of `Channel`.
    pub channels: u8,
}

/// Every channel.
pub const EVERY_CHANNEL: u8 = 0b111;

/// Whether a value may be left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// It has to be there.
    Required,
    /// It may be left out; null and undefined are as good as left out.
    Optional,
    /// It may be left out, but whoever writes its name has to give a value: without it less would be checked.
    Meant,
}

/// What a value may be, and in which slots it crosses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A string. One slot: its length in bytes; -1 where it was left out.
    Text,
    /// A string or an `AccessToken`.
    Token,
    /// A string, or an integer as answers have identifiers.
    Identifier,
    /// A string of digits that somebody typed; a number is refused, since it has lost its leading zeros.
    Digits,
    /// An array of strings without line breaks. One slot: they cross as one text, a line for each.
    Names,
    /// A boolean. One slot: 1 or 0; -1 where it was left out.
    Flag,
    /// A number from 0 on, its fraction cut off. One slot; -1 where it was left out.
    Number,
    /// A number from 1 on, its fraction cut off.
    Count,
    /// An instant in milliseconds since 1970; left out, it is the runtime's clock.
    Now,
    /// A number of cents. One slot; -1 where it was left out, -2 where it is none.
    Cents,
    /// What two sides share to sign with: a string or bytes. Two slots: its length, and 1 for bytes or 0 for text.
    Secret,
    /// One of them or a list. A slot for their number, then two for each; -1 where it was left out, -2 for null.
    Secrets,
    /// An object as JSON text, nothing of which got lost in writing it.
    Json,
    /// JSON text that was written before, such as that of a profile.
    Written,
    /// An object with these members, as JSON text.
    JsonObject(&'static [Field]),
    /// An object as JSON text, and two texts more: the names of its members whose values have no JSON form, and of those
    /// that are undefined, each behind a NUL.
    Parameters,
    /// Text that came from outside, such as a token. It crosses behind everything else, and takes no slot.
    Subject,
    /// A notification: text, bytes, or what it was parsed to. It crosses behind everything else.
    Body,
    /// An address: text, a `URL`, or the `URLSearchParams` of one. It crosses behind everything else.
    Address,
    /// The header fields of an event: a `Headers` object or a record. One slot: JSON text, names with the values of each.
    FieldsThatCame,
    /// The header fields that are expected of one: an object of texts or lists of them. The same.
    FieldsExpected,
    /// The answer of a server: slots for its status, for the form of its body (1 where it was parsed already), and for
    /// the header fields that are read; its body is the subject.
    Response,
    /// An object with members of its own, whose slots follow. Where it may be left out it has a slot before them: 1, or -1
    /// where it was left out, -2 for null.
    Object(&'static [Field]),
    /// Such an object, or false. A slot before those of its members: 1, 0 for false, -1 where it was left out.
    ObjectOrFalse(&'static [Field]),
    /// The credentials of a profile, whose names it chooses. A slot for their number, then for each its name, and its value:
    /// -1 where it is null, -2 where it is no string, -3 where it has no UTF-8 form. The number is -1 where they are no object.
    Credentials,
    /// A list of addresses. A slot for their number, then one for each; -1 where it was left out.
    Addresses,
    /// Over what credentials may travel. One slot: 0 for `https` alone, 1 for `http` anywhere, 2 for `http` to this machine; -1
    /// where it was left out.
    Transport,
    /// Whether `http` to this machine will do. One slot: 2 where it will; -1 where it was left out.
    Loopback,
    /// Whether callers may wait for each other's calls; left out, it is as the runtime has it. One slot.
    Sharing,
    /// A function, which stays in JavaScript. One slot: 1; -1 where it was left out.
    Function,
    /// What the caller calls something, which stays in JavaScript. One slot: 1; -1 where it was left out.
    Label,
    /// A token store, which stays in JavaScript.
    Store,
    /// What only Capillary's authenticators take: here it has to be left out. One slot: -1.
    ForCapillary,
}

/// What an operation gives back, and the slots of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// A string.
    Text,
    /// A string, or none.
    OptionalText,
    /// An integer.
    Number,
    /// True or false.
    Flag,
    /// Names, to the end of the record.
    Names,
    /// Scheme and authority of a host, and its path; or nothing.
    Host,
    /// A JSON value, as text.
    Json,
    /// Header fields: name and value of each.
    Headers,
    /// A request: method, address, body, and then header fields.
    Request,
    /// A token and what is known of it.
    Token,
    /// The same, and behind it what was kept beside it, as JSON text.
    TokenWithKept,
    /// `{ username, password }`
    Credentials,
    /// `{ username, passwordMd5 }`
    DigestedCredentials,
    /// `{ header, claims, signature, problems }`
    Jwt,
    /// The state of an end customer.
    Session,
    /// What a registration with Caxton gave.
    Registration,
    /// An envelope of Caxton's.
    Envelope,
    /// A notification of Pledg's.
    Notification,
    /// The mistakes of a profile, their number first, and then its credentials, each with what it is.
    ProfileCheck,
    /// What a customer came back with from Pledg.
    Returned,
    /// What an answer of Capillary says.
    SaidResponse,
    /// Names and addresses of environments.
    Addresses,
    /// Names of environments, and of each two addresses: back and front.
    AddressPairs,
    /// Nothing.
    Nothing,
}

impl Field {
    /// A field of this kind that has to be there.
    pub const fn required(name: &'static str, kind: Kind) -> Field {
        Field { name, kind, need: Need::Required, channels: EVERY_CHANNEL }
    }

    /// A field of this kind that may be left out.
    pub const fn optional(name: &'static str, kind: Kind) -> Field {
        Field { name, kind, need: Need::Optional, channels: EVERY_CHANNEL }
    }

    /// A field of this kind that has to have a value wherever it is written.
    pub const fn meant(name: &'static str, kind: Kind) -> Field {
        Field { name, kind, need: Need::Meant, channels: EVERY_CHANNEL }
    }
}

/// Text that has to be there.
pub(crate) const fn text(name: &'static str) -> Field {
    Field::required(name, Kind::Text)
}

/// Text that may be left out.
pub(crate) const fn optional_text(name: &'static str) -> Field {
    Field::optional(name, Kind::Text)
}

/// An options object that has to be there.
pub(crate) const fn options(fields: &'static [Field]) -> Field {
    Field::required("options", Kind::Object(fields))
}

/// A flag; left out it is false.
pub(crate) const fn flag(name: &'static str) -> Field {
    Field::optional(name, Kind::Flag)
}

/// The answer of a server.
pub(super) const RESPONSE: Field = Field::required("response", Kind::Response);
/// The options of a reader: the instant at which the answer was asked for.
pub(super) const NOW: Field = Field::optional("options", Kind::Object(&[Field::optional("now", Kind::Now)]));

/// For a number that no operation has.
pub(crate) fn unknown_operation() -> AuthError {
    AuthError::new(ErrorCode::Internal, "the package called its own core wrongly: please report it")
}

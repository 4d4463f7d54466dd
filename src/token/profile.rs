//! [`TokenProfile`]: a vendor's token flow as data.

use super::classification::ErrorShape;
use alloc::borrow::Cow;

/// Text of a profile: borrowed for the vendors built in.
pub type Text = Cow<'static, str>;

/// Borrowed text in constants.
pub const fn text(text: &'static str) -> Text {
    Cow::Borrowed(text)
}

/// How a vendor gives tokens and wants them shown: everything that differs from one vendor to the next and needs no
/// code of its own.
#[derive(Clone, Debug)]
pub struct TokenProfile {
    /// The vendor's name, as it stands in errors.
    pub name: Text,
    /// How a token is asked for.
    pub request: RequestShape,
    /// How the answer is read.
    pub response: ResponseShape,
    /// How the vendor says no.
    pub errors: ErrorShape,
}

/// The token request: a JSON object posted below the base address.
#[derive(Clone, Debug)]
pub struct RequestShape {
    /// The path below the base address.
    pub path: Text,
    /// The members of the body: the name of each and the credential it takes.
    pub fields: Cow<'static, [(Text, Text)]>,
}

/// The token answer, by JSON pointers (RFC 6901).
#[derive(Clone, Debug)]
pub struct ResponseShape {
    /// The token.
    pub token: Text,
    /// Its lifetime in seconds, as a number or a numeric string.
    pub lifetime_seconds: Option<Text>,
    /// The header field with the vendor's identifier of the exchange.
    pub request_id_header: Option<&'static str>,
}

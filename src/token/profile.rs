//! [`TokenProfile`]: a vendor's token flow as data.

use super::classification::ErrorShape;
use super::profile_text::{Text, Texts, text};
use super::template::positions;
use crate::error::AuthError;
use crate::http::{HeaderName, Method};
use crate::scheme::bearer;
use crate::secret::Secret;
use alloc::borrow::Cow;

/// Stands for the token in the format of a header field.
const TOKEN: &str = "{token}";

/// How a vendor gives tokens and wants them shown: everything that differs from one vendor to the next and needs no
/// code of its own.
///
/// Templates hold `{name}` where a credential of that name is to stand; any other brace stands for itself.
#[derive(Clone, Debug)]
pub struct TokenProfile {
    /// The vendor's name, as it stands in errors.
    pub name: Text,
    /// How a token is asked for.
    pub request: RequestShape,
    /// How the answer is read.
    pub response: ResponseShape,
    /// The header field a token travels in.
    pub header: HeaderShape,
    /// How the vendor says no.
    pub errors: ErrorShape,
}

/// The token request.
#[derive(Clone, Debug)]
pub struct RequestShape {
    /// The method; one without a body takes no `fields`.
    pub method: Method,
    /// A template for the address. `{host}` at its beginning is a base address; every other credential is
    /// percent-encoded.
    pub url: Text,
    /// How the fields become a body.
    pub encoding: Encoding,
    /// Header fields of the vendor's own: names and templates.
    pub headers: Texts,
    /// What is sent in the body, or in the query of the address.
    pub fields: Fields,
    /// How the client shows who it is.
    pub client_authentication: ClientAuthentication,
}

/// What a token request sends beside its header fields.
#[derive(Clone, Debug)]
pub enum Fields {
    /// Names and templates, as a form or a query has them.
    Named(Texts),
    /// JSON text in pieces.
    Json(Cow<'static, [JsonPiece]>),
}

/// A piece of JSON text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JsonPiece {
    /// Text that stands as it is.
    Plain(Text),
    /// A template, whose value stands as a string.
    Filled(Text),
}

/// How fields become a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// `application/x-www-form-urlencoded`, as RFC 6749 has it.
    Form,
    /// `application/json`
    Json,
    /// `text/json`, which Caxton's pages have.
    TextJson,
    /// As a form, in the query of the address: there is no body.
    Query,
}

impl Encoding {
    /// The media type of the body.
    ///
    /// ```
    /// use commerce_auth::token::profile::Encoding;
    /// assert_eq!(Encoding::Form.media_type(), "application/x-www-form-urlencoded");
    /// ```
    pub const fn media_type(self) -> &'static str {
        match self {
            Encoding::Form | Encoding::Query => "application/x-www-form-urlencoded",
            Encoding::Json => "application/json",
            Encoding::TextJson => "text/json",
        }
    }
}

/// How the client shows who it is (RFC 6749 §2.3).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClientAuthentication {
    /// By the Basic scheme (RFC 6749 §2.3.1). The credentials are the first complete pair of [`BASIC_PAIRS`].
    Basic(BasicEncoding),
    /// By credentials among the fields.
    Body,
    /// Not at all.
    None,
}

/// The names under which a client's identifier and its secret are looked for.
pub const BASIC_PAIRS: [(&str, &str); 4] =
    [("key", "secret"), ("clientId", "clientSecret"), ("client_id", "client_secret"), ("username", "password")];

/// The names of the pair that is there as a whole, else of one that is half there, else the first.
pub(crate) fn basic_pair(is_there: impl Fn(&str) -> bool) -> (&'static str, &'static str) {
    let whole = BASIC_PAIRS.iter().find(|(id, secret)| is_there(id) && is_there(secret));
    let half = || BASIC_PAIRS.iter().find(|(id, secret)| is_there(id) || is_there(secret));
    whole.or_else(half).or(BASIC_PAIRS.first()).copied().unwrap_or_default()
}

/// What stands in the Basic value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BasicEncoding {
    /// The parts as they are (RFC 7617), which most servers expect.
    Raw,
    /// The parts form-encoded first, as RFC 6749 §2.3.1 demands and some servers insist upon.
    FormUrlencoded,
}

/// The token answer, by JSON pointers (RFC 6901).
#[derive(Clone, Debug)]
pub struct ResponseShape {
    /// What the answer is.
    pub form: AnswerForm,
    /// The token.
    pub token: Text,
    /// Its lifetime in seconds, as a number or a numeric string.
    pub lifetime_seconds: Option<Text>,
    /// The instant of its end: a date-time, or a number of seconds or milliseconds since 1970.
    pub expires_at: Option<Text>,
    /// Its type (RFC 6749 §7.1).
    pub token_type: Option<Text>,
    /// A refresh token.
    pub refresh_token: Option<Text>,
    /// The lifetime in seconds of a token whose answer states none, and which has no `exp` claim.
    pub default_lifetime_seconds: Option<i64>,
    /// What else is kept of the answer: names and pointers.
    pub keep: Texts,
    /// The header field with the vendor's identifier of the exchange.
    pub request_id_header: Option<&'static str>,
}

/// What a token answer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnswerForm {
    /// JSON, which the pointers look into.
    Json,
    /// Text: the token and nothing else.
    Text,
}

/// The header field a token travels in.
#[derive(Clone, Debug)]
pub struct HeaderShape {
    /// Its name.
    pub name: Text,
    /// A template for its value, in which `{token}` stands once.
    pub format: Text,
    /// What a token is made of.
    pub token_syntax: TokenSyntax,
}

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenSyntax {
    /// The `b64token` of RFC 6750 §2.1.
    B64Token,
    /// Any visible ASCII: tokens with a `|` or a `:` are in use.
    VisibleAscii,
}

impl HeaderShape {
    /// `Authorization: Bearer …` (RFC 6750 §2.1).
    pub const BEARER: HeaderShape = HeaderShape {
        name: text("Authorization"),
        format: text("Bearer {token}"),
        token_syntax: TokenSyntax::B64Token,
    };

    /// Accepts a bare token that this field can carry.
    ///
    /// # Errors
    /// `invalid_argument` for an empty token and for one with the word `Bearer` before it, `invalid_header_value` with
    /// the byte for one with other characters.
    ///
    /// ```
    /// use commerce_auth::token::profile::{HeaderShape, TokenSyntax};
    /// let tolerant = HeaderShape { token_syntax: TokenSyntax::VisibleAscii, ..HeaderShape::BEARER };
    /// assert!(tolerant.check_token("17|aBc").is_ok());
    /// assert_eq!(HeaderShape::BEARER.check_token("17|aBc").unwrap_err().code().as_str(), "invalid_header_value");
    /// ```
    pub fn check_token(&self, token: &str) -> Result<(), AuthError> {
        match self.token_syntax {
            TokenSyntax::B64Token => bearer::check_token(token),
            TokenSyntax::VisibleAscii => bearer::check_visible_token(token),
        }
    }

    /// Whether this field may carry a token of this stated type: RFC 6749 §7.1 forbids a type that is not understood.
    ///
    /// ```
    /// use commerce_auth::token::profile::HeaderShape;
    /// assert!(HeaderShape::BEARER.takes_type("bearer") && !HeaderShape::BEARER.takes_type("mac"));
    /// ```
    pub fn takes_type(&self, token_type: &str) -> bool {
        !self.format.starts_with("Bearer ") || token_type.eq_ignore_ascii_case("bearer")
    }

    /// The field with a token in it.
    ///
    /// # Errors
    /// As [`HeaderShape::check_token`], about `accessToken`.
    ///
    /// ```
    /// use commerce_auth::token::profile::HeaderShape;
    /// let (name, value) = HeaderShape::BEARER.with_token("mF_9.B5f-4.1JqM").unwrap();
    /// assert_eq!((&*name, value.expose()), ("Authorization", "Bearer mF_9.B5f-4.1JqM"));
    /// ```
    pub fn with_token(&self, token: &str) -> Result<(HeaderName, Secret), AuthError> {
        self.check_token(token).map_err(|error| error.in_field("accessToken"))?;
        let (before, behind) = positions(TOKEN, &self.format)
            .next()
            .and_then(|found| Some((self.format.get(..found)?, self.format.get(found.saturating_add(TOKEN.len())..)?)))
            .unwrap_or_default();
        Ok((self.name.clone(), Secret::new([before, token, behind].concat())))
    }
}

impl ResponseShape {
    /// The answer of RFC 6749 §5.1.
    pub const RFC6749: ResponseShape = ResponseShape {
        form: AnswerForm::Json,
        token: text("/access_token"),
        lifetime_seconds: Some(text("/expires_in")),
        expires_at: None,
        token_type: Some(text("/token_type")),
        refresh_token: None,
        default_lifetime_seconds: None,
        keep: Cow::Borrowed(&[]),
        request_id_header: None,
    };
}

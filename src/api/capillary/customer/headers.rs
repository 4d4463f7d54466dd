//! The header fields of a call through the gateway for a customer ("Authentication settings",
//! docs.capillarytech.com): the token travels bare. Their names hold underscores, which nginx drops unless it is told
//! to keep them.

use super::call::IDENTIFIER_TYPES;
use super::request::check_identifier_type;
use crate::api::capillary::named_options::{
    HeaderOption, NamedOptions, Presence, missing, push_options, required, value_of,
};
use crate::error::AuthError;
use crate::http::Headers;
use crate::scheme::bearer::check_token;

/// The names of the options.
pub const NAMES: &[&str] = &["token", "brand", "deviceId", "identifierType", "identifierValue", "mobile"];

const FIELDS: &[HeaderOption] = &[
    ("token", "cap_authorization", Presence::Required),
    ("brand", "cap_brand", Presence::Required),
    ("deviceId", "cap_device_id", Presence::Optional),
    ("identifierType", "cap_identifier_type", Presence::Optional),
    ("identifierValue", "cap_identifier_value", Presence::Optional),
    // Older pages, and the code of real brands, have this instead of the identifier.
    ("mobile", "cap_mobile", Presence::Optional),
];

/// The header fields.
///
/// # Errors
/// `invalid_argument` for a token that is empty or has the word `Bearer` before it, half an identifier, an unknown
/// type of identifier; `invalid_header_value` for what no field can carry.
///
/// ```
/// use commerce_auth::secret::Secret;
/// use commerce_auth::api::capillary::customer::headers::headers;
/// let given = [("token", Secret::new("eyJhbGciOiJIUzI1NiJ9.e30.c2ln")), ("brand", Secret::new("DocDemo"))];
/// let fields = headers(&given).unwrap();
/// assert_eq!((&*fields[0].0, fields[0].1.expose()), ("cap_authorization", "eyJhbGciOiJIUzI1NiJ9.e30.c2ln"));
/// assert_eq!(headers(&given[..1]).unwrap_err().field(), Some("brand"));
/// ```
pub fn headers(given: &NamedOptions) -> Result<Headers, AuthError> {
    check_token(required(given, "token")?)?;
    match (value_of(given, "identifierType"), value_of(given, "identifierValue")) {
        (Some(identifier_type), Some(_)) => check_identifier_type(identifier_type, &IDENTIFIER_TYPES)?,
        (Some(_), None) => return Err(missing("identifierValue", "identifierType only says what kind of value it is")),
        (None, Some(_)) => return Err(missing("identifierType", "say what kind of value it is")),
        (None, None) => {}
    }
    let mut headers = Headers::new();
    push_options(&mut headers, FIELDS, given)?;
    Ok(headers)
}

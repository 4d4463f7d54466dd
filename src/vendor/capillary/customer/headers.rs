//! The header fields of a call through the gateway for a customer ("Authentication settings",
//! docs.capillarytech.com): the token travels bare. Their names hold underscores, which nginx drops unless it is told
//! to keep them.

use super::call::IDENTIFIER_TYPES;
use super::request::check_identifier_type;
use crate::error::AuthError;
use crate::http::{Headers, check_header_value, push_field};
use crate::scheme::bearer::check_token;

/// The fields beside the token and the brand: the option each comes from, and its name.
const OPTIONAL: [(&str, &str); 4] = [
    ("deviceId", "cap_device_id"),
    ("identifierType", "cap_identifier_type"),
    ("identifierValue", "cap_identifier_value"),
    // Older pages, and the code of real brands, have this instead of the identifier.
    ("mobile", "cap_mobile"),
];

/// The names of the options there are beside the token and the brand.
pub const OPTIONAL_NAMES: [&str; 4] = ["deviceId", "identifierType", "identifierValue", "mobile"];

/// The header fields. `value_of` gives the value of an option among [`OPTIONAL_NAMES`].
///
/// # Errors
/// `invalid_argument` for a token that is empty or has the word `Bearer` before it, half an identifier, an unknown
/// type of identifier; `invalid_header_value` for what no field can carry.
pub fn headers<'v>(token: &str, brand: &str, value_of: impl Fn(&str) -> Option<&'v str>) -> Result<Headers, AuthError> {
    check_token(token)?;
    check_header_value(brand, "brand")?;
    check_identifier(value_of("identifierType"), value_of("identifierValue"))?;
    let mut headers = Headers::new();
    push_field(&mut headers, "cap_authorization", token);
    push_field(&mut headers, "cap_brand", brand);
    for (option, name) in OPTIONAL {
        if let Some(value) = value_of(option) {
            check_header_value(value, option)?;
            push_field(&mut headers, name, value);
        }
    }
    Ok(headers)
}

fn check_identifier(identifier_type: Option<&str>, value: Option<&str>) -> Result<(), AuthError> {
    let refuse = |field, message| Err(AuthError::invalid_argument(field, message));
    match (identifier_type, value) {
        (Some(identifier_type), Some(_)) => check_identifier_type(identifier_type, &IDENTIFIER_TYPES),
        (Some(_), None) => {
            refuse("identifierValue", "identifierValue is missing: identifierType only says what kind of value it is")
        }
        (None, Some(_)) => refuse("identifierType", "identifierType is missing: say what kind of value it is"),
        (None, None) => Ok(()),
    }
}

//! The Basic scheme (RFC 7617).

use super::base64_forms::{BASE64, TOLERANT_BASE64};
use crate::ascii;
use crate::error::AuthError;
use crate::secret::{Secret, refuse_control_character, refuse_unset};
use alloc::string::String;
use base64::Engine;

/// The scheme as it stands at the beginning of the field value.
pub(crate) const PREFIX: &str = "Basic ";

/// A user name and a password, taken out of a field value.
#[derive(Clone, Debug)]
pub struct BasicPair {
    /// Everything before the first colon.
    pub username: String,
    /// Everything after it.
    pub password: Secret,
}

/// The value of an `Authorization` field: `Basic ` and the base64 form of `username:password` in UTF-8.
///
/// # Errors
/// `invalid_argument` with the field and the byte: a `:` in the user name, a control character in either
/// (RFC 7617 §2), an empty password.
///
/// ```
/// use commerce_auth::scheme::basic::basic_authorization;
/// let value = basic_authorization("Aladdin", "open sesame").unwrap();
/// assert_eq!(value.expose(), "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
/// ```
pub fn basic_authorization(username: &str, password: &str) -> Result<Secret, AuthError> {
    check_username(username)?;
    check_password(password, "password")?;
    Ok(encode(username, password))
}

/// Takes a field value apart. The scheme compares without regard to case and any number of spaces may follow it;
/// the user name ends at the first colon.
///
/// # Errors
/// `invalid_argument` where the scheme is another, the rest is not base64 of UTF-8, there is no colon, or a control
/// character (RFC 7617 §2).
///
/// ```
/// use commerce_auth::scheme::basic::parse_basic_authorization;
/// // The sample of RFC 7617 §2:
/// let credentials = parse_basic_authorization("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==").unwrap();
/// assert_eq!((credentials.username.as_str(), credentials.password.expose()), ("Aladdin", "open sesame"));
/// assert!(parse_basic_authorization("Bearer QWxhZGRpbjpvcGVuIHNlc2FtZQ==").is_err());
/// ```
pub fn parse_basic_authorization(value: &str) -> Result<BasicPair, AuthError> {
    let refuse = |message: &'static str| AuthError::invalid_argument("value", message);
    let (scheme, rest) = ascii::split_once(value, b' ').unwrap_or((value, ""));
    if !scheme.eq_ignore_ascii_case("basic") {
        return Err(refuse(
            "value does not begin with the scheme \"Basic\": pass the whole value of the Authorization field",
        ));
    }
    let encoded = ascii::trim_start(ascii::trim_end(rest, b' '), b' ');
    let bytes =
        TOLERANT_BASE64.decode(encoded).map_err(|_| refuse("what follows \"Basic\" is not base64 (RFC 7617 §2)"))?;
    let text = Secret::new(String::from_utf8(bytes).map_err(|_| refuse("the credentials are not UTF-8"))?);
    let (username, password) = ascii::split_once(text.expose(), b':')
        .ok_or_else(|| refuse("the credentials hold no colon between user name and password"))?;
    if text.expose().bytes().any(|byte| byte.is_ascii_control()) {
        return Err(refuse("the credentials hold a control character, which Basic does not allow (RFC 7617 §2)"));
    }
    Ok(BasicPair { username: username.into(), password: Secret::new(password) })
}

/// Joins and encodes parts that were checked.
pub(crate) fn encode(username: &str, password: &str) -> Secret {
    let pair = Secret::new([username, ":", password].concat());
    let mut value = String::from(PREFIX);
    BASE64.encode_string(pair.expose(), &mut value);
    Secret::new(value)
}

/// A user name may be empty in general (RFC 7617 §2), never hold a colon.
pub(crate) fn check_username(username: &str) -> Result<(), AuthError> {
    if let Some(position) = username.bytes().position(|byte| byte == b':') {
        return Err(AuthError::invalid_argument(
            "username",
            "username holds a colon: the receiver would take what follows it for the password (RFC 7617 §2)",
        )
        .at(position));
    }
    refuse_control_character(username, "username")
}

/// A password is set, and holds no control character (RFC 7617 §2).
pub(crate) fn check_password(password: &str, field: &'static str) -> Result<(), AuthError> {
    refuse_unset(password, field)?;
    refuse_control_character(password, field)
}

//! Bearer tokens (RFC 6750).

use crate::ascii;
use crate::error::{AuthError, ErrorCode};
use crate::secret::Secret;

/// The value of an `Authorization` field: `Bearer ` and the token (RFC 6750 §2.1).
///
/// # Errors
/// As [`check_token`].
///
/// ```
/// use commerce_auth::scheme::bearer::bearer_authorization;
/// // The sample of RFC 6750 §2.1:
/// assert_eq!(bearer_authorization("mF_9.B5f-4.1JqM").unwrap().expose(), "Bearer mF_9.B5f-4.1JqM");
/// ```
pub fn bearer_authorization(token: &str) -> Result<Secret, AuthError> {
    check_token(token)?;
    Ok(Secret::new(["Bearer ", token].concat()))
}

/// Accepts a bare token: the `b64token` of RFC 6750 §2.1, that is letters, digits and `-._~+/`, then any `=`.
///
/// # Errors
/// `invalid_argument` for an empty token and for one that carries the word `Bearer` already,
/// `invalid_header_value` with the byte for anything else that is not a `b64token`.
///
/// ```
/// use commerce_auth::scheme::bearer::check_token;
/// assert!(check_token("mF_9.B5f-4.1JqM").is_ok());
/// assert_eq!(check_token("Bearer mF_9.B5f-4.1JqM").unwrap_err().code().as_str(), "invalid_argument");
/// assert_eq!(check_token("mF_9|B5f").unwrap_err().position(), Some(4));
/// ```
pub fn check_token(token: &str) -> Result<(), AuthError> {
    refuse_scheme(token)?;
    let body = ascii::trim_end(token, b'=');
    let stray = body.bytes().position(|byte| OF_TOKEN.get(usize::from(byte)) != Some(&true));
    refuse_stray(if body.is_empty() { Some(0) } else { stray })
}

/// Accepts a bare token of any visible ASCII, as vendors give that do not keep to RFC 6750.
///
/// # Errors
/// As [`check_token`].
///
/// ```
/// use commerce_auth::scheme::bearer::check_visible_token;
/// assert!(check_visible_token("17|aBc:dEf").is_ok());
/// assert_eq!(check_visible_token("17|aBc\n").unwrap_err().code().as_str(), "invalid_header_value");
/// ```
pub fn check_visible_token(token: &str) -> Result<(), AuthError> {
    refuse_scheme(token)?;
    refuse_stray(token.bytes().position(|byte| !byte.is_ascii_graphic()))
}

/// What a token consists of, by byte: a look into a table, because it is taken for every byte of every token.
#[expect(clippy::indexing_slicing, reason = "runs in the compiler, where a fault is an error of the build")]
static OF_TOKEN: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        table[byte as usize] = matches!(byte, b'a'..=b'z' | b'A'..=b'Z' | b'-'..=b'9' | b'_' | b'~' | b'+');
        byte = byte.saturating_add(1);
    }
    table
};

fn refuse_scheme(token: &str) -> Result<(), AuthError> {
    if token.is_empty() {
        return Err(AuthError::invalid_argument("token", "token is empty: obtain one first"));
    }
    if matches!(token, "undefined" | "null" | "NaN") {
        return Err(AuthError::invalid_argument(
            "token",
            "token is what a variable that was not set prints as: obtain a token first",
        ));
    }
    if token.eq_ignore_ascii_case("bearer") || token.get(..7).is_some_and(|start| start.eq_ignore_ascii_case("bearer "))
    {
        return Err(AuthError::invalid_argument(
            "token",
            "token begins with the word \"Bearer\": pass the bare token, the scheme is added where it belongs",
        ));
    }
    Ok(())
}

fn refuse_stray(position: Option<usize>) -> Result<(), AuthError> {
    match position {
        None => Ok(()),
        Some(position) => Err(AuthError::new(
            ErrorCode::InvalidHeaderValue,
            "token holds a character that no bearer token has (RFC 6750 §2.1): was it cut, quoted, or read with a line break?",
        )
        .in_field("token")
        .at(position)),
    }
}

//! The rules for field values of RFC 9110 §5.5.

use crate::error::{AuthError, ErrorCode};

/// Accepts a field value that every HTTP client sends as it stands: visible ASCII, with spaces and tabs inside.
///
/// RFC 9110 §5.5 also tolerates bytes above 0x7F as opaque; they are refused here, since clients encode them in
/// different ways. The platform is never handed a value that it would quote in an exception of its own.
///
/// # Errors
/// `invalid_header_value` naming the field and the byte, never the value.
///
/// ```
/// use commerce_auth::http::check_header_value;
/// assert!(check_header_value("london-1", "attribution.entityCode").is_ok());
/// let error = check_header_value("london-1\n", "attribution.entityCode").unwrap_err();
/// assert_eq!((error.code().as_str(), error.position()), ("invalid_header_value", Some(8)));
/// ```
pub fn check_header_value(value: &str, field: &'static str) -> Result<(), AuthError> {
    let bytes = value.as_bytes();
    let offending = bytes.iter().position(|byte| !matches!(byte, b' '..=b'~' | b'\t'));
    if let Some(position) = offending {
        let message = [
            field,
            " holds a character that a header field cannot carry: only visible ASCII is allowed. ",
            cause(bytes.get(position)),
        ]
        .concat();
        return Err(invalid(message, field).at(position));
    }
    if bytes.is_empty() {
        return Err(invalid([field, " is empty"].concat(), field));
    }
    let padded_at = match (bytes.first(), bytes.last()) {
        (Some(b' ' | b'\t'), _) => Some(0),
        (_, Some(b' ' | b'\t')) => Some(bytes.len().saturating_sub(1)),
        _ => None,
    };
    match padded_at {
        Some(position) => {
            let message = [field, " begins or ends with white space, which HTTP drops: trim it"].concat();
            Err(invalid(message, field).at(position))
        }
        None => Ok(()),
    }
}

fn invalid(message: alloc::string::String, field: &'static str) -> AuthError {
    AuthError::new(ErrorCode::InvalidHeaderValue, message).in_field(field)
}

fn cause(byte: Option<&u8>) -> &'static str {
    match byte {
        Some(b'\n' | b'\r') => {
            "It is a line break: was the value read from a file or an environment variable without trimming?"
        }
        Some(0x80..) => "It is not ASCII: use a code instead of a name, where the vendor offers one",
        _ => "It is a control character",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_with_a_value_is_said_by_its_character() {
        for (value, cause) in [
            ("shop-1\n", "It is a line break"),
            ("a\rb", "It is a line break"),
            ("caf\u{e9}", "It is not ASCII"),
            ("a\u{80}", "It is not ASCII"),
            ("a\0", "It is a control character"),
            ("a\u{7f}", "It is a control character"),
        ] {
            let refused = check_header_value(value, "host").err();
            assert!(refused.is_some_and(|error| error.message().contains(cause)), "{value:?}");
        }
    }
}

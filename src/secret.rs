//! [`Secret`] and [`SharedSecret`]: text and bytes that are zeroed when they are dropped and never print.

use crate::error::AuthError;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

/// A password, an API secret, a token, or anything made of one, such as the MD5 digest of a password.
///
/// It has no `Display`, its `Debug` shows `«redacted»`, and its memory is zeroed on drop. It cannot be compared,
/// so that nobody compares it in variable time by accident.
///
/// ```
/// use commerce_auth::secret::Secret;
/// let password = Secret::new("server123");
/// assert_eq!(format!("{password:?}"), "«redacted»");
/// assert_eq!(password.expose(), "server123");
/// ```
#[derive(Clone)]
pub struct Secret(Zeroed<String>);

/// The allocator of the WebAssembly builds zeroes whatever is given back, so a second pass over it would only be code
/// wherever a secret goes out of scope.
#[cfg(target_arch = "wasm32")]
type Zeroed<T> = T;
#[cfg(not(target_arch = "wasm32"))]
type Zeroed<T> = zeroize::Zeroizing<T>;

/// Zeroes a place on the stack before it is left. The default WebAssembly build wipes its stack after every call, as
/// deep as the call reached, so there a pass byte by byte over each place would only be done twice.
pub(crate) fn erase_local(place: &mut [u8]) {
    if cfg!(not(all(target_arch = "wasm32", feature = "lean"))) {
        zeroize::Zeroize::zeroize(place);
    }
}

impl Secret {
    /// Takes charge of a secret text.
    pub fn new(text: impl Into<String>) -> Self {
        Secret(Zeroed::<String>::from(text.into()))
    }

    /// The text itself: the one way to it, so that a review finds every use.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("«redacted»")
    }
}

/// What two sides share to sign with: bytes, at least one of them.
///
/// ```
/// use commerce_auth::secret::SharedSecret;
/// let secret = SharedSecret::new("your-256-bit-secret").unwrap();
/// assert_eq!(format!("{secret:?}"), "«redacted»");
/// assert!(SharedSecret::new("").is_err());
/// ```
#[derive(Clone)]
pub struct SharedSecret(Zeroed<Vec<u8>>);

impl SharedSecret {
    /// Takes charge of the bytes; text stands for its UTF-8 form.
    ///
    /// # Errors
    /// `invalid_argument` where there are none: an empty secret is an unset one.
    ///
    /// ```
    /// use commerce_auth::{error::ErrorCode, secret::SharedSecret};
    /// let unset = SharedSecret::new(std::env::var("NO_SUCH_SECRET").unwrap_or_default());
    /// assert_eq!(unset.unwrap_err().code(), ErrorCode::InvalidArgument);
    /// ```
    pub fn new(bytes: impl Into<Vec<u8>>) -> Result<SharedSecret, AuthError> {
        let bytes = Zeroed::<Vec<u8>>::from(bytes.into());
        if bytes.is_empty() {
            return Err(AuthError::empty("secret"));
        }
        Ok(SharedSecret(bytes))
    }

    /// The bytes themselves: the one way to them.
    ///
    /// ```
    /// use commerce_auth::secret::SharedSecret;
    /// assert_eq!(SharedSecret::new("SECRET").unwrap().expose(), b"SECRET");
    /// ```
    pub fn expose(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for SharedSecret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("«redacted»")
    }
}

/// An empty secret is an unset one.
pub(crate) fn refuse_unset(value: &str, field: &str) -> Result<(), AuthError> {
    if value.is_empty() {
        return Err(AuthError::empty(field));
    }
    Ok(())
}

/// Control characters never belong in a credential; the usual one is the line break of a file or a variable.
pub(crate) fn refuse_control_character(value: &str, field: &str) -> Result<(), AuthError> {
    let Some(position) = value.bytes().position(|byte| byte.is_ascii_control()) else {
        return Ok(());
    };
    let cause = match value.as_bytes().get(position) {
        Some(b'\n' | b'\r') => " holds a line break: trim what you read from the file or environment variable",
        _ => " holds a control character, which no credential may hold (RFC 7617 §2)",
    };
    Err(AuthError::about(field, cause).at(position))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_on_the_stack_is_zeroed() {
        let mut place = *b"hoqSBz6VwefECaZA";
        erase_local(&mut place);
        assert_eq!(place, [0; 16]);
    }

    #[test]
    fn a_line_break_is_called_one() {
        for (value, what) in [("a\n", "a line break"), ("a\rb", "a line break"), ("a\tb", "a control character")] {
            let refused = refuse_control_character(value, "secret").err();
            assert!(refused.is_some_and(|error| error.message().contains(what)), "{value:?}");
        }
    }
}

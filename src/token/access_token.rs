//! [`AccessToken`], what a token endpoint gave.

use super::kept::Kept;
use crate::scheme::jwt::{self, DecodedJwt};
use crate::secret::Secret;
use alloc::string::String;

/// A token with what is known of its life.
///
/// ```
/// use commerce_auth::{secret::Secret, token::access_token::AccessToken};
/// let token = AccessToken {
///     value: Secret::new("eyJhbGciOiJub25lIn0.eyJleHAiOjE1NzUyNzAyNzB9."),
///     obtained_at: 1_575_269_970_000,
///     expires_at: Some(1_575_270_270_000),
///     lifetime_seconds: Some(300),
///     token_type: None,
///     refresh_token: Some(Secret::new("tGzv3JOkF0XG5Qx2TlKWIA")),
///     kept: vec![],
/// };
/// assert_eq!(token.refresh_token(), Some("tGzv3JOkF0XG5Qx2TlKWIA"));
/// assert_eq!(token.decoded().expires_at_seconds(), Some(1_575_270_270));
/// ```
#[derive(Clone)]
pub struct AccessToken {
    /// The token itself.
    pub value: Secret,
    /// When the answer was read, in milliseconds since 1970.
    pub obtained_at: i64,
    /// When it expires, in milliseconds since 1970: by the stated lifetime, else by the `exp` claim; nothing where
    /// neither is known.
    pub expires_at: Option<i64>,
    /// The lifetime in seconds that the vendor stated, or else its profile.
    pub lifetime_seconds: Option<i64>,
    /// The type the vendor stated, such as `Bearer`.
    pub token_type: Option<String>,
    /// The refresh token, where the vendor gives one.
    pub refresh_token: Option<Secret>,
    /// What else was kept of the answer.
    pub kept: Kept,
}

impl AccessToken {
    /// The text of the refresh token.
    pub fn refresh_token(&self) -> Option<&str> {
        self.refresh_token.as_ref().map(Secret::expose)
    }

    /// The token taken apart as a JWT, unverified. Not every vendor's token is one: where neither header nor claims can
    /// be read it is opaque, and nothing is wrong with it.
    pub fn decoded(&self) -> DecodedJwt {
        let mut decoded = jwt::decode(self.value.expose());
        if decoded.header.is_none() && decoded.claims.is_none() {
            decoded.problems.clear();
        }
        decoded
    }
}

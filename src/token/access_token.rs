//! [`AccessToken`], what a token endpoint gave.

use crate::scheme::jwt::{self, DecodedJwt};
use crate::secret::Secret;
use alloc::string::String;

/// A token with what is known of its life.
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
}

impl AccessToken {
    /// The text of the refresh token.
    pub fn refresh_token(&self) -> Option<&str> {
        self.refresh_token.as_ref().map(Secret::expose)
    }

    /// The token taken apart as a JWT, unverified. Not every vendor's token is one: see the problems.
    pub fn decoded(&self) -> DecodedJwt {
        jwt::decode(self.value.expose())
    }
}

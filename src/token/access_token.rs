//! [`AccessToken`], what a token endpoint gave.

use crate::scheme::jwt::{self, DecodedJwt};
use crate::secret::Secret;

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
    /// The lifetime the vendor stated, in seconds.
    pub lifetime_seconds: Option<i64>,
}

impl AccessToken {
    /// The token taken apart as a JWT, unverified. Not every vendor's token is one: see the problems.
    pub fn decoded(&self) -> DecodedJwt {
        jwt::decode(self.value.expose())
    }
}

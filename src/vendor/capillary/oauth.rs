//! The access token of an API client ("OAuth2 Client Credentials Flow", docs.capillarytech.com): not RFC 6749 in
//! spite of its name, as the body is JSON, the answer has no `access_token`, and the token travels in a field of the
//! vendor's own, bare.

use super::attribution::EntityAttribution;
use super::errors::ERRORS;
use super::push_json_fields;
use crate::error::AuthError;
use crate::http::{BaseUrl, Headers, HttpRequest, HttpResponse, push_field};
use crate::scheme::bearer::check_token;
use crate::secret::{Secret, refuse_control_character, refuse_unset};
use crate::token::access_token::AccessToken;
use crate::token::exchange::{self, Credential};
use crate::token::profile::{RequestShape, ResponseShape, Text, TokenProfile, text};
use alloc::borrow::Cow;

/// The whole flow as data.
pub static PROFILE: TokenProfile = TokenProfile {
    name: text("capillary"),
    request: RequestShape { path: text("v3/oauth/token/generate"), fields: Cow::Borrowed(FIELDS) },
    response: ResponseShape {
        token: text("/data/accessToken"),
        lifetime_seconds: Some(text("/data/ttlSeconds")),
        request_id_header: Some("x-cap-requestid"),
    },
    errors: ERRORS,
};

const FIELDS: &[(Text, Text)] = &[(text("key"), text("key")), (text("secret"), text("secret"))];

/// Key and secret of an API client.
#[derive(Clone, Debug)]
pub struct ApiClient {
    key: Secret,
    secret: Secret,
}

impl ApiClient {
    /// Takes charge of a checked pair.
    ///
    /// # Errors
    /// `invalid_argument` naming the field, and the byte of a control character.
    pub fn new(key: &str, secret: &str) -> Result<ApiClient, AuthError> {
        for (value, field) in [(key, "key"), (secret, "secret")] {
            refuse_unset(value, field)?;
            refuse_control_character(value, field)?;
        }
        Ok(ApiClient { key: Secret::new(key), secret: Secret::new(secret) })
    }

    fn credentials(&self) -> [Credential<'_>; 2] {
        [("key", &self.key), ("secret", &self.secret)]
    }

    /// The request that asks for a token.
    ///
    /// # Errors
    /// None that a checked pair can cause.
    pub fn token_request(&self, host: &BaseUrl) -> Result<HttpRequest, AuthError> {
        exchange::token_request(&PROFILE, host, &self.credentials())
    }

    /// Reads the answer to [`ApiClient::token_request`], dropping a text of the vendor that repeats the pair.
    ///
    /// # Errors
    /// As [`exchange::read_token_response`].
    pub fn read_token_response(&self, response: &HttpResponse, now: i64) -> Result<AccessToken, AuthError> {
        exchange::read_token_response(&PROFILE, response, now, &self.credentials())
    }
}

/// Reads the answer of the token endpoint; `now` in milliseconds since 1970.
///
/// # Errors
/// As [`exchange::read_token_response`].
pub fn read_token_response(response: &HttpResponse, now: i64) -> Result<AccessToken, AuthError> {
    exchange::read_token_response(&PROFILE, response, now, &[])
}

/// The header fields of a call with a token.
///
/// # Errors
/// `invalid_argument` for an empty token and one with the word `Bearer` before it, `invalid_header_value` for one
/// that no field can carry.
pub fn headers(access_token: &str, attribution: Option<EntityAttribution<'_>>) -> Result<Headers, AuthError> {
    check_token(access_token).map_err(|error| error.in_field("accessToken"))?;
    let mut headers = Headers::new();
    push_field(&mut headers, "X-CAP-API-OAUTH-TOKEN", access_token);
    push_json_fields(&mut headers);
    if let Some(attribution) = attribution {
        attribution.push_fields(&mut headers)?;
    }
    Ok(headers)
}

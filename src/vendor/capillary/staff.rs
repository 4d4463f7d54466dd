//! Staff users: Basic for an access token, then the token in a field of its own ("Get Access Token" and "Logout" of
//! "Staff", Capillary/api-documentation on GitHub).
//!
//! The token is opaque, and no page says how long it lives: it is good until it is refused or logged out.

use super::basic::{self, TillPassword};
use super::errors::ERRORS;
use super::push_json_fields;
use crate::error::AuthError;
use crate::http::{BaseUrl, Headers, HttpRequest, HttpResponse, Method, push_field};
use crate::scheme::bearer::check_token;
use crate::token::access_token::AccessToken;
use crate::token::exchange;
use crate::token::profile::{RequestShape, ResponseShape, TokenProfile, text};
use alloc::borrow::Cow;

/// The answer as data. The request has no body: the credentials are in its header.
static PROFILE: TokenProfile = TokenProfile {
    name: text("capillary"),
    request: RequestShape { path: text("v2/staff/accessToken"), fields: Cow::Borrowed(&[]) },
    response: ResponseShape {
        token: text("/entity"),
        lifetime_seconds: None,
        request_id_header: Some("x-cap-requestid"),
    },
    errors: ERRORS,
};

/// The request that asks for a token.
///
/// # Errors
/// As [`basic::authorization`].
pub fn token_request(host: &BaseUrl, username: &str, password: TillPassword<'_>) -> Result<HttpRequest, AuthError> {
    let headers = basic::headers(username, password, None)?;
    Ok(HttpRequest { method: Method::Post, url: host.join(&PROFILE.request.path), headers, body: None })
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
pub fn headers(access_token: &str) -> Result<Headers, AuthError> {
    check_token(access_token).map_err(|error| error.in_field("accessToken"))?;
    let mut headers = Headers::new();
    push_field(&mut headers, "X-CAP-API-ACCESS-TOKEN", access_token);
    push_json_fields(&mut headers);
    Ok(headers)
}

/// The request that ends a token.
///
/// # Errors
/// As [`headers`].
pub fn logout_request(host: &BaseUrl, access_token: &str) -> Result<HttpRequest, AuthError> {
    let headers = headers(access_token)?;
    Ok(HttpRequest { method: Method::Get, url: host.join("v2/staff/logout"), headers, body: None })
}

//! Staff users: Basic for an access token, then the token in a field of its own ("Get Access Token" and "Logout" of
//! "Staff", Capillary/api-documentation on GitHub).
//!
//! The token is opaque, and no page says how long it lives: it is good until it is refused or logged out.

use super::basic::{TillPassword, check_till_id};
use super::errors::ERRORS;
use super::push_json_fields;
use crate::error::AuthError;
use crate::http::{BaseUrl, Headers, HttpRequest, Method};
use crate::token::client_credentials::ClientCredentials;
use crate::token::profile::{
    AnswerForm, BasicEncoding, ClientAuthentication, Encoding, Fields, HeaderShape, RequestShape, ResponseShape,
    TokenProfile, TokenSyntax,
};
use crate::token::profile_text::{Text, text};
use crate::token::request;
use alloc::borrow::Cow;

/// The field that carries the token.
const HEADER: HeaderShape =
    HeaderShape { name: text("X-CAP-API-ACCESS-TOKEN"), format: text("{token}"), token_syntax: TokenSyntax::B64Token };

/// The whole flow as data. The request has no body: the credentials are in its header.
pub static PROFILE: TokenProfile = TokenProfile {
    name: text("capillary"),
    request: RequestShape {
        method: Method::Post,
        url: text("{host}/v2/staff/accessToken"),
        encoding: Encoding::Json,
        headers: Cow::Borrowed(JSON),
        fields: Fields::Named(Cow::Borrowed(&[])),
        client_authentication: ClientAuthentication::Basic(BasicEncoding::Raw),
    },
    response: ResponseShape {
        form: AnswerForm::Json,
        token: text("/entity"),
        lifetime_seconds: None,
        expires_at: None,
        token_type: None,
        refresh_token: None,
        default_lifetime_seconds: None,
        keep: Cow::Borrowed(&[]),
        request_id_header: Some("x-cap-requestid"),
    },
    header: HEADER,
    errors: ERRORS,
};

const JSON: &[(Text, Text)] = &[(text("Content-Type"), text("application/json"))];

/// The request that asks for a token.
///
/// # Errors
/// As [`basic::authorization`](super::basic::authorization).
///
/// ```
/// use commerce_auth::http::{BaseUrl, Transport};
/// use commerce_auth::api::capillary::{basic::TillPassword, staff::token_request};
/// let host = BaseUrl::parse("us.api.capillarytech.com", Transport::Https, "host").unwrap();
/// let request = token_request(host, "timjames", TillPassword::Clear("timpass45")).unwrap();
/// assert_eq!(request.url, "https://us.api.capillarytech.com/v2/staff/accessToken");
/// assert!(request.body.is_none());
/// ```
pub fn token_request(host: BaseUrl, username: &str, password: TillPassword<'_>) -> Result<HttpRequest, AuthError> {
    check_till_id(username)?;
    let credentials = ClientCredentials::of_checked(host).with("username", username)?;
    request::token_request(&PROFILE, &credentials.with("password", password.md5()?.expose())?)
}

/// The header fields of a call with a token.
///
/// # Errors
/// `invalid_argument` for an empty token and one with the word `Bearer` before it, `invalid_header_value` for one
/// that no field can carry.
///
/// ```
/// let fields = commerce_auth::api::capillary::staff::headers("6F0-ZTOYwp4P7b6ngXx5").unwrap();
/// assert_eq!((&*fields[0].0, fields[0].1.expose()), ("X-CAP-API-ACCESS-TOKEN", "6F0-ZTOYwp4P7b6ngXx5"));
/// ```
pub fn headers(access_token: &str) -> Result<Headers, AuthError> {
    let mut headers = Headers::from([HEADER.with_token(access_token)?]);
    push_json_fields(&mut headers);
    Ok(headers)
}

/// The request that ends a token.
///
/// # Errors
/// As [`headers`].
///
/// ```
/// use commerce_auth::http::{BaseUrl, Method, Transport};
/// use commerce_auth::api::capillary::staff::logout_request;
/// let host = BaseUrl::parse("us.api.capillarytech.com", Transport::Https, "host").unwrap();
/// let request = logout_request(&host, "6F0-ZTOYwp4P7b6ngXx5").unwrap();
/// assert_eq!(request.method, Method::Get);
/// assert_eq!(request.url, "https://us.api.capillarytech.com/v2/staff/logout");
/// ```
pub fn logout_request(host: &BaseUrl, access_token: &str) -> Result<HttpRequest, AuthError> {
    let headers = headers(access_token)?;
    Ok(HttpRequest { method: Method::Get, url: host.join("v2/staff/logout"), headers, body: None })
}

//! The access token of an API client ("OAuth2 Client Credentials Flow", docs.capillarytech.com): not RFC 6749 in
//! spite of its name, as the body is JSON, the answer has no `access_token`, and the token travels in a field of the
//! vendor's own, bare.

use super::attribution::EntityAttribution;
use super::errors::ERRORS;
use super::push_json_fields;
use crate::error::{AuthError, ErrorCode};
use crate::http::{Headers, Method};
use crate::token::access_token::AccessToken;
use crate::token::profile::{
    AnswerForm, ClientAuthentication, Encoding, Fields, HeaderShape, JsonPiece, RequestShape, ResponseShape,
    TokenProfile, TokenSyntax,
};
use crate::token::profile_text::text;
use alloc::borrow::Cow;

/// The field that carries the token.
const HEADER: HeaderShape =
    HeaderShape { name: text("X-CAP-API-OAUTH-TOKEN"), format: text("{token}"), token_syntax: TokenSyntax::B64Token };

/// The whole flow as data.
pub static PROFILE: TokenProfile = TokenProfile {
    name: text("capillary"),
    request: RequestShape {
        method: Method::Post,
        url: text("{host}/v3/oauth/token/generate"),
        encoding: Encoding::Json,
        headers: Cow::Borrowed(&[]),
        fields: Fields::Json(Cow::Borrowed(BODY)),
        client_authentication: ClientAuthentication::Body,
    },
    response: ResponseShape {
        form: AnswerForm::Json,
        token: text("/data/accessToken"),
        lifetime_seconds: Some(text("/data/ttlSeconds")),
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

/// Holds a token that was read to what the vendor always says: without an end it is that of a mock, or of another vendor. An
/// authenticator takes such a token all the same, until it is rejected: it is no reason to stop working.
///
/// # Errors
/// `malformed_response` naming the lifetime.
///
/// ```
/// use commerce_auth::api::capillary::oauth::{PROFILE, check_end};
/// use commerce_auth::http::HttpResponse;
/// use commerce_auth::token::response::read_token_response;
/// let body = br#"{"data":{"accessToken":"mock","expiresIn":3600}}"#.to_vec();
/// let token = read_token_response(&PROFILE, &HttpResponse::new(200, vec![], body).unwrap(), 0, None).unwrap();
/// assert_eq!(check_end(&token, 200).unwrap_err().field(), Some("/data/ttlSeconds"));
/// ```
pub fn check_end(token: &AccessToken, status: u16) -> Result<(), AuthError> {
    if token.expires_at.is_some() {
        return Ok(());
    }
    let message = "capillary: the token answer states no lifetime at /data/ttlSeconds, which this vendor always does: is it a mock's?";
    let error = AuthError::new(ErrorCode::MalformedResponse, message).in_field("/data/ttlSeconds");
    Err(error.of_vendor("capillary").with_status(status))
}

const BODY: &[JsonPiece] = &[
    JsonPiece::Plain(text(r#"{"key":"#)),
    JsonPiece::Filled(text("{key}")),
    JsonPiece::Plain(text(r#","secret":"#)),
    JsonPiece::Filled(text("{secret}")),
    JsonPiece::Plain(text("}")),
];

/// The header fields of a call with a token.
///
/// # Errors
/// `invalid_argument` for an empty token and one with the word `Bearer` before it, `invalid_header_value` for one
/// that no field can carry.
///
/// ```
/// use commerce_auth::api::capillary::attribution::EntityAttribution;
/// use commerce_auth::api::capillary::oauth::headers;
/// let attribution = EntityAttribution { entity_type: Some("STORE_CODE"), entity_code: "london-1" };
/// let fields = headers("eyJraWQiOiJrMSJ9.e30.c2ln", Some(attribution)).unwrap();
/// assert_eq!((&*fields[0].0, fields[0].1.expose()), ("X-CAP-API-OAUTH-TOKEN", "eyJraWQiOiJrMSJ9.e30.c2ln"));
/// assert_eq!(headers("Bearer e30", None).unwrap_err().code().as_str(), "invalid_argument");
/// ```
pub fn headers(access_token: &str, attribution: Option<EntityAttribution<'_>>) -> Result<Headers, AuthError> {
    let mut headers = Headers::from([HEADER.with_token(access_token)?]);
    push_json_fields(&mut headers);
    if let Some(attribution) = attribution {
        attribution.push_fields(&mut headers)?;
    }
    Ok(headers)
}

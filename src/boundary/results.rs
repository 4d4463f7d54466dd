//! Results as JSON text.

use crate::error::AuthError;
use crate::http::{Headers, HttpRequest};
use crate::json::{ArrayWriter, ObjectWriter};
use crate::scheme::jwt::{DecodedJwt, JwtProblem};
use crate::token::access_token::AccessToken;
use alloc::string::String;

/// An error as JavaScript's `AuthError` is made of.
///
/// ```
/// use commerce_auth::{boundary::error_json, error::AuthError};
/// let json = error_json(&AuthError::invalid_argument("key", "key is empty").at(0));
/// let code = r#"{"code":"invalid_argument","message":"key is empty","#;
/// assert_eq!(json.strip_prefix(code).unwrap(), r#""field":"key","position":0,"retryable":false}"#);
/// ```
pub fn error_json(error: &AuthError) -> String {
    let mut object = ObjectWriter::new();
    object.string("code", error.code().as_str()).string("message", error.message());
    let texts = [
        ("vendor", error.vendor()),
        ("field", error.field()),
        ("vendorCode", error.vendor_code()),
        ("vendorMessage", error.vendor_message()),
        ("requestId", error.request_id()),
    ];
    for (name, text) in texts {
        if let Some(text) = text {
            object.string(name, text);
        }
    }
    let numbers = [
        ("position", error.position().and_then(|position| i64::try_from(position).ok())),
        ("status", error.status().map(i64::from)),
        ("retryAfterMs", error.retry_after_ms().and_then(|wait| i64::try_from(wait).ok())),
    ];
    for (name, number) in numbers {
        if let Some(number) = number {
            object.integer(name, number);
        }
    }
    object.boolean("retryable", error.is_retryable());
    object.finish()
}

/// Header fields as one object.
///
/// ```
/// let headers = commerce_auth::api::pledg::basic::headers("random@domain.com", "john123").unwrap();
/// let json = commerce_auth::boundary::headers_json(&headers);
/// assert_eq!(json, r#"{"Authorization":"Basic cmFuZG9tQGRvbWFpbi5jb206am9objEyMw=="}"#);
/// ```
pub fn headers_json(headers: &Headers) -> String {
    let mut object = ObjectWriter::new();
    for (name, value) in headers {
        object.string(name, value.expose());
    }
    object.finish()
}

/// A request as `fetch(request.url, request)` takes it.
///
/// ```
/// use commerce_auth::http::{BaseUrl, Transport};
/// use commerce_auth::{boundary::request_json, api::pledg::purchase::link_request};
/// let back = BaseUrl::parse("back.ecard.pledg.co", Transport::Https, "host").unwrap();
/// let json = request_json(&link_request(&back, "e30.e30.c2ln").unwrap());
/// let url = "https://back.ecard.pledg.co/api/purchase_link/?signature=e30.e30.c2ln";
/// assert_eq!(json, [r#"{"method":"POST","url":""#, url, r#"","headers":{}}"#].concat());
/// ```
pub fn request_json(request: &HttpRequest) -> String {
    let mut object = ObjectWriter::new();
    object.string("method", request.method.as_str()).string("url", &request.url);
    object.raw("headers", &headers_json(&request.headers));
    if let Some(body) = &request.body {
        object.string("body", body.expose());
    }
    object.finish()
}

/// A token with everything known of it.
///
/// `obtainedAt` and `expiresAt` are milliseconds since 1970, `lifetimeSeconds` is seconds.
///
/// ```
/// use commerce_auth::{boundary::access_token_json, secret::Secret, token::access_token::AccessToken};
/// let token = AccessToken {
///     value: Secret::new("eyJhbGciOiJub25lIn0.eyJleHAiOjE1NzUyNzAyNzB9."),
///     obtained_at: 1_575_269_970_000,
///     expires_at: Some(1_575_270_270_000),
///     lifetime_seconds: Some(300),
///     token_type: None,
///     refresh_token: None,
/// };
/// let json = access_token_json(&token);
/// assert!(json.contains(r#""obtainedAt":1575269970000,"expiresAt":1575270270000,"lifetimeSeconds":300"#));
/// assert!(json.ends_with(r#""claims":{"exp":1575270270},"problems":[]}"#));
/// ```
pub fn access_token_json(token: &AccessToken) -> String {
    let mut object = ObjectWriter::new();
    object.string("value", token.value.expose()).integer("obtainedAt", token.obtained_at);
    for &(name, number) in &[("expiresAt", token.expires_at), ("lifetimeSeconds", token.lifetime_seconds)] {
        match number {
            Some(number) => object.integer(name, number),
            None => object.raw(name, "null"),
        };
    }
    for &(name, text) in &[("tokenType", token.token_type.as_deref()), ("refreshToken", token.refresh_token())] {
        if let Some(text) = text {
            object.string(name, text);
        }
    }
    let decoded = token.decoded();
    object.raw("claims", decoded.claims.as_deref().unwrap_or("null"));
    object.raw("problems", &problems_json(&decoded.problems));
    object.finish()
}

pub(super) fn decoded_jwt_json(decoded: &DecodedJwt) -> String {
    let mut object = ObjectWriter::new();
    object.raw("header", decoded.header.as_deref().unwrap_or("null"));
    object.raw("claims", decoded.claims.as_deref().unwrap_or("null"));
    object.string("signature", &decoded.signature);
    object.raw("problems", &problems_json(&decoded.problems));
    object.finish()
}

fn problems_json(problems: &[JwtProblem]) -> String {
    let mut array = ArrayWriter::new();
    for problem in problems {
        let mut object = ObjectWriter::new();
        object.string("part", problem.part.as_str());
        object.integer("position", i64::try_from(problem.position).unwrap_or(i64::MAX));
        object.string("message", problem.message);
        array.raw(&object.finish());
    }
    array.finish()
}

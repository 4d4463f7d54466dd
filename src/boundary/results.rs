//! Results as records; `pkg-template/facade/results.ts` reads them.

use super::record::Record;
use crate::api::caxton::register::Registration;
use crate::error::AuthError;
use crate::http::{Headers, HttpRequest};
use crate::scheme::jwt::{DecodedJwt, JwtProblem};
use crate::token::access_token::AccessToken;

/// An error as JavaScript's `AuthError` is made of.
///
/// ```
/// use commerce_auth::boundary::{record::{LEFT_OUT, Record}, write_error};
/// use commerce_auth::error::{AuthError, ErrorCode};
/// let mut record = Record::new();
/// write_error(&AuthError::new(ErrorCode::Closed, "It has been closed."), &mut record);
/// // Code, message, and no vendor.
/// assert_eq!(record.slots().get(..3), Some([6.0, 19.0, LEFT_OUT].as_slice()));
/// assert_eq!(record.bytes(), b"closedIt has been closed.");
/// ```
pub fn write_error(error: &AuthError, out: &mut Record) {
    out.text(error.code().as_str());
    out.text(error.message());
    out.optional_text(error.vendor());
    out.optional_text(error.field());
    out.optional_number(error.position().and_then(|position| i64::try_from(position).ok()));
    out.optional_number(error.status().map(i64::from));
    out.optional_text(error.vendor_code());
    out.optional_text(error.vendor_message());
    out.optional_text(error.request_id());
    out.flag(error.is_retryable());
    out.optional_number(error.retry_after_ms().and_then(|wait| i64::try_from(wait).ok()));
}

/// Header fields: name and value of each, to the end of the record.
pub(crate) fn write_headers(headers: &Headers, out: &mut Record) {
    for (name, value) in headers {
        out.text(name);
        out.text(value.expose());
    }
}

/// Texts, one behind the other.
#[cfg_attr(
    not(all(target_arch = "wasm32", feature = "server")),
    expect(dead_code, reason = "the server build makes calls")
)]
pub(crate) fn write_texts(texts: &[&str], out: &mut Record) {
    for text in texts {
        out.text(text);
    }
}

/// A request as `fetch(request.url, request)` takes it.
pub(super) fn write_request(request: &HttpRequest, out: &mut Record) {
    out.text(request.method.as_str());
    out.text(&request.url);
    out.optional_text(request.body.as_ref().map(crate::secret::Secret::expose));
    write_headers(&request.headers, out);
}

/// A token with everything known of it: instants in milliseconds since 1970, the lifetime in seconds.
pub(super) fn write_token(token: &AccessToken, out: &mut Record) {
    out.text(token.value.expose());
    out.number(token.obtained_at);
    out.optional_number(token.expires_at);
    out.optional_number(token.lifetime_seconds);
    out.optional_text(token.token_type.as_deref());
    out.optional_text(token.refresh_token());
    let decoded = token.decoded();
    out.optional_text(decoded.claims.as_deref());
    write_problems(&decoded.problems, out);
}

/// What a registration with Caxton gave.
pub(crate) fn write_registration(registration: &Registration, out: &mut Record) {
    out.text(registration.client_password.expose());
    out.number(registration.starts_at);
    out.number(registration.ends_at);
    out.optional_text(registration.public_key.as_deref());
}

/// A token that may not be there.
pub(super) fn write_optional_token(token: Option<&AccessToken>, out: &mut Record) {
    match token {
        Some(token) => write_token(token, out),
        None => out.optional_text(None),
    }
}

/// What a token holds.
pub(super) fn write_jwt(decoded: &DecodedJwt, out: &mut Record) {
    out.optional_text(decoded.header.as_deref());
    out.optional_text(decoded.claims.as_deref());
    out.text(&decoded.signature);
    write_problems(&decoded.problems, out);
}

fn write_problems(problems: &[JwtProblem], out: &mut Record) {
    out.number(i64::try_from(problems.len()).unwrap_or(0));
    for problem in problems {
        out.text(problem.part.as_str());
        out.number(i64::try_from(problem.position).unwrap_or(i64::MAX));
        out.text(problem.message);
    }
}

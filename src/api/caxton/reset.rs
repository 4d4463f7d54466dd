//! The reset of a sub-account's credentials ("Authentication", "Reset Client Credentials", dev.caxton.io/docs).
//!
//! Unverified: the page says PUT and `IdentityNumber`, and names neither the path nor the place of the number. The path
//! is the caller's, from the vendor's reference or its support desk; the number travels as a field, as it does in every
//! other call for a sub-account.

use super::headers::{Caller, bearer_headers};
use crate::ascii;
use crate::error::AuthError;
use crate::http::{BaseUrl, HttpRequest, Method, push_field};
use crate::secret::refuse_unset;

/// The request for a reset; `path` is relative to the base address.
///
/// # Errors
/// As [`super::headers::bearer_headers`]; `invalid_argument` naming the byte for a path that is not plain.
///
/// ```
/// use commerce_auth::http::{BaseUrl, Transport};
/// use commerce_auth::api::caxton::reset::reset_request;
/// let base = BaseUrl::parse("https://sandbox.caxton.io/api/", Transport::Https, "host").unwrap();
/// let request = reset_request(&base, "path/that/caxton/told/you", "my-token", Some("12345")).unwrap();
/// assert_eq!((request.method.as_str(), request.headers[1].1.expose()), ("PUT", "12345"));
/// assert_eq!(reset_request(&base, "a/../b", "my-token", None).unwrap_err().position(), Some(2));
/// ```
pub fn reset_request(
    base: &BaseUrl,
    path: &str,
    access_token: &str,
    identity_number: Option<&str>,
) -> Result<HttpRequest, AuthError> {
    let path = checked_path(path, base)?;
    let caller = Caller { identity_number, user_api_token: None };
    let mut headers = bearer_headers(access_token, caller)?;
    push_field(&mut headers, "Accept", "application/json");
    Ok(HttpRequest { method: Method::Put, url: base.join(path), headers, body: None })
}

/// The path without a slash before it. What could lead the token elsewhere is refused: another scheme or host, a query,
/// a fragment, `..`, percent signs and backslashes, which a server or a URL parser may read as one of these.
fn checked_path<'p>(path: &'p str, base: &BaseUrl) -> Result<&'p str, AuthError> {
    refuse_unset(path, "path")?;
    let refuse =
        |what: &str, position: usize| Err(AuthError::invalid_argument("path", ["path ", what].concat()).at(position));
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~@+/".contains(&byte);
    if let Some(position) = path.bytes().position(|byte| !allowed(byte)) {
        return refuse(
            "must be relative to the base address, like \"clients/auth/reset\": letters, digits and -._~@+ between slashes",
            position,
        );
    }
    let relative = path.strip_prefix("/").unwrap_or(path);
    let start = path.len().saturating_sub(relative.len());
    let mut position = start;
    for segment in ascii::pieces(relative, b'/') {
        if matches!(segment, "" | "." | "..") {
            return refuse("must hold no empty, \".\" or \"..\" segment", position);
        }
        position = position.saturating_add(segment.len()).saturating_add(1);
    }
    if relative.starts_with("api/") && base.text().ends_with("/api") {
        return refuse("is relative to the base address, which ends in /api: leave api/ out", start);
    }
    Ok(relative)
}

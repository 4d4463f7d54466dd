//! An answer as an argument, and the instant at which it was asked for.

use super::arguments::Arguments;
use super::options::Options;
use crate::error::AuthError;
use crate::http::HttpResponse;
use crate::json::{Json, Kind};
use crate::scheme::jwt::LEAST_MILLISECONDS;
use alloc::borrow::{Cow, ToOwned};
use alloc::string::String;
use alloc::vec::Vec;

/// `{ status, headers?, body }`, the body as text or as the value it was parsed to.
pub(super) fn read_response(arguments: &mut Arguments<'_>) -> Result<HttpResponse, AuthError> {
    let response = Options::read(arguments.next(), "response", &["status", "headers", "body"])?;
    let status = response.integer("status", 0)?.unwrap_or(0);
    let body = match response.present("body") {
        Some(body) if body.kind() == Kind::String => response.string("body")?.expose().as_bytes().to_owned(),
        Some(body) => body.text().as_bytes().to_owned(),
        None => Vec::new(),
    };
    let headers = response.present("headers").map(header_list).transpose()?.unwrap_or_default();
    HttpResponse::new(status, headers, body)
}

fn header_list(headers: Json<'_>) -> Result<Vec<(String, String)>, AuthError> {
    let refuse = || {
        AuthError::invalid_argument(
            "response.headers",
            "response.headers must be a Headers object or a record of strings",
        )
    };
    if headers.kind() != Kind::Object {
        return Err(refuse());
    }
    let text = |json: Json<'_>| json.string().map(Cow::into_owned).ok_or_else(refuse);
    headers.members().map(|(name, value)| Ok((text(name)?, text(value)?))).collect()
}

/// The options of a reader: `{ now }` in milliseconds since 1970, which the facade fills in.
pub(super) fn read_now(arguments: &mut Arguments<'_>) -> Result<i64, AuthError> {
    let now = arguments.options(&["now"])?.integer("now", 0)?;
    now.ok_or_else(|| AuthError::about("now", " is missing: pass it in milliseconds since 1970"))
}

/// The option `now` of a verification, which the facade fills in. In seconds it would be a day of 1970, on which nothing
/// has expired yet. Nobody means 1 January 1970 by accident, so 0 passes: it is where the clocks of tests begin.
pub(super) fn now_of(options: &Options<'_>) -> Result<i64, AuthError> {
    match options.integer("now", 0)? {
        Some(now) if now == 0 || now >= LEAST_MILLISECONDS => Ok(now),
        _ => Err(AuthError::about("now", " must be in milliseconds since 1970: multiply seconds by 1000")),
    }
}

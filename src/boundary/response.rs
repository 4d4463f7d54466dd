//! An answer as an argument, and the instant at which it was asked for.

use super::arguments::Arguments;
use super::options::Options;
use crate::error::{AuthError, ErrorCode};
use crate::http::{Answer, HttpResponse, NoJson};
use crate::json::{Json, Kind, quoted};
use crate::scheme::jwt::LEAST_MILLISECONDS;
use crate::token::classification::{ErrorShape, classify};
use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

/// An answer as it was given.
pub(super) struct Given<'a> {
    pub(super) response: HttpResponse<'a>,
    form: BodyForm,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum BodyForm {
    /// What the vendor sent.
    Text,
    /// What the caller's own parser made of it, as JSON text again.
    Value,
}

/// `{ status, headers? }`, the body as the subject of the call. A member `body` is `true` where the body was given as a
/// value; else it is what cannot cross, to be refused.
pub(super) fn read_given<'a>(arguments: &mut Arguments<'a>) -> Result<Given<'a>, AuthError> {
    let options = Options::read(arguments.next(), "response", &["status", "headers", "body"])?;
    let status = options.integer("status", 0)?.unwrap_or(0);
    let form = match options.present("body") {
        None => BodyForm::Text,
        Some(body) if body.boolean() == Some(true) => BodyForm::Value,
        Some(_) => options.string("body").map(|_| BodyForm::Text)?,
    };
    let body = arguments.subject("response.body")?.unwrap_or_default();
    let headers = options.present("headers").map(header_list).transpose()?.unwrap_or_default();
    Ok(Given { response: HttpResponse::new(status, headers, body)?, form })
}

pub(super) fn read_response<'a>(arguments: &mut Arguments<'a>) -> Result<HttpResponse<'a>, AuthError> {
    read_given(arguments).map(|given| given.response)
}

/// What an answer means, by its name as JSON. A body that is no JSON is judged by its status; but one that was given as a
/// value is JSON, and only nested too deeply to be read.
pub(super) fn classification_json(given: &Given<'_>, shape: &ErrorShape) -> Result<String, AuthError> {
    let answer = Answer::read(&given.response);
    if let (BodyForm::Value, Err(NoJson::Malformed(problem))) = (given.form, answer.strict_json()) {
        let message = ["response.body cannot be read: ", problem.message].concat();
        return Err(AuthError::new(ErrorCode::MalformedResponse, message).in_field("response.body"));
    }
    Ok(quoted(classify(shape, &answer).classification.as_str()))
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

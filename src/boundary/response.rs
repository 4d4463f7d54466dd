//! Answers as they were given, and the instant at which they were asked for.

use super::record::{BodyForm, Given, GivenResponse, Record};
use super::results::write_token;
use crate::error::{AuthError, ErrorCode};
use crate::http::{Answer, NoJson};
use crate::scheme::jwt::LEAST_MILLISECONDS;
use crate::token::classification::{ErrorShape, classify};
use crate::token::profile::TokenProfile;
use crate::token::response::read_token_response;

/// A token answer of a vendor: `response, { now }`.
pub(super) fn read_token(profile: &TokenProfile, given: &mut Given<'_>, out: &mut Record) -> Result<(), AuthError> {
    let given_response = given.response()?;
    write_token(&read_token_response(profile, &given_response.response, read_now(given), None)?, out);
    Ok(())
}

/// What an answer means, by its name. A body that is no JSON is judged by its status; but one that was given as a value is
/// JSON, and only nested too deeply to be read.
pub(super) fn write_classification(
    given: &GivenResponse<'_>,
    shape: &ErrorShape,
    out: &mut Record,
) -> Result<(), AuthError> {
    let answer = Answer::read(&given.response);
    if let (BodyForm::Value, Err(NoJson::Malformed(problem))) = (given.form, answer.strict_json()) {
        let message = ["response.body cannot be read: ", problem.message].concat();
        return Err(AuthError::new(ErrorCode::MalformedResponse, message).in_field("response.body"));
    }
    out.text(classify(shape, &answer).classification.as_str());
    Ok(())
}

/// The options of a reader: `{ now }`, which JavaScript fills in.
pub(super) fn read_now(given: &mut Given<'_>) -> i64 {
    given.object();
    given.number().unwrap_or(0)
}

/// The instant of a verification. In seconds it would be a day of 1970, on which nothing has expired yet. Nobody means
/// 1 January 1970 by accident, so 0 passes: it is where the clocks of tests begin.
pub(super) fn now_in_milliseconds(now: Option<i64>) -> Result<i64, AuthError> {
    match now {
        Some(now) if now == 0 || now >= LEAST_MILLISECONDS => Ok(now),
        _ => Err(AuthError::about("now", " must be in milliseconds since 1970: multiply seconds by 1000")),
    }
}

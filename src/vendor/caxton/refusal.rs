//! How Caxton says no: by the HTTP status, or by a status in the envelope that it did not expect.

use super::NAME;
use super::envelope::SentWith;
use crate::error::{AuthError, ErrorCode, Retryable};
use crate::http::{HttpResponse, retry_after_ms};
use crate::json::{Json, Kind};
use crate::token::classification::Classification;
use alloc::borrow::{Cow, ToOwned};
use alloc::string::String;

/// The longest text of a vendor that stands in an error.
const VENDOR_MESSAGE_LIMIT: usize = 200;
/// The longest code of a vendor that stands in an error.
const VENDOR_CODE_LIMIT: usize = 40;
/// The members of a model that are credentials ("Authentication", "User Accounts").
const SECRET_MEMBERS: [&str; 2] = ["ClientPassword", "ApiToken"];

/// What an HTTP status alone says; nothing for one of success.
pub(super) fn by_status(
    response: &HttpResponse,
    now: i64,
    sent_with: SentWith,
    model: Option<Json<'_>>,
) -> Option<AuthError> {
    let status = response.status();
    let (code, text) = match Classification::of_status(status) {
        _ if (300..400).contains(&status) => {
            (ErrorCode::RedirectRefused, "answered with a redirect, which credentials never follow: check the host")
        }
        Classification::Ok => return None,
        Classification::TokenInvalid | Classification::TokenExpired | Classification::BadCredentials => match sent_with
        {
            SentWith::Names => {
                (ErrorCode::BadCredentials, "does not know these names: check them, and that they belong to this host")
            }
            SentWith::Token => (ErrorCode::TokenInvalid, "did not accept the token: obtain a new one"),
        },
        Classification::Forbidden => (ErrorCode::Forbidden, "does not allow this: ask Caxton to enable it"),
        Classification::RetryLater if status == 429 => (ErrorCode::RateLimited, "had too many calls: try again later"),
        Classification::RetryLater => (ErrorCode::HttpError, "is busy or down: try again later"),
        Classification::Error if model.is_some() => return Some(unexpected()),
        Classification::Error => (ErrorCode::HttpError, "answered with an unexpected status: check host and path"),
    };
    let error = AuthError::new(code, [NAME, " ", text].concat());
    if Classification::of_status(status) != Classification::RetryLater {
        return Some(error);
    }
    let wait = response.header("retry-after").and_then(|value| retry_after_ms(value, now));
    Some(error.with_retryable(Retryable::Yes).with_retry_after_ms(wait))
}

/// A status in the envelope that is none of those expected.
pub(super) fn unexpected() -> AuthError {
    AuthError::new(ErrorCode::VendorError, [NAME, " reported an error: see vendorCode and vendorMessage"].concat())
}

/// The same error with code and words of a model: its description, else the name of its status.
pub(super) fn with_words_of(error: AuthError, model: Json<'_>) -> AuthError {
    let words = ["ApiStatusDescription", "ApiStatus"].into_iter().filter_map(|name| model.member(name)?.string());
    let words = words.filter(|text| !text.is_empty() && !quotes_secret(text, model)).map(cleaned).next();
    let code = model.member("ApiStatusCode").and_then(code_text).filter(|code| !quotes_secret(code, model));
    let error = error.with_vendor_message(words);
    match code {
        Some(code) => error.with_vendor_code(code),
        None => error,
    }
}

/// Whether a text repeats a credential that stands in the same model.
fn quotes_secret(text: &str, model: Json<'_>) -> bool {
    let secrets = SECRET_MEMBERS.into_iter().filter_map(|name| model.member(name)?.string());
    secrets.filter(|secret| !secret.is_empty()).any(|secret| {
        // `str::contains` would link a search algorithm larger than all of this file.
        text.as_bytes().windows(secret.len()).any(|window| window == secret.as_bytes())
    })
}

/// On one line, and short.
fn cleaned(text: Cow<'_, str>) -> String {
    let cleaned = |character: char| if character.is_control() { ' ' } else { character };
    text.chars().take(VENDOR_MESSAGE_LIMIT).map(cleaned).collect()
}

/// A code as text, whether it came as a number or as a string.
fn code_text(code: Json<'_>) -> Option<String> {
    let text = match code.kind() {
        Kind::Number => code.text().to_owned(),
        _ => code.string()?.into_owned(),
    };
    let is_plain =
        !text.is_empty() && text.len() <= VENDOR_CODE_LIMIT && text.bytes().all(|byte| byte.is_ascii_graphic());
    is_plain.then_some(text)
}

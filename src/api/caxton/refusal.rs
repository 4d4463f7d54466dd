//! How Caxton says no: by the HTTP status, or by a status in the envelope that it did not expect.

use super::NAME;
use super::envelope::SentWith;
use crate::error::{AuthError, ErrorCode};
use crate::http::HttpResponse;
use crate::json::Json;
use crate::secret::Secret;
use crate::token::classification::Classification;
use crate::token::quotation::quotes;
use crate::token::refusal_words::{BUSY, REDIRECTED, REPORTED, UNEXPECTED_STATUS};
use crate::token::vendor_words::{code_text, to_be_retried, with_words};

/// The members of a model that are credentials ("Authentication", "User Accounts").
const SECRET_MEMBERS: [&str; 2] = ["ClientPassword", "ApiToken"];

/// What an HTTP status alone says; nothing for one of success.
pub(super) fn by_status(
    response: &HttpResponse<'_>,
    now: i64,
    sent_with: SentWith,
    model: Option<Json<'_>>,
) -> Option<AuthError> {
    let status = response.status();
    let (code, text) = match Classification::of_status(status) {
        _ if (300..400).contains(&status) => (ErrorCode::RedirectRefused, REDIRECTED),
        Classification::Ok => return None,
        Classification::TokenInvalid | Classification::TokenExpired | Classification::BadCredentials => match sent_with
        {
            SentWith::Names => {
                (ErrorCode::BadCredentials, "does not know these names: check them, and that they belong to this host")
            }
            SentWith::Token => (ErrorCode::TokenInvalid, "did not accept the token: obtain a new one"),
        },
        Classification::Forbidden => (ErrorCode::Forbidden, "does not allow this: ask Caxton to enable it"),
        Classification::RetryLater if status == 429 => {
            (ErrorCode::RateLimited, "refused because of too many calls: try again later")
        }
        Classification::RetryLater => (ErrorCode::HttpError, BUSY),
        Classification::Error if model.is_some() => return Some(unexpected()),
        Classification::Error => (ErrorCode::HttpError, UNEXPECTED_STATUS),
    };
    let error = AuthError::new(code, [NAME, " ", text].concat());
    if Classification::of_status(status) != Classification::RetryLater {
        return Some(error);
    }
    Some(to_be_retried(error, response, now))
}

/// A status in the envelope that is none of those expected.
pub(super) fn unexpected() -> AuthError {
    AuthError::new(ErrorCode::VendorError, [NAME, " ", REPORTED].concat())
}

/// The same error with code and words of a model: its description, else the name of its status.
pub(super) fn with_words_of(error: AuthError, model: Json<'_>) -> AuthError {
    let repeats_secret = |text: &str| repeats_secret(text, model);
    let mut words = ["ApiStatusDescription", "ApiStatus"].iter().filter_map(|&name| model.member(name)?.string());
    let words = words.find(|text| !text.is_empty() && !repeats_secret(text));
    let code = model.member("ApiStatusCode").and_then(code_text);
    with_words(error, words.as_deref(), code.as_deref(), &repeats_secret)
}

/// Whether a text repeats a credential that stands in the same model.
fn repeats_secret(text: &str, model: Json<'_>) -> bool {
    let secrets = SECRET_MEMBERS.into_iter().filter_map(|name| model.member(name)?.string());
    secrets.filter(|secret| !secret.is_empty()).any(|secret| quotes(text, &Secret::new(secret)))
}

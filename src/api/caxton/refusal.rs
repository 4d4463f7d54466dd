//! How Caxton says no: by the HTTP status, or by a status in the envelope that it did not expect.

use super::NAME;
use super::sent_with::SentWith;
use crate::error::{AuthError, ErrorCode};
use crate::http::HttpResponse;
use crate::json::Json;
use crate::secret::Secret;
use crate::token::classification::Classification;
use crate::token::refusal::Refusal;
use crate::token::refusal_words::{BUSY, REDIRECTED, REPORTED, UNEXPECTED_STATUS};
use crate::token::repeated_secret;
use crate::token::vendor_text::{code_text, to_be_retried, with_vendor_text};

/// The members of a model that are credentials ("Authentication", "User Accounts").
const SECRET_MEMBERS: [&str; 2] = ["ClientPassword", "ApiToken"];

/// What an HTTP status alone says; nothing for one of success.
pub(super) fn by_status(
    response: &HttpResponse<'_>,
    now: i64,
    sent_with: SentWith,
    model: Option<Json<'_>>,
) -> Option<AuthError> {
    let meaning = Classification::of_status(response.status());
    let refusal = Refusal::of(response.status(), meaning, model.is_some())?;
    let refusal = match sent_with {
        SentWith::Names => refusal.of_credentials(),
        SentWith::Token => refusal.of_token(),
    };
    let text = match refusal {
        Refusal::Redirect => REDIRECTED,
        Refusal::BadCredentials => "does not know these names: check them, and that they belong to this host",
        Refusal::TokenInvalid | Refusal::TokenExpired => "did not accept the token: obtain a new one",
        Refusal::Forbidden => "does not allow this: ask Caxton to enable it",
        Refusal::TooMany => "refused because of too many calls: try again later",
        Refusal::Busy => BUSY,
        Refusal::Explained => return Some(unexpected()),
        Refusal::Unexplained => UNEXPECTED_STATUS,
    };
    let error = AuthError::new(refusal.code(), [NAME, " ", text].concat());
    if meaning != Classification::RetryLater {
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
    let repeats_secret = |text: &str| repeats(text, model);
    let mut words = ["ApiStatusDescription", "ApiStatus"].iter().filter_map(|&name| model.member(name)?.string());
    let words = words.find(|text| !text.is_empty() && !repeats_secret(text));
    let code = model.member("ApiStatusCode").and_then(code_text);
    with_vendor_text(error, words.as_deref(), code.as_deref(), &repeats_secret)
}

/// Whether a text repeats a credential that stands in the same model.
fn repeats(text: &str, model: Json<'_>) -> bool {
    let secrets = SECRET_MEMBERS.into_iter().filter_map(|name| model.member(name)?.string());
    secrets.filter(|secret| !secret.is_empty()).any(|secret| repeated_secret::repeats(text, &Secret::new(secret)))
}

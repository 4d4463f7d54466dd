//! The answer of a token endpoint, read by a profile.

use super::access_token::AccessToken;
use super::classification::{Classification, Verdict, classify_token_answer};
use super::client_credentials::ClientCredentials;
use super::kept;
use super::profile::{AnswerForm, TokenProfile};
use super::refusal::Refusal;
use super::refusal_words::{AMBIGUOUS, BUSY, NOT_JSON, REDIRECTED, REPORTED, UNEXPECTED_STATUS};
use super::repeated_secret::repeats;
use super::timestamp::{self, LATEST_INSTANT, LATEST_STATED, instant_of_claim, instant_of_number};
use super::vendor_text::{request_id, to_be_retried, with_vendor_text};
use crate::ascii;
use crate::error::{AuthError, ErrorCode};
use crate::http::{Answer, HttpResponse, NoJson};
use crate::json::{Document, Json, Kind};
use crate::scheme::jwt;
use crate::secret::Secret;
use alloc::string::String;

/// Reads the answer of a token endpoint.
///
/// `now` is the instant from which a stated lifetime counts, in milliseconds since 1970. A vendor's text is dropped
/// whole where it repeats one of the credentials.
///
/// # Errors
/// `redirect_refused`, `bad_credentials`, `forbidden`, `rate_limited`, `http_error`, `vendor_error` by what the
/// vendor says; `malformed_response` where a success holds no usable token.
///
/// ```
/// use commerce_auth::http::HttpResponse;
/// use commerce_auth::token::response::read_token_response;
/// use commerce_auth::api::pledg::token::PROFILE;
/// let body = br#"{"access_token":"my-token","token_type":"Bearer","expires_in":600}"#.to_vec();
/// let response = HttpResponse::new(200, vec![], body).unwrap();
/// let token = read_token_response(&PROFILE, &response, 1_700_000_000_000, None).unwrap();
/// assert_eq!((token.lifetime_seconds, token.expires_at), (Some(600), Some(1_700_000_600_000)));
/// let refused = HttpResponse::new(401, vec![], br#"{"error":"invalid_client"}"#.to_vec()).unwrap();
/// let error = read_token_response(&PROFILE, &refused, 1_700_000_000_000, None).err().unwrap();
/// assert_eq!((error.code().as_str(), error.vendor_code()), ("bad_credentials", Some("invalid_client")));
/// ```
pub fn read_token_response(
    profile: &TokenProfile,
    response: &HttpResponse<'_>,
    now: i64,
    credentials: Option<&ClientCredentials>,
) -> Result<AccessToken, AuthError> {
    let answer = Answer::read(response);
    let verdict = classify_token_answer(&profile.errors, &answer);
    let repeats_secret =
        |text: &str| credentials.is_some_and(|credentials| credentials.secrets().any(|secret| repeats(text, secret)));
    let outcome = match refusal(profile, response, &verdict, now) {
        Some(error) => {
            let (message, code) = (verdict.vendor_message.as_deref(), verdict.vendor_code.as_deref());
            Err(with_vendor_text(error, message, code, &repeats_secret))
        }
        None => read_token(profile, &answer, now),
    };
    outcome.map_err(|error| {
        let header = profile.response.request_id_header;
        let request_id = header.and_then(|name| request_id(response, name, &repeats_secret));
        error.of_vendor(profile.name.clone()).with_status(response.status()).with_request_id(request_id)
    })
}

fn refusal(profile: &TokenProfile, response: &HttpResponse<'_>, verdict: &Verdict, now: i64) -> Option<AuthError> {
    let status = response.status();
    let is_explained = verdict.vendor_code.is_some() || (200..300).contains(&status);
    let refusal = Refusal::of(status, verdict.classification, is_explained)?.of_credentials();
    let text = match refusal {
        Refusal::Redirect => REDIRECTED,
        Refusal::BadCredentials | Refusal::TokenInvalid | Refusal::TokenExpired => {
            "did not accept the credentials: check them, and that they belong to this host"
        }
        Refusal::Forbidden => "gives no token to these credentials: check the client's access group",
        Refusal::TooMany => "refused because of too many calls: use each token until it expires",
        Refusal::Busy => BUSY,
        Refusal::Explained => REPORTED,
        Refusal::Unexplained => UNEXPECTED_STATUS,
    };
    let error = AuthError::new(refusal.code(), [&*profile.name, ": the token endpoint ", text].concat());
    if verdict.classification != Classification::RetryLater {
        return Some(error);
    }
    Some(to_be_retried(error, response, now))
}

fn read_token(profile: &TokenProfile, answer: &Answer<'_>, now: i64) -> Result<AccessToken, AuthError> {
    let malformed = |what: &str| malformed(profile, what);
    // The vendors built in answer in JSON.
    if cfg!(not(feature = "lean")) && profile.response.form == AnswerForm::Text {
        return read_bare_token(profile, answer.response(), now);
    }
    let body = answer.strict_json().map_err(|why| match why {
        NoJson::ByType => malformed(NOT_JSON),
        NoJson::Malformed(problem) => malformed(&["is not JSON: ", problem.message].concat()).at(problem.position),
    })?;
    if let Some(position) = body.duplicate_member() {
        return Err(malformed(AMBIGUOUS).at(position));
    }
    let pointer: &str = &profile.response.token;
    let at_pointer = |what: &str| malformed(what).in_field(String::from(pointer));
    let token = body.pointer(pointer).filter(|value| !value.is_null()).ok_or_else(|| at_pointer("holds no token"))?;
    let value = token.string().ok_or_else(|| at_pointer("holds a token that is not a string"))?;
    if profile.header.check_token(&value).is_err() {
        return Err(at_pointer("holds a token that no header field can carry"));
    }
    let token_type = read_type(profile, body)?;
    let refresh_token = at(body, profile.response.refresh_token.as_deref()).and_then(Json::string);
    let (lifetime_seconds, expires_at) = read_life(profile, Some(body), &value, now)?;
    let kept = if cfg!(feature = "lean") {
        kept::Kept::new()
    } else {
        kept::take(&profile.response.keep, body).map_err(|pointer| {
            malformed("lacks what this profile keeps of it, text that is not empty").in_field(String::from(pointer))
        })?
    };
    Ok(AccessToken {
        value: Secret::new(value.into_owned()),
        obtained_at: now,
        expires_at,
        lifetime_seconds,
        token_type,
        refresh_token: refresh_token.map(Secret::new),
        kept,
    })
}

/// An answer that is the token and nothing else. What it is instead, where something went wrong, is a page or JSON, and no token
/// begins as these do.
fn read_bare_token(profile: &TokenProfile, response: &HttpResponse<'_>, now: i64) -> Result<AccessToken, AuthError> {
    let text = core::str::from_utf8(response.unmarked_body()).map(str::trim).unwrap_or_default();
    if ascii::begins(text, b"<{[\"") || profile.header.check_token(text).is_err() {
        return Err(malformed(profile, "is not a bare token, as \"as\": \"text\" has it"));
    }
    let (lifetime_seconds, expires_at) = read_life(profile, None, text, now)?;
    Ok(AccessToken {
        value: Secret::new(text),
        obtained_at: now,
        expires_at,
        lifetime_seconds,
        token_type: None,
        refresh_token: None,
        kept: kept::Kept::new(),
    })
}

/// The lifetime in seconds and the end: by the stated field, else by the `exp` claim, else by the profile's default,
/// else unknown. A claim that is no instant counts as none.
fn read_life(
    profile: &TokenProfile,
    body: Option<Json<'_>>,
    token: &str,
    now: i64,
) -> Result<(Option<i64>, Option<i64>), AuthError> {
    let ends_at = body.map_or(Ok(None), |body| read_expiry(profile, body))?;
    let stated = body.map_or(Ok(None), |body| read_lifetime(profile, body))?;
    if ends_at.is_some() {
        return Ok((stated, ends_at));
    }
    let claimed = || jwt::decode(token).expires_at_seconds().and_then(instant_of_claim);
    if stated.is_none()
        && let Some(expires_at) = claimed()
    {
        return Ok((None, Some(expires_at)));
    }
    let Some(seconds) = stated.or(profile.response.default_lifetime_seconds) else {
        return Ok((None, None));
    };
    match expiry(now, seconds) {
        Some(expires_at) => Ok((Some(seconds), Some(expires_at))),
        None => Err(malformed(profile, "holds a lifetime too long for any date")),
    }
}

/// An instant that the answer states: a date-time, one without a zone as UTC; or a number of seconds or milliseconds since 1970.
fn read_expiry(profile: &TokenProfile, body: Json<'_>) -> Result<Option<i64>, AuthError> {
    let Some((pointer, stated)) = present(body, profile.response.expires_at.as_deref()) else {
        return Ok(None);
    };
    let text = stated.string();
    let number = stated.integer().or_else(|| numeric(text.as_deref()?));
    let instant = match number {
        Some(number) => instant_of_number(number),
        None => text.as_deref().and_then(timestamp::parse).map(|timestamp| timestamp.instant_ms),
    };
    match instant {
        Some(instant @ 1..=LATEST_INSTANT) => Ok(Some(instant)),
        _ => Err(malformed(
            profile,
            "holds an expiry that is neither a date-time nor a number of seconds or milliseconds since 1970",
        )
        .in_field(String::from(pointer))),
    }
}

/// RFC 6749 §7.1: a token of a type that the client does not understand must not be used. A type that is left out is
/// taken for the one the profile sends.
fn read_type(profile: &TokenProfile, body: Json<'_>) -> Result<Option<String>, AuthError> {
    let Some((pointer, stated)) = present(body, profile.response.token_type.as_deref()) else {
        return Ok(None);
    };
    match stated.string() {
        Some(name) if profile.header.takes_type(&name) => Ok(Some(name.into_owned())),
        _ => Err(malformed(profile, "holds a token of a type other than Bearer").in_field(String::from(pointer))),
    }
}

/// The value at a pointer that may not be set; null is as good as absent.
fn present<'p, 'a>(body: Json<'a>, pointer: Option<&'p str>) -> Option<(&'p str, Json<'a>)> {
    let pointer = pointer?;
    Some((pointer, body.pointer(pointer).filter(|value| !value.is_null())?))
}

fn at<'a>(body: Json<'a>, pointer: Option<&str>) -> Option<Json<'a>> {
    present(body, pointer).map(|(_, value)| value)
}

fn malformed(profile: &TokenProfile, what: &str) -> AuthError {
    AuthError::new(ErrorCode::MalformedResponse, [&*profile.name, ": the token answer ", what].concat())
}

fn read_lifetime(profile: &TokenProfile, body: Json<'_>) -> Result<Option<i64>, AuthError> {
    let Some((pointer, stated)) = present(body, profile.response.lifetime_seconds.as_deref()) else {
        return Ok(None);
    };
    let seconds = match stated.kind() {
        Kind::Number => stated.integer(),
        Kind::String => stated.string().as_deref().and_then(numeric),
        _ => None,
    };
    match seconds {
        Some(seconds @ 1..) => Ok(Some(seconds)),
        _ => {
            let message =
                [&*profile.name, ": the lifetime in the token answer is not a positive number of seconds"].concat();
            Err(AuthError::new(ErrorCode::MalformedResponse, message).in_field(String::from(pointer)))
        }
    }
}

/// A string that is a JSON number to its last character.
fn numeric(text: &str) -> Option<i64> {
    let document = Document::parse(text.as_bytes()).ok()?;
    (document.root().text() == text).then(|| document.root().integer())?
}

fn expiry(now: i64, lifetime_seconds: i64) -> Option<i64> {
    let instant = now.checked_add(lifetime_seconds.checked_mul(1000)?)?;
    (instant <= LATEST_STATED).then_some(instant)
}

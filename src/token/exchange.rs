//! The token call as a pair of pure steps: the request that is to be sent, and what its answer says.

use super::access_token::AccessToken;
use super::classification::{Classification, Verdict, classify};
use super::profile::TokenProfile;
use super::quotation::quotes;
use crate::error::{AuthError, ErrorCode, Retryable};
use crate::http::{BaseUrl, HttpRequest, HttpResponse, Method, retry_after_ms};
use crate::json::{Json, Kind, ObjectWriter};
use crate::scheme::{bearer, jwt};
use crate::secret::Secret;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

/// The longest text of a vendor that stands in an error.
const VENDOR_MESSAGE_LIMIT: usize = 200;
/// The latest instant JavaScript's `Date` can show, in milliseconds since 1970 (ECMA-262 §21.4.1.1).
const LATEST_INSTANT: i64 = 8_640_000_000_000_000;

/// A named credential of a profile, such as `("key", …)`.
pub type Credential<'a> = (&'a str, &'a Secret);

/// The request that asks for a token.
///
/// # Errors
/// `invalid_argument` where the profile asks for a credential that is not given.
pub fn token_request(
    profile: &TokenProfile,
    base: &BaseUrl,
    credentials: &[Credential<'_>],
) -> Result<HttpRequest, AuthError> {
    let mut body = ObjectWriter::new();
    for (member, credential) in profile.request.fields.iter() {
        let found = credentials.iter().find(|(name, _)| name == credential);
        let Some((_, secret)) = found else {
            return Err(AuthError::invalid_argument(credential.clone(), [credential, " is missing"].concat()));
        };
        body.string(member, secret.expose());
    }
    Ok(HttpRequest {
        method: Method::Post,
        url: base.join(&profile.request.path),
        headers: Vec::from([
            ("Content-Type".into(), Secret::new("application/json")),
            ("Accept".into(), Secret::new("application/json")),
        ]),
        body: Some(Secret::new(body.finish())),
    })
}

/// Reads the answer of a token endpoint.
///
/// `now` is the instant from which a stated lifetime counts, in milliseconds since 1970. A vendor's text is dropped
/// whole where it repeats one of `credentials`.
///
/// # Errors
/// `redirect_refused`, `bad_credentials`, `forbidden`, `rate_limited`, `http_error`, `vendor_error` by what the
/// vendor says; `malformed_response` where a success holds no usable token.
pub fn read_token_response(
    profile: &TokenProfile,
    response: &HttpResponse,
    now: i64,
    credentials: &[Credential<'_>],
) -> Result<AccessToken, AuthError> {
    let verdict = classify(&profile.errors, response);
    let outcome = match refusal(profile, response, &verdict, now) {
        Some(error) => Err(error.with_vendor_code_of(&verdict, credentials)),
        None => read_token(profile, response, now),
    };
    outcome.map_err(|error| {
        let header = profile.response.request_id_header;
        let fit = |id: &&str| is_plain(id) && !repeats_any(id, credentials);
        let request_id = header.and_then(|name| response.header(name)).filter(fit).map(ToString::to_string);
        error.of_vendor(profile.name.clone()).with_status(response.status()).with_request_id(request_id)
    })
}

fn refusal(profile: &TokenProfile, response: &HttpResponse, verdict: &Verdict, now: i64) -> Option<AuthError> {
    let status = response.status();
    let (code, text) = match verdict.classification {
        _ if (300..400).contains(&status) => {
            (ErrorCode::RedirectRefused, "answered with a redirect, which credentials never follow: check the host")
        }
        Classification::Ok => return None,
        Classification::BadCredentials | Classification::TokenInvalid | Classification::TokenExpired => {
            (ErrorCode::BadCredentials, "did not accept the credentials: check them, and that they belong to this host")
        }
        Classification::Forbidden => {
            (ErrorCode::Forbidden, "gives no token to these credentials: check the client's access group")
        }
        Classification::RetryLater if status == 429 => {
            (ErrorCode::RateLimited, "had too many calls: keep a token for its whole life")
        }
        Classification::RetryLater => (ErrorCode::HttpError, "is busy or down: try again later"),
        Classification::Error if verdict.vendor_code.is_some() || (200..300).contains(&status) => {
            (ErrorCode::VendorError, "reported an error: see vendorCode and vendorMessage")
        }
        Classification::Error => (ErrorCode::HttpError, "answered with an unexpected status: check host and path"),
    };
    let error = AuthError::new(code, [&*profile.name, ": the token endpoint ", text].concat());
    if verdict.classification != Classification::RetryLater {
        return Some(error);
    }
    let wait = response.header("retry-after").and_then(|value| retry_after_ms(value, now));
    Some(error.with_retryable(Retryable::Yes).with_retry_after_ms(wait))
}

fn read_token(profile: &TokenProfile, response: &HttpResponse, now: i64) -> Result<AccessToken, AuthError> {
    let malformed = |what: &str| {
        AuthError::new(ErrorCode::MalformedResponse, [&*profile.name, ": the token answer ", what].concat())
    };
    if !response.allows_json() {
        return Err(malformed("is not JSON by its content type: is this the host of the API?"));
    }
    let body = Json::parse(response.body()).map_err(|problem| malformed(problem.message).at(problem.position))?;
    if let Some(position) = body.duplicate_member() {
        return Err(malformed("holds a member twice, so its meaning is open").at(position));
    }
    let pointer: &str = &profile.response.token;
    let at_pointer = |what: &str| malformed(what).in_field(String::from(pointer));
    let token = body.pointer(pointer).filter(|value| !value.is_null()).ok_or_else(|| at_pointer("holds no token"))?;
    let value = token.string().ok_or_else(|| at_pointer("holds a token that is not a string"))?;
    if bearer::check_token(&value).is_err() {
        return Err(at_pointer("holds a token that no header field can carry"));
    }
    let lifetime_seconds = read_lifetime(profile, body)?;
    let expires_at = match lifetime_seconds {
        Some(seconds) => {
            Some(expiry(now, seconds).ok_or_else(|| malformed("holds a lifetime that ends beyond all dates"))?)
        }
        None => jwt::decode(&value).expires_at_seconds().and_then(|seconds| expiry(0, seconds)),
    };
    Ok(AccessToken { value: Secret::new(value.into_owned()), obtained_at: now, expires_at, lifetime_seconds })
}

fn read_lifetime(profile: &TokenProfile, body: Json<'_>) -> Result<Option<i64>, AuthError> {
    let Some(pointer) = profile.response.lifetime_seconds.as_deref() else {
        return Ok(None);
    };
    let Some(stated) = body.pointer(pointer).filter(|value| !value.is_null()) else {
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
    let number = Json::parse(text.as_bytes()).ok()?;
    (number.text() == text).then(|| number.integer())?
}

fn expiry(now: i64, lifetime_seconds: i64) -> Option<i64> {
    let instant = now.checked_add(lifetime_seconds.checked_mul(1000)?)?;
    (instant <= LATEST_INSTANT).then_some(instant)
}

impl AuthError {
    fn with_vendor_code_of(self, verdict: &Verdict, credentials: &[Credential<'_>]) -> AuthError {
        let fit = |code: &String| is_plain(code) && code.len() <= 40 && !repeats_any(code, credentials);
        let code = verdict.vendor_code.clone().filter(fit);
        let message = verdict.vendor_message.as_deref().and_then(|message| scrubbed(message, credentials));
        let error = self.with_vendor_message(message);
        match code {
            Some(code) => error.with_vendor_code(code),
            None => error,
        }
    }
}

/// A vendor's words fit for an error: short, on one line, and nothing at all where they repeat a credential.
fn scrubbed(message: &str, credentials: &[Credential<'_>]) -> Option<String> {
    if message.is_empty() || repeats_any(message, credentials) {
        return None;
    }
    let cleaned = |character: char| if character.is_control() { ' ' } else { character };
    Some(message.chars().take(VENDOR_MESSAGE_LIMIT).map(cleaned).collect())
}

fn repeats_any(text: &str, credentials: &[Credential<'_>]) -> bool {
    credentials.iter().any(|(_, secret)| quotes(text, secret))
}

fn is_plain(text: &str) -> bool {
    !text.is_empty() && text.len() <= 128 && text.bytes().all(|byte| byte.is_ascii_graphic())
}

//! What a refusal of the auth engine means, and what to do about it ("Response Codes" of "Auth Engine",
//! Capillary/api-documentation on GitHub; "Authentication settings", docs.capillarytech.com).
//!
//! No page says which HTTP status comes with a code, so the code in the body decides, and the status only where there
//! is none.

use crate::api::capillary::errors::classify_response;
use crate::error::{AuthError, ErrorCode, Retryable};
use crate::http::{Answer, HttpResponse};
use crate::json::Json;
use crate::token::classification::{Classification, Verdict};
use crate::token::refusal::Refusal;
use crate::token::refusal_words::{BUSY, REDIRECTED, REPORTED};
use crate::token::vendor_text::{cannot_tell, code_text, to_be_retried, with_vendor_text};
use alloc::borrow::Cow;
use alloc::string::String;

/// The codes that call for the same thing, what they are for a caller, and what to do.
const REFUSALS: &[(&[u16], ErrorCode, &str)] = &[
    (&[1506], ErrorCode::BadCredentials, "the one-time password is wrong: let the customer type it again"),
    (&[1528], ErrorCode::BadCredentials, "the password is wrong: let the customer type it again"),
    (&[1515], ErrorCode::BadCredentials, "there is no such customer: check the identifier"),
    (&[1529], ErrorCode::TokenExpired, "the token has expired: call regenerateRequest, or log in again"),
    (&[1505], ErrorCode::TokenInvalid, "the session has ended or never existed: start again with tokenRequest"),
    (
        &[1525, 1597],
        ErrorCode::TokenInvalid,
        "this key or token cannot be exchanged for a new one: log in again, starting with tokenRequest",
    ),
    (&[1518], ErrorCode::RateLimited, "too many wrong one-time passwords: start again with tokenRequest"),
    (
        &[1530],
        ErrorCode::RateLimited,
        "too many wrong passwords: let the customer set a new one with passwordForgetRequest",
    ),
    (&[1534], ErrorCode::RateLimited, "today's one-time passwords are used up: wait, or have the brand's limit raised"),
    (&[1524], ErrorCode::Forbidden, "the brand has no passwords: log in with a one-time password"),
    (
        &[1507, 1508, 1509, 1541],
        ErrorCode::VendorError,
        "the customer, device or brand differs from the session's: send the same ones again",
    ),
    (&[1537], ErrorCode::VendorError, "no one-time password was sent: call otpRequest first"),
    (&[1520], ErrorCode::VendorError, "the brand has passwords: give password and confirmPassword"),
    (&[1521], ErrorCode::VendorError, "the two passwords differ: let the customer type them again"),
    (&[1527], ErrorCode::VendorError, "the new password is the old one: let the customer choose another"),
    (&[1542], ErrorCode::VendorError, "the password does not meet the brand's rules: let the customer choose another"),
    (&[1543], ErrorCode::VendorError, "the user name is taken: let the customer choose another"),
    (&[1540], ErrorCode::VendorError, "a one-time password needs an address: give mobile or email"),
    (&[1519, 1546], ErrorCode::VendorError, "the details are not valid: check identifier, brand and deviceId"),
    (&[1535], ErrorCode::VendorError, "the brand's limit of one-time passwords is 0: have it raised"),
    (
        &[1502, 1503, 1504, 1523, 1526, 1531, 1532],
        ErrorCode::VendorError,
        "it could not do this: check what you sent, then give the vendor the request id",
    ),
    (
        &[1601, 1602, 1603],
        ErrorCode::VendorError,
        "the fallback channel cannot be used: check it, and the brand's settings",
    ),
];

/// What stands in the member `status` of an answer.
struct Stated {
    code: Option<String>,
    message: Option<String>,
    success: Option<bool>,
}

/// The error an answer stands for; nothing where it reports a success. `now` in milliseconds since 1970.
pub(super) fn refusal(answer: &Answer<'_>, now: i64) -> Option<AuthError> {
    let response = answer.response();
    // Nothing in the body of a redirect counts.
    if (300..400).contains(&response.status()) {
        return by_classification(response, classify_response(answer), now);
    }
    let stated = stated(answer);
    let code = stated.code.as_deref().and_then(|code| code.parse::<u16>().ok());
    let known = REFUSALS.iter().find(|(codes, ..)| code.is_some_and(|code| codes.contains(&code)));
    if let Some((_, code, what)) = known {
        // The same call does not succeed later, not even where there were too many.
        return Some(said(refused(*code, what).with_retryable(Retryable::No), stated.code, stated.message));
    }
    if let Some(error) = by_classification(response, classify_response(answer), now) {
        return Some(error);
    }
    let failed = stated.success == Some(false);
    failed.then(|| said(error(ErrorCode::VendorError, REPORTED), stated.code, stated.message))
}

fn by_classification(response: &HttpResponse<'_>, verdict: Verdict, now: i64) -> Option<AuthError> {
    let status = response.status();
    let refusal = Refusal::of(status, verdict.classification, verdict.vendor_code.is_some() || status < 400)?;
    let what = match refusal {
        Refusal::Redirect => REDIRECTED,
        Refusal::BadCredentials => "refused the credentials: check them",
        Refusal::TokenExpired => "refused an expired token: log in again",
        Refusal::TokenInvalid => "refused the token or session: log in again",
        Refusal::Forbidden => "does not allow the call: check brand and host",
        Refusal::TooMany => "refused because of too many calls: wait",
        Refusal::Busy => BUSY,
        Refusal::Explained => REPORTED,
        Refusal::Unexplained => "answered with an unexpected status: check the fields of the call, and the host",
    };
    let error = error(refusal.code(), what);
    if refusal == Refusal::Redirect {
        return Some(error);
    }
    let error = said(error, verdict.vendor_code, verdict.vendor_message);
    if verdict.classification != Classification::RetryLater {
        return Some(error);
    }
    Some(to_be_retried(error, response, now))
}

fn error(code: ErrorCode, what: &str) -> AuthError {
    AuthError::new(code, ["capillary: the auth engine ", what].concat())
}

fn refused(code: ErrorCode, why: &str) -> AuthError {
    error(code, &["refused: ", why].concat())
}

fn said(error: AuthError, code: Option<String>, message: Option<String>) -> AuthError {
    with_vendor_text(error, message.as_deref(), code.as_deref(), &cannot_tell)
}

fn stated(answer: &Answer<'_>) -> Stated {
    let Some(status) = answer.json().and_then(|body| body.member("status")) else {
        return Stated { code: None, message: None, success: None };
    };
    Stated {
        code: status.member("code").and_then(code_text).map(Cow::into_owned),
        message: status.member("message").and_then(Json::string).map(Cow::into_owned),
        success: status.member("success").and_then(truth),
    }
}

/// `success` as a boolean, or as the word for it, which other APIs of the vendor send.
pub(super) fn truth(success: Json<'_>) -> Option<bool> {
    match success.string().as_deref() {
        Some("true") => Some(true),
        Some("false") => Some(false),
        _ => success.boolean(),
    }
}

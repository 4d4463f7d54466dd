//! The envelope of every answer but the token's ("Authentication", "Webhooks", dev.caxton.io/docs):
//! `{"Content": {"Model": {…, "ApiStatusCode", "ApiStatus", "ApiStatusDescription"}, "ExpectedResponses": […]}}`, beside
//! it `AuthorisedClientModel` and `AuthorisedUserModel` where the call had a token.
//!
//! An answer succeeded when its `ApiStatus` is one of its own `ExpectedResponses`. Code 100 and "IsValid" are only the
//! usual case: the creation of a user answers 314 and "Success" ("User Accounts"). No list of codes and no failing
//! answer is published, so a failure may come with any HTTP status, 200 among them.

use super::sent_with::SentWith;
use super::{NAME, refusal};
use crate::error::{AuthError, ErrorCode};
use crate::http::{Answer, NoJson};
use crate::json::{Json, Kind};
use crate::token::refusal_words::{AMBIGUOUS, NOT_JSON};

/// An answer that succeeded.
#[derive(Clone, Copy)]
pub struct Envelope<'a> {
    /// `Content.Model`, an object.
    pub model: Json<'a>,
    /// `AuthorisedClientModel`, an object: whose token it was.
    pub authorised_client: Option<Json<'a>>,
    /// `AuthorisedUserModel`, an object: which user acted.
    pub authorised_user: Option<Json<'a>>,
}

/// Opens an answer; `now` in milliseconds since 1970.
///
/// # Errors
/// `redirect_refused`, `bad_credentials` or `token_invalid` for a 401 depending on what was sent, `forbidden`,
/// `rate_limited` and `http_error` by the HTTP status; `vendor_error` where the vendor reports a status it did not
/// expect; `malformed_response` for everything else that is not an envelope.
///
/// ```
/// use commerce_auth::http::{Answer, HttpResponse};
/// use commerce_auth::api::caxton::{envelope::read, sent_with::SentWith};
/// let answer = |expected: &str| {
///     let model = r#"{"ApplicantId":12345,"ApiStatusCode":314,"ApiStatus":"Success"}"#;
///     let body = [r#"{"Content":{"Model":"#, model, r#","ExpectedResponses":[""#, expected, r#""]}}"#].concat();
///     HttpResponse::new(200, vec![], body.into_bytes()).unwrap()
/// };
/// // The creation of a user answers 314 ("User Accounts"):
/// let created = answer("Success");
/// let created = Answer::read(&created);
/// let model = read(&created, 1_700_000_000_000, SentWith::Token).unwrap().model;
/// assert_eq!(model.member("ApplicantId").unwrap().integer(), Some(12345));
/// let unexpected = answer("IsValid");
/// let error = read(&Answer::read(&unexpected), 1_700_000_000_000, SentWith::Token).err().unwrap();
/// assert_eq!((error.code().as_str(), error.vendor_code()), ("vendor_error", Some("314")));
/// ```
pub fn read<'a>(answer: &'a Answer<'_>, now: i64, sent_with: SentWith) -> Result<Envelope<'a>, AuthError> {
    let response = answer.response();
    let body = parse(answer);
    let model = body.as_ref().ok().and_then(|body| body.pointer("/Content/Model"));
    let model = model.filter(|model| model.kind() == Kind::Object);
    let outcome = match refusal::by_status(response, now, sent_with, model) {
        Some(error) => Err(error),
        None => body.and_then(open),
    };
    outcome.map_err(|error| {
        let error = match model {
            Some(model) => refusal::with_words_of(error, model),
            None => error,
        };
        error.of_vendor(NAME).with_status(response.status())
    })
}

pub(super) fn malformed(what: &str) -> AuthError {
    AuthError::new(ErrorCode::MalformedResponse, [NAME, ": the answer ", what].concat())
}

fn parse<'a>(answer: &'a Answer<'_>) -> Result<Json<'a>, AuthError> {
    let body = answer.strict_json().map_err(|why| match why {
        NoJson::ByType => malformed(NOT_JSON),
        NoJson::Malformed(problem) => {
            malformed(["is not JSON: ", problem.message].concat().as_str()).at(problem.position)
        }
    })?;
    match body.duplicate_member() {
        Some(position) => Err(malformed(AMBIGUOUS).at(position)),
        None => Ok(body),
    }
}

fn open(body: Json<'_>) -> Result<Envelope<'_>, AuthError> {
    let missing = |what: &str, pointer: &'static str| malformed(what).in_field(pointer);
    let model = object_at(body, "/Content/Model")?.ok_or_else(|| missing("has no model", "/Content/Model"))?;
    let status = model.member("ApiStatus").and_then(Json::string);
    let status =
        status.ok_or_else(|| missing("does not say whether the call succeeded", "/Content/Model/ApiStatus"))?;
    let expected = body.pointer("/Content/ExpectedResponses").filter(|list| list.kind() == Kind::Array);
    let expected =
        expected.ok_or_else(|| missing("does not say which statuses mean success", "/Content/ExpectedResponses"))?;
    if !expected.elements().any(|element| element.string().is_some_and(|text| text == status)) {
        return Err(refusal::unexpected());
    }
    Ok(Envelope {
        model,
        authorised_client: object_at(body, "/AuthorisedClientModel")?,
        authorised_user: object_at(body, "/AuthorisedUserModel")?,
    })
}

/// An object; null is as good as missing.
fn object_at<'a>(body: Json<'a>, pointer: &'static str) -> Result<Option<Json<'a>>, AuthError> {
    match body.pointer(pointer).filter(|value| !value.is_null()) {
        Some(value) if value.kind() != Kind::Object => {
            Err(malformed("has something other than an object here").in_field(pointer))
        }
        found => Ok(found),
    }
}

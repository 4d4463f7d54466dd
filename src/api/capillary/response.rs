//! What an answer of any Capillary API says, whichever of the four shapes it has: one status under `response` (v1.1), lists
//! `errors` and `warnings` (v2 and v3), `status` (the customer service), `errorCode` at the top ("Authorization Flows",
//! docs.capillarytech.com, and the samples of the reference).

use super::errors::ERRORS;
use crate::http::{Answer, HttpResponse, retry_after_ms};
use crate::json::{Json, Kind};
use crate::token::classification::{Classification, classify};
use crate::token::vendor_text::{cannot_tell, code_text, request_id};
use alloc::string::String;
use alloc::vec::Vec;

/// More entries than anybody reads; a hostile answer can have very many.
const MOST_ENTRIES: usize = 16;
/// No vendor means a longer wait.
const LONGEST_WAIT_MS: u64 = 300_000;

/// What an answer says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaidResponse {
    /// What it means for the credentials.
    pub classification: Classification,
    /// What went wrong, the first sixteen entries.
    pub errors: Vec<Entry>,
    /// What went well and is remarked upon, the first sixteen entries.
    pub warnings: Vec<Entry>,
    /// The vendor's identifier of the exchange.
    pub request_id: Option<String>,
    /// How long to wait, in milliseconds.
    pub retry_after_ms: Option<u64>,
}

/// An error or a warning: text in the place of what it lacks is empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its code, as text.
    pub code: String,
    /// The vendor's words.
    pub message: String,
}

/// Reads an answer; a `Retry-After` date is counted from `now`, in milliseconds since 1970. A body that is no JSON has no entries, and is judged by its status.
///
/// ```
/// use commerce_auth::api::capillary::response::said;
/// use commerce_auth::http::HttpResponse;
/// let body = br#"{"response":{"status":{"success":"false","code":498,"message":"Token expired"}}}"#.to_vec();
/// let said = said(&HttpResponse::new(200, vec![("Retry-After".into(), "2".into())], body).unwrap(), 0);
/// assert_eq!((said.classification.as_str(), said.retry_after_ms), ("token_expired", Some(2_000)));
/// assert_eq!((&*said.errors[0].code, &*said.errors[0].message), ("498", "Token expired"));
/// ```
pub fn said(response: &HttpResponse<'_>, now: i64) -> SaidResponse {
    let answer = Answer::read(response);
    let classification = classify(&ERRORS, &answer).classification;
    let body = answer.json();
    let wait = response.header("retry-after").and_then(|value| retry_after_ms(value, now));
    SaidResponse {
        classification,
        errors: body.map_or_else(Vec::new, |body| errors_of(body, classification != Classification::Ok)),
        warnings: body.map_or_else(Vec::new, warnings_of),
        request_id: request_id(response, "x-cap-requestid", &cannot_tell),
        retry_after_ms: wait.map(|wait| wait.min(LONGEST_WAIT_MS)),
    }
}

fn errors_of(body: Json<'_>, is_refused: bool) -> Vec<Entry> {
    let mut errors: Vec<Entry> = ["/response/status", "/status"]
        .iter()
        .filter_map(|pointer| body.pointer(pointer).filter(|status| is_failure(*status, is_refused)))
        .map(|status| entry(status, "code"))
        .collect();
    errors.extend(body.member("errors").map_or_else(Vec::new, listed));
    if body.member("errorCode").is_some_and(|code| !code.is_null()) && is_failure(body, is_refused) {
        errors.push(entry(body, "errorCode"));
    }
    errors.truncate(MOST_ENTRIES);
    errors
}

/// v1.1 has its warnings beside or inside of its status, in a list `warning`, which is empty where all is well.
fn warnings_of(body: Json<'_>) -> Vec<Entry> {
    let mut warnings = Vec::new();
    for pointer in ["/warnings", "/response/warnings", "/response/status/warnings"] {
        if let Some(given) = body.pointer(pointer) {
            warnings.append(&mut listed(given.member("warning").unwrap_or(given)));
        }
    }
    warnings.retain(|entry: &Entry| !entry.code.is_empty() || !entry.message.is_empty());
    warnings.truncate(MOST_ENTRIES);
    warnings
}

/// A list of entries, or one by itself.
fn listed(list: Json<'_>) -> Vec<Entry> {
    match list.kind() {
        Kind::Array => {
            list.elements().filter(|one| !one.is_null()).take(MOST_ENTRIES).map(|one| entry(one, "code")).collect()
        }
        Kind::Object => [entry(list, "code")].into(),
        _ => Vec::new(),
    }
}

fn entry(json: Json<'_>, code: &str) -> Entry {
    let code = json.member(code).and_then(code_text).unwrap_or_default().into_owned();
    Entry { code, message: json.member("message").and_then(Json::string).unwrap_or_default().into_owned() }
}

/// Whether a status reports a failure: by its code where there is one, which 0 and 2xx are not, else by `success`. A sample of the
/// vendor's has `success` true beside the code of an expired token, so that counts only where the answer refuses nothing.
fn is_failure(status: Json<'_>, is_refused: bool) -> bool {
    if status.kind() != Kind::Object {
        return false;
    }
    let success = status.member("success").map(|success| matches!(success.text(), "true" | "\"true\""));
    let code = status.member("code").or_else(|| status.member("errorCode")).and_then(code_text);
    match (success, code) {
        (None, None) => false,
        (Some(true), _) if !is_refused => false,
        (Some(true), None) => false,
        (_, Some(code)) => code != "0" && !(code.len() == 3 && code.starts_with('2')),
        (Some(false), None) => true,
    }
}

//! Values that go out to JavaScript, through serde-wasm-bindgen.

use crate::error::AuthError;
use crate::token::access_token::AccessToken;
use crate::token::kept;
use alloc::string::String;
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::JsValue;

/// An error as `AuthError` is made of.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ErrorFields<'a> {
    code: &'static str,
    message: &'a str,
    vendor: Option<&'a str>,
    field: Option<&'a str>,
    position: Option<usize>,
    status: Option<u16>,
    vendor_code: Option<&'a str>,
    vendor_message: Option<&'a str>,
    request_id: Option<&'a str>,
    platform_code: Option<&'a str>,
    retryable: bool,
    retry_after_ms: Option<f64>,
}

impl<'a> From<&'a AuthError> for ErrorFields<'a> {
    fn from(error: &'a AuthError) -> Self {
        ErrorFields {
            code: error.code().as_str(),
            message: error.message(),
            vendor: error.vendor(),
            field: error.field(),
            position: error.position(),
            status: error.status(),
            vendor_code: error.vendor_code(),
            vendor_message: error.vendor_message(),
            request_id: error.request_id(),
            platform_code: error.platform_code(),
            retryable: error.is_retryable(),
            retry_after_ms: error.retry_after_ms().map(|wait| wait as f64),
        }
    }
}

/// A token as `AccessToken` is made of. The claims go as text, which JavaScript parses as it is.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct TokenFields<'a> {
    value: &'a str,
    obtained_at: f64,
    expires_at: Option<f64>,
    lifetime_seconds: Option<f64>,
    claims: Option<String>,
    problems: Vec<ProblemFields>,
    #[serde(skip_serializing_if = "Option::is_none")]
    token_type: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    refresh_token: Option<&'a str>,
    /// As JSON text.
    #[serde(skip_serializing_if = "Option::is_none")]
    kept: Option<String>,
}

#[derive(Serialize)]
struct ProblemFields {
    part: &'static str,
    position: usize,
    message: &'static str,
}

impl<'a> From<&'a AccessToken> for TokenFields<'a> {
    fn from(token: &'a AccessToken) -> Self {
        let decoded = token.decoded();
        let problem = |problem: &crate::scheme::jwt::JwtProblem| ProblemFields {
            part: problem.part.as_str(),
            position: problem.position,
            message: problem.message,
        };
        TokenFields {
            value: token.value.expose(),
            obtained_at: token.obtained_at as f64,
            expires_at: token.expires_at.map(|instant| instant as f64),
            lifetime_seconds: token.lifetime_seconds.map(|seconds| seconds as f64),
            problems: decoded.problems.iter().map(problem).collect(),
            claims: decoded.claims,
            token_type: token.token_type.as_deref(),
            refresh_token: token.refresh_token(),
            kept: kept::json_text(&token.kept),
        }
    }
}

/// What is known of an account, without any secret.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct StatusFields {
    pub(super) has_token: bool,
    pub(super) calling: bool,
    pub(super) age_ms: Option<f64>,
    pub(super) renewal_due_at: Option<f64>,
    pub(super) expires_at: Option<f64>,
    pub(super) last_error: Option<&'static str>,
    pub(super) next_try_at: Option<f64>,
    pub(super) token_calls: u32,
    pub(super) failed_calls: u32,
    pub(super) rejections: u32,
}

/// What never changes of an account.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Facts<'a> {
    /// The base address, for relative URLs; nothing where it comes with a token.
    pub(super) address: Option<&'a str>,
    /// Whether a call's address is to be asked for: it has parameters, or comes with a token.
    pub(super) makes_addresses: bool,
    /// Whether its token request is signed.
    pub(super) signs: bool,
    /// Whether there is a token to obtain and renew.
    pub(super) has_token: bool,
    /// Whether the body of an answer can say that the token is rejected; else its status says all there is to know.
    pub(super) reads_bodies: bool,
    /// The longest body that is looked into, in bytes.
    pub(super) body_limit: usize,
    /// How long a token call may take, in milliseconds.
    pub(super) timeout_ms: f64,
    /// How long the lock of a store is leased, in milliseconds.
    pub(super) lease_ms: f64,
    /// The name of the account's token in a store.
    pub(super) cache_key: &'a str,
}

/// What became of a token request.
#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub(super) enum Settlement<'a> {
    /// There is a token.
    Obtained { generation: u32 },
    /// Another call has begun since: nothing of the answer counts.
    Superseded,
    /// The request is to be sent again after so many milliseconds.
    Retry {
        delay_ms: f64,
        error: ErrorFields<'a>,
        #[serde(with = "serde_wasm_bindgen::preserve")]
        thrown: JsValue,
    },
    /// The renewal failed; `thrown` is what fetch threw.
    Failed {
        error: ErrorFields<'a>,
        #[serde(with = "serde_wasm_bindgen::preserve")]
        thrown: JsValue,
    },
}

/// What became of the text of a store.
#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub(super) enum Adoption {
    /// Its token is held now.
    Adopted { generation: u32, obtained_at: f64 },
    /// Its token is no better than what there is; the version is that of the token that was dropped last.
    NoBetter { refused_version: Option<f64> },
    /// Another call has begun since: nothing of the text counts, and this call is over.
    Superseded,
    /// It is not a token of this account.
    Malformed,
}

/// A token as a store keeps it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct StoredFields<'a> {
    /// Its text.
    pub(super) value: &'a str,
    /// When it was obtained, in milliseconds since 1970.
    pub(super) version: f64,
    /// How long it is of use to anyone, in milliseconds.
    pub(super) ttl_ms: f64,
}

/// An error as it is thrown.
pub(super) fn thrown(error: &AuthError) -> JsValue {
    outward(&ErrorFields::from(error))
}

/// Absent values become `null`, so that every member is always there.
pub(super) fn outward(value: &impl Serialize) -> JsValue {
    let serializer = Serializer::new().serialize_missing_as_null(true).serialize_maps_as_objects(true);
    value.serialize(&serializer).unwrap_or(JsValue::UNDEFINED)
}

/// Digits of a number, for a message.
pub(super) fn decimal(number: usize) -> String {
    use alloc::string::ToString;
    number.to_string()
}

//! What the customer's browser brings back from Pledg ("By redirection", docs.pledg.co): `pledg_result` at the `redirectUrl`,
//! `pledg_error` at the `cancelUrl`, which is signed where the merchant has a secret, as `{"signature": "<jwt>"}`.
//!
//! Anybody can open such an address. A result proves nothing at all, signed or not, so it is not even read.

use super::notification::Authenticity;
use crate::ascii;
use crate::error::{AuthError, ErrorCode};
use crate::http::form_pairs;
use crate::json::{Document, Json, Kind};
use crate::scheme::hs256::{self, Expiry, Validity};
use crate::secret::SharedSecret;
use alloc::borrow::ToOwned;
use alloc::string::String;

const RESULT: &str = "pledg_result";
const ERROR: &str = "pledg_error";

/// What came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Returned {
    /// The customer says that it is done.
    Result,
    /// The purchase failed, by what is said here.
    Error(Signature, PurchaseError),
    /// Neither of the two.
    Nothing,
}

/// Whether an error is signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signature {
    /// With the merchant's secret.
    Signed,
    /// It is not, so anybody may have written it.
    Absent,
}

/// Why a purchase failed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PurchaseError {
    /// What kind of failure it is, such as `payment_refused`.
    pub kind: Option<String>,
    /// The vendor's words.
    pub message: Option<String>,
    /// The merchant's reference.
    pub reference: Option<String>,
}

/// Reads the address that the customer came back to; an `exp` is judged by `now`, in milliseconds since 1970.
///
/// # Errors
/// `malformed_response`: one of the two parameters twice, or both; no JSON. `signature_missing`: a secret is set and the error is
/// unsigned. `signature_mismatch`, `malformed_jwt`, `token_expired`, `token_invalid`: as [`hs256::verify`]. `unexpected_value`:
/// signed although the merchant has no secret; signed, but not as an error; another reference.
///
/// ```
/// use commerce_auth::api::pledg::notification::Authenticity;
/// use commerce_auth::api::pledg::returned::{Returned, Signature, read};
/// let read = |address| read(address, Authenticity::Unsigned, 0, None);
/// assert_eq!(read("/thanks?pledg_result=%7B%7D"), Ok(Returned::Result));
/// assert_eq!(read("/thanks?basket=1"), Ok(Returned::Nothing));
/// let Ok(Returned::Error(Signature::Absent, error)) = read("/?pledg_error=%7B%22type%22%3A%22abandonment%22%7D") else { panic!() };
/// assert_eq!(error.kind.as_deref(), Some("abandonment"));
/// ```
pub fn read(
    address: &str,
    authenticity: Authenticity<'_>,
    now: i64,
    reference: Option<&str>,
) -> Result<Returned, AuthError> {
    let query = query_of(address);
    let pairs = form_pairs(query).ok_or_else(|| malformed("the query is no form in UTF-8").in_field("url"))?;
    let mut ours = pairs.iter().filter(|(name, _)| name == RESULT || name == ERROR);
    let found = ours.next();
    if ours.next().is_some() {
        return Err(malformed("the address holds pledg_result or pledg_error more than once").in_field("url"));
    }
    match found {
        None => Ok(Returned::Nothing),
        Some((name, _)) if name == RESULT => Ok(Returned::Result),
        Some((_, value)) => {
            let (signature, error) = read_error(value, authenticity, now)?;
            check_reference(&error, reference)?;
            Ok(Returned::Error(signature, error))
        }
    }
}

fn query_of(address: &str) -> &str {
    let address = address.split('#').next().unwrap_or_default();
    match address.split_once('?') {
        Some((_, query)) => query,
        // Some servers hand over the query alone, without its mark.
        None if ascii::pieces(address, b'&').any(is_ours) => address,
        None => "",
    }
}

fn is_ours(pair: &str) -> bool {
    [RESULT, ERROR]
        .iter()
        .any(|name| pair.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('=')))
}

fn read_error(value: &str, authenticity: Authenticity<'_>, now: i64) -> Result<(Signature, PurchaseError), AuthError> {
    let document = Document::parse(value.as_bytes()).map_err(|_| malformed("pledg_error is not JSON"))?;
    let json = document.root();
    if json.kind() != Kind::Object || json.duplicate_member().is_some() {
        return Err(malformed("pledg_error is not a JSON object, or holds a member twice"));
    }
    let signature = json.member("signature").filter(|signature| !signature.is_null());
    match (signature, authenticity) {
        (None, Authenticity::Signed(_)) => {
            let message = "the error is unsigned although the merchant has a secret: do not act on it";
            Err(AuthError::new(ErrorCode::SignatureMissing, message).in_field(ERROR).of_vendor("pledg"))
        }
        (Some(_), Authenticity::Unsigned) => {
            Err(unexpected("the error is signed, and secret is null: give the merchant's secret"))
        }
        (None, Authenticity::Unsigned) => Ok((Signature::Absent, error_of(json))),
        (Some(token), Authenticity::Signed(secrets)) => {
            let token = token.string().ok_or_else(|| malformed("the signature is not text"))?;
            Ok((Signature::Signed, verified(&token, secrets, now)?))
        }
    }
}

fn verified(token: &str, secrets: &[SharedSecret], now: i64) -> Result<PurchaseError, AuthError> {
    let validity = Validity { now, clock_tolerance_seconds: 0, expiry: Expiry::Optional };
    let mut error = Err(unexpected("the signature is right, but what it covers is no error of a purchase"));
    let outcome = hs256::verify_and_look(token, secrets, &validity, &mut |claims| {
        // The merchant's own purchase has the same secret, and stands in the customer's address.
        let read = error_of(claims);
        if claims.member("data").is_none() && read.kind.is_some() {
            error = Ok(read);
        }
        Ok(())
    });
    outcome.map_err(|error| error.in_field(ERROR).of_vendor("pledg"))?;
    error
}

/// The members stand by themselves, or in `error`.
fn error_of(json: Json<'_>) -> PurchaseError {
    let inner = json.member("error").filter(|inner| inner.kind() == Kind::Object);
    let text = |name: &str| {
        let found = inner.and_then(|inner| inner.member(name)).or_else(|| json.member(name));
        found.and_then(Json::string).map(|text| text.into_owned())
    };
    PurchaseError { kind: text("type"), message: text("message"), reference: text("reference") }
}

fn check_reference(error: &PurchaseError, expected: Option<&str>) -> Result<(), AuthError> {
    match expected {
        Some(expected) if error.reference.as_deref() != Some(expected) => {
            Err(unexpected("the error is about a different purchase than expected").in_field("reference"))
        }
        _ => Ok(()),
    }
}

fn unexpected(message: &'static str) -> AuthError {
    AuthError::new(ErrorCode::UnexpectedValue, message).in_field(ERROR).of_vendor("pledg")
}

fn malformed(message: &'static str) -> AuthError {
    AuthError::new(ErrorCode::MalformedResponse, message.to_owned()).in_field(ERROR).of_vendor("pledg")
}

//! The signature of the standard notification ("Plugin integration", docs.pledg.co): six members as `key=value`, in
//! the order of their names, joined by the secret itself; SHA-256 of that in upper-case hexadecimal digits. It is no
//! HMAC, and it covers no amount.
//!
//! The page says nothing of values that are not text. Booleans are printed `true` and `false` and a null as nothing, as
//! the vendor's own Sylius and Oro plugins do it; PHP's `1` and Python's `True` never match. An integer is printed as its
//! digits. Whoever parsed the body before has no other form of it (`1.0` and `1e0` are `1` then), so a whole number is
//! printed like this however it is written. A number with a fraction is refused, since languages differ in it, and so are
//! lists and objects.

use crate::ascii;
use crate::error::{AuthError, ErrorCode};
use crate::json::{Json, Kind, ObjectWriter, decimal};
use crate::scheme::hexadecimal::upper_case;
use crate::secret::SharedSecret;
use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;
use sha2::{Digest, Sha256};
use subtle::{Choice, ConstantTimeEq};

/// What the signature covers, in its order.
pub const SIGNED: [&str; 6] = ["created_at", "error", "id", "reference", "sandbox", "status"];

/// A notification whose signature fits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified<'a> {
    /// What was signed: the values in the order of [`SIGNED`], each the text that was hashed.
    pub values: Vec<(&'static str, Cow<'a, str>)>,
    /// Which of the secrets signed it, counted from 0.
    pub secret_index: usize,
}

impl Verified<'_> {
    /// The text of a member that was signed.
    ///
    /// ```
    /// use commerce_auth::api::pledg::back_mode::Verified;
    /// let verified = Verified { values: vec![("status", "completed".into())], secret_index: 0 };
    /// assert_eq!((verified.value("status"), verified.value("amount")), ("completed", ""));
    /// ```
    pub fn value(&self, name: &str) -> &str {
        self.values.iter().find(|(found, _)| *found == name).map_or("", |(_, value)| value)
    }

    /// Everything that was signed, as a JSON object of texts.
    ///
    /// ```
    /// use commerce_auth::api::pledg::back_mode::Verified;
    /// let verified = Verified { values: vec![("id", "7".into())], secret_index: 0 };
    /// assert_eq!(verified.to_json(), r#"{"id":"7"}"#);
    /// ```
    pub fn to_json(&self) -> String {
        let mut object = ObjectWriter::new();
        for (name, value) in &self.values {
            object.string(name, value);
        }
        object.finish()
    }
}

/// Checks a signature against every secret, in a time that does not tell which of them fitted.
///
/// # Errors
/// `malformed_response` naming a member that is missing or cannot be printed; `signature_mismatch`.
///
/// ```
/// use commerce_auth::{json::Document, secret::SharedSecret, api::pledg::back_mode::verify};
/// // The sample of the page:
/// let body = br#"{"created_at": "2019-04-04T12:20:34.97138Z", "error": "", "id": "test-valid",
///     "reference": "PLEDG_1086986786391", "sandbox": "true", "status": "completed"}"#;
/// let signature = "B1C777835C01CA96AC4C3097FD46A7CA49B92BE157EDE0CB3552880D12A15359";
/// let body = Document::parse(body).unwrap();
/// let check = |secret| verify(body.root(), signature, &[SharedSecret::new(secret).unwrap()]);
/// assert!(check("SECRET").is_ok());
/// assert_eq!(check("another").unwrap_err().code().as_str(), "signature_mismatch");
/// ```
pub fn verify<'a>(body: Json<'a>, signature: &str, secrets: &[SharedSecret]) -> Result<Verified<'a>, AuthError> {
    let values = SIGNED.iter().copied().map(|name| signed_value(body, name)).collect::<Result<Vec<_>, _>>()?;
    let mut matched = None;
    for (index, secret) in secrets.iter().enumerate() {
        let fits: Choice = upper_case_hex(&digest(&values, secret)).as_slice().ct_eq(signature.as_bytes());
        matched = matched.or(bool::from(fits).then_some(index));
    }
    if let Some(secret_index) = matched {
        return Ok(Verified { values, secret_index });
    }
    let message = "the signature does not match this notification and secret: is it the secret of this merchant, and is the body complete?";
    Err(AuthError::new(ErrorCode::SignatureMismatch, message).in_field("signature"))
}

/// A value as it stands in the signed text; nothing for what has no form there.
///
/// ```
/// use commerce_auth::{json::Document, api::pledg::back_mode::printed};
/// let in_text = |json: &[u8]| printed(Document::parse(json).unwrap().root()).map(|text| text.into_owned());
/// assert_eq!((in_text(b"true").as_deref(), in_text(b"null").as_deref()), (Some("true"), Some("")));
/// assert_eq!((in_text(b"1.0").as_deref(), in_text(b"9007199254740993").as_deref()), (Some("1"), Some("9007199254740993")));
/// assert_eq!(in_text(b"1.5"), None);
/// ```
pub fn printed(value: Json<'_>) -> Option<Cow<'_, str>> {
    match value.kind() {
        Kind::String => value.string(),
        Kind::Boolean => Some(Cow::Borrowed(value.text())),
        Kind::Null => Some(Cow::Borrowed("")),
        Kind::Number if is_plain(value.text()) => Some(Cow::Borrowed(value.text())),
        Kind::Number => value.whole_number().map(|whole| Cow::Owned(decimal(whole))),
        Kind::Array | Kind::Object => None,
    }
}

/// An integer as every language writes it; of any size, since it stays text.
fn is_plain(number: &str) -> bool {
    number != "-0" && !ascii::holds(number, b".eE")
}

fn signed_value<'a>(body: Json<'a>, name: &'static str) -> Result<(&'static str, Cow<'a, str>), AuthError> {
    let refuse = |what: &str| {
        let message = ["the notification ", what, name, ", which its signature covers"].concat();
        AuthError::new(ErrorCode::MalformedResponse, message).in_field(name)
    };
    let value = body.member(name).ok_or_else(|| refuse("lacks "))?;
    Ok((name, printed(value).ok_or_else(|| refuse("holds a value that cannot be signed as "))?))
}

fn digest(values: &[(&'static str, Cow<'_, str>)], secret: &SharedSecret) -> [u8; 32] {
    let mut hash = Sha256::new();
    let mut separator: &[u8] = b"";
    for (name, value) in values {
        for &part in &[separator, name.as_bytes(), b"=", value.as_bytes()] {
            hash.update(part);
        }
        separator = secret.expose();
    }
    hash.finalize().into()
}

fn upper_case_hex(digest: &[u8; 32]) -> Vec<u8> {
    digest.iter().flat_map(|byte| upper_case(*byte)).collect()
}

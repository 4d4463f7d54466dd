//! The events that Capillary posts to a merchant ("Consuming event notifications" and "Add event notification account",
//! docs.capillarytech.com). They carry no signature, only the header fields that were set with the webhook. An event that is
//! answered with 400 is never sent again; 429 and 5xx are, for seven days.

use crate::error::{AuthError, ErrorCode};
use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;
use subtle::{Choice, ConstantTimeEq};

/// A header field and its values: those that came, or those that are good.
pub type Field<'a> = (&'a str, Vec<&'a str>);

/// Fields, and values of one: each is compared with whatever came.
const MOST_EXPECTED: usize = 32;

/// Holds the fields of an event against those that the webhook was set up with. Every expected field must be there, once, with
/// one of its values; there are several while a new one takes over. The time does not tell how much of a value is right.
///
/// # Errors
/// `invalid_argument` where nothing is expected, an empty value, or more than 32; `signature_missing` for a field that did not come;
/// `signature_mismatch` for another value, or several.
///
/// ```
/// use commerce_auth::api::capillary::webhook::verify;
/// let expected = [("X-Shop-Key", vec!["the-new-key", "the-old-key"])];
/// assert!(verify(&[("x-shop-key", vec!["the-old-key"])], &expected).is_ok());
/// let code = |came: &[(&str, Vec<&str>)]| verify(came, &expected).unwrap_err().code().as_str();
/// assert_eq!((code(&[]), code(&[("x-shop-key", vec!["guess"])])), ("signature_missing", "signature_mismatch"));
/// let too_many = [("X-Shop-Key", vec!["a key"; 33])];
/// assert_eq!(verify(&[], &too_many).unwrap_err().field(), Some("expected.X-Shop-Key"));
/// ```
pub fn verify(came: &[Field<'_>], expected: &[Field<'_>]) -> Result<(), AuthError> {
    if expected.is_empty() {
        return Err(AuthError::about("expected", " is empty: give the header fields that were set with the webhook"));
    }
    let too_many = |what: &str| {
        let message = [what, " is a list of more than 32: no webhook needs as many"].concat();
        AuthError::invalid_argument(what.to_owned(), message)
    };
    if expected.len() > MOST_EXPECTED {
        return Err(too_many("expected"));
    }
    if let Some((name, _)) = expected.iter().find(|(_, values)| values.len() > MOST_EXPECTED) {
        return Err(too_many(&["expected.", name].concat()));
    }
    let is_empty = |(_, values): &&Field<'_>| values.is_empty() || values.iter().any(|value| value.is_empty());
    if let Some((name, _)) = expected.iter().find(is_empty) {
        let field = ["expected.", name].concat();
        let message = [&field, " is empty: is the variable it comes from set?"].concat();
        return Err(AuthError::invalid_argument(field, message));
    }
    // All are looked at before anything is said.
    let verdicts: Vec<(&str, Verdict)> =
        expected.iter().map(|(name, good)| (*name, verdict(came, name, good))).collect();
    for (wrong, code, message) in [
        (
            Verdict::Missing,
            ErrorCode::SignatureMissing,
            " is not among the header fields of the event: do not act on it",
        ),
        (
            Verdict::Other,
            ErrorCode::SignatureMismatch,
            " has another value than was set with the webhook: do not act on it",
        ),
    ] {
        if let Some((name, _)) = verdicts.iter().find(|(_, verdict)| *verdict == wrong) {
            let message: String = [*name, message].concat();
            return Err(AuthError::new(code, message).in_field((*name).to_owned()).of_vendor("capillary"));
        }
    }
    Ok(())
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Right,
    Missing,
    Other,
}

fn verdict(came: &[Field<'_>], name: &str, good: &[&str]) -> Verdict {
    let of_name = came.iter().filter(|(found, _)| found.eq_ignore_ascii_case(name));
    let values: Vec<&str> = of_name.flat_map(|(_, values)| values.iter().copied()).collect();
    let [value] = values.as_slice() else {
        return if values.is_empty() { Verdict::Missing } else { Verdict::Other };
    };
    let mut matched = Choice::from(0);
    for one in good {
        matched |= one.as_bytes().ct_eq(value.as_bytes());
    }
    if bool::from(matched) { Verdict::Right } else { Verdict::Other }
}

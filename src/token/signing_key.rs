//! The key of a signature, as far as its form tells whether it is one.

use super::template::positions;
use crate::ascii;
use crate::error::AuthError;

/// The forms in which private keys come that WebCrypto does not read, and what to do about each.
const OTHER_FORMS: [(&str, &str); 5] = [
    (
        "-----BEGIN ENCRYPTED PRIVATE KEY-----",
        " is encrypted: give the key without its passphrase (openssl pkcs8 -topk8 -nocrypt)",
    ),
    ("-----BEGIN RSA PRIVATE KEY-----", OLDER_FORM),
    ("-----BEGIN EC PRIVATE KEY-----", OLDER_FORM),
    ("-----BEGIN PUBLIC KEY-----", " is a public key: it is the private one that signs"),
    ("-----BEGIN CERTIFICATE-----", " is a certificate: it is the private key that signs"),
];

const OLDER_FORM: &str = " is a key in an older form: turn it into PKCS#8 (openssl pkcs8 -topk8 -nocrypt -in key.pem)";

/// Refuses what cannot be a key for this algorithm.
///
/// # Errors
/// `invalid_argument` with what to do.
///
/// ```
/// use commerce_auth::token::signing_key::check_key;
/// let error = check_key("privateKey", "-----BEGIN RSA PRIVATE KEY-----\nMIIE", "RS256").unwrap_err();
/// assert!(error.message().contains("openssl pkcs8"));
/// assert!(check_key("privateKey", "-----BEGIN PRIVATE KEY-----\\nMIIE\\n-----END PRIVATE KEY-----", "RS256").is_ok());
/// assert!(check_key("secret", "any text", "HS256").is_ok());
/// ```
pub fn check_key(name: &str, key: &str, algorithm: &str) -> Result<(), AuthError> {
    let key = key.trim();
    let begins = |beginning: &str| key.starts_with(beginning);
    if algorithm == "HS256" || ascii::begins(key, b"{") {
        return Ok(());
    }
    if begins("-----BEGIN PRIVATE KEY-----") && positions("-----END PRIVATE KEY-----", key).next().is_some() {
        return Ok(());
    }
    let known = OTHER_FORMS.iter().find(|(beginning, _)| begins(beginning)).map(|(_, what)| *what);
    let otherwise = " is neither PKCS#8 in PEM, from -----BEGIN PRIVATE KEY----- to -----END PRIVATE KEY-----, nor a JWK as JSON text";
    Err(AuthError::about(name, known.unwrap_or(otherwise)))
}

//! The password of a user's login ("User Accounts", section "User Login", dev.caxton.io/docs).

use crate::error::AuthError;
use crate::scheme::base64_forms::BASE64;
use crate::scheme::basic::check_password;
use crate::scheme::digest::md5_hex;
use crate::secret::Secret;
use base64::Engine;
use zeroize::Zeroize;

/// The form in which a user's login sends a password: base64 of the 32 lower-case hexadecimal digits of its MD5 digest.
///
/// Ambiguous: the page has the password hashed by MD5, converted to hexadecimal and packaged as base64, and what it
/// prints for its own sample is not known. Base64 of the 16 bytes of the digest is the other reading; the wording speaks
/// for this one.
///
/// # Errors
/// `invalid_argument` for an empty password and for a control character, with its byte.
///
/// ```
/// use commerce_auth::api::caxton::user_password::user_password_digest;
/// let digest = user_password_digest("Admin@123").unwrap();
/// assert_eq!(digest.expose(), "MGU3NTE3MTQxZmI1M2YyMWVlNDM5YjM1NWI1YTFkMGE=");
/// ```
pub fn user_password_digest(password: &str) -> Result<Secret, AuthError> {
    check_password(password, "password")?;
    let mut digits = md5_hex(password.as_bytes());
    let encoded = Secret::new(BASE64.encode(digits));
    digits.zeroize();
    Ok(encoded)
}

//! Basic with the e-mail and password of a dashboard user, by RFC 7617 and unhashed ("Authentication", docs.pledg.co).

use crate::error::AuthError;
use crate::http::Headers;
use crate::scheme::basic::{check_password, encode};
use crate::secret::{refuse_control_character, refuse_unset};

/// The header field of a call.
///
/// # Errors
/// `invalid_argument` with the field and the byte: an empty part, a colon in the e-mail, a control character.
///
/// ```
/// use commerce_auth::api::pledg::basic::headers;
/// let headers = headers("random@domain.com", "john123").unwrap();
/// assert_eq!(headers[0].1.expose(), "Basic cmFuZG9tQGRvbWFpbi5jb206am9objEyMw==");
/// ```
pub fn headers(email: &str, password: &str) -> Result<Headers, AuthError> {
    refuse_unset(email, "email")?;
    if let Some(position) = email.bytes().position(|byte| byte == b':') {
        let message = "email holds a colon: the receiver would take what follows it for the password (RFC 7617 §2)";
        return Err(AuthError::invalid_argument("email", message).at(position));
    }
    refuse_control_character(email, "email")?;
    check_password(password, "password")?;
    Ok(Headers::from([("Authorization".into(), encode(email, password))]))
}

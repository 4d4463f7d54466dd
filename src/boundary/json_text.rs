//! Strings of JSON that came from the caller, such as credentials of a profile of his own.

use crate::error::AuthError;
use crate::json::{Json, Kind};
use crate::secret::Secret;

/// A string argument or member as text.
pub(crate) fn text_of(value: Option<Json<'_>>, name: &str) -> Result<Secret, AuthError> {
    let refuse = |what: &str| Err(AuthError::about(name, what));
    match value {
        None => Err(AuthError::missing(name)),
        Some(value) if value.is_null() => Err(AuthError::missing(name)),
        Some(value) if value.kind() != Kind::String => refuse(" must be a string"),
        Some(value) => match value.string() {
            Some(text) => refuse_placeholder(text.as_bytes(), name).map(|()| Secret::new(text)),
            None => refuse(
                " holds half of a surrogate pair, so it has no UTF-8 form: was the text cut in the middle of a character?",
            ),
        },
    }
}

/// Refuses what secrets of this package print as, given in the place of one.
fn refuse_placeholder(text: &[u8], name: &str) -> Result<(), AuthError> {
    if text == "«redacted»".as_bytes() {
        return Err(AuthError::about(name, " is the placeholder that secrets print as: pass the real value"));
    }
    Ok(())
}

//! A secret that is shared to sign with: text, or bytes, which cross as `{"base64":"…"}`.

use super::options::text_of;
use crate::error::AuthError;
use crate::json::{Json, Kind};
use crate::scheme::basic::BASE64;
use crate::secret::{Secret, SharedSecret};
use alloc::vec::Vec;
use base64::Engine;

/// One secret.
pub(super) fn secret_of(value: Option<Json<'_>>) -> Result<SharedSecret, AuthError> {
    match value {
        Some(value) if value.kind() == Kind::Object => SharedSecret::new(bytes_of(value).ok_or_else(wrong_kind)?),
        Some(value) if !matches!(value.kind(), Kind::String | Kind::Null) => Err(wrong_kind()),
        value => text_secret(&text_of(value, "secret")?),
    }
}

/// One secret or several, while a new one takes over from an old one.
pub(super) fn secrets_of(value: Option<Json<'_>>) -> Result<Vec<SharedSecret>, AuthError> {
    let Some(list) = value.filter(|value| value.kind() == Kind::Array) else {
        return Ok(Vec::from([secret_of(value)?]));
    };
    let secrets = list.elements().map(|secret| secret_of(Some(secret))).collect::<Result<Vec<_>, _>>()?;
    if secrets.is_empty() {
        return Err(AuthError::invalid_argument("secret", "secret is an empty list: give at least one secret"));
    }
    Ok(secrets)
}

/// The usual control character is the line break of a file or a variable, and a signature made with it fits nowhere.
fn text_secret(text: &Secret) -> Result<SharedSecret, AuthError> {
    if let Some(position) = text.expose().bytes().position(|byte| byte.is_ascii_control()) {
        let message = "secret holds a control character such as a line break: trim what was read from the file or the environment variable, or give bytes if it really belongs there";
        return Err(AuthError::invalid_argument("secret", message).at(position));
    }
    SharedSecret::new(text.expose())
}

/// The bytes of an object with the one member `base64`.
pub(super) fn bytes_of(value: Json<'_>) -> Option<Vec<u8>> {
    let mut members = value.members();
    let (name, text) = members.next()?;
    let is_bytes = name.string().is_some_and(|name| name == "base64") && members.next().is_none();
    is_bytes.then(|| BASE64.decode(&*text.string()?).ok())?
}

fn wrong_kind() -> AuthError {
    AuthError::invalid_argument("secret", "secret must be a string or a Uint8Array")
}

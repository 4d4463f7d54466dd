//! A token as it stands in a store: text that says for whom it is.

use super::access_token::AccessToken;
use super::kept;
use super::profile::TokenProfile;
use super::timestamp::{LATEST_INSTANT, LATEST_STATED};
use crate::json::{Document, Json, Kind, ObjectWriter};
use crate::secret::Secret;

/// The name of the form the text has; another one is not read.
const FORM: &str = "commerce-auth/1";

/// The text of a token under this key: a secret as a whole.
///
/// Instants in it are milliseconds since 1970, the lifetime is in seconds. A refresh token stays out of it: no authenticator
/// uses one, and it often lives longer than everything else here.
///
/// ```
/// use commerce_auth::{secret::Secret, token::access_token::AccessToken, token::stored::stored_text};
/// let token = AccessToken {
///     value: Secret::new("mF_9.B5f-4.1JqM"),
///     obtained_at: 1_700_000_000_000,
///     expires_at: None,
///     lifetime_seconds: None,
///     token_type: None,
///     refresh_token: Some(Secret::new("tGzv3JOkF0XG5Qx2TlKWIA")),
///     kept: vec![],
/// };
/// let text = r#"{"form":"commerce-auth/1","key":"key-1","token":"mF_9.B5f-4.1JqM","obtainedAt":1700000000000}"#;
/// assert_eq!(stored_text(&token, "key-1").expose(), text);
/// ```
pub fn stored_text(token: &AccessToken, key: &str) -> Secret {
    let mut object = ObjectWriter::new();
    object.string("form", FORM).string("key", key).string("token", token.value.expose());
    object.integer("obtainedAt", token.obtained_at);
    for &(name, number) in &[("expiresAt", token.expires_at), ("lifetimeSeconds", token.lifetime_seconds)] {
        if let Some(number) = number {
            object.integer(name, number);
        }
    }
    if let Some(token_type) = token.token_type.as_deref() {
        object.string("tokenType", token_type);
    }
    if let Some(kept) = kept::json_text(&token.kept) {
        object.raw("kept", &kept);
    }
    Secret::new(object.finish())
}

/// The token in a text that stands under this key; nothing where the text is not ours, is another key's, or holds what
/// no answer of the vendor could have given.
///
/// ```
/// use commerce_auth::secret::Secret;
/// use commerce_auth::token::access_token::AccessToken;
/// use commerce_auth::api::pledg::token::PROFILE;
/// use commerce_auth::token::stored::{read_stored, stored_text};
/// let token = AccessToken {
///     value: Secret::new("mF_9.B5f-4.1JqM"),
///     obtained_at: 1_700_000_000_000,
///     expires_at: Some(1_700_000_300_000),
///     lifetime_seconds: Some(300),
///     token_type: None,
///     refresh_token: None,
///     kept: vec![],
/// };
/// let text = stored_text(&token, "key-1");
/// let read = read_stored(text.expose(), "key-1", &PROFILE).unwrap();
/// assert_eq!((read.value.expose(), read.expires_at), ("mF_9.B5f-4.1JqM", Some(1_700_000_300_000)));
/// assert!(read_stored(text.expose(), "key-2", &PROFILE).is_none());
/// ```
pub fn read_stored(text: &str, key: &str, profile: &TokenProfile) -> Option<AccessToken> {
    let header = &profile.header;
    let document = Document::parse(text.as_bytes()).ok()?;
    let object = Some(document.root()).filter(|object| object.kind() == Kind::Object)?;
    let member = |name: &str| object.member(name).and_then(Json::string);
    let is_ours = object.duplicate_member().is_none() && member("form")? == FORM && member("key")? == key;
    let value = member("token").filter(|value| is_ours && header.check_token(value).is_ok())?;
    let token_type = member("tokenType");
    let is_usable = token_type.as_deref().is_none_or(|name| header.takes_type(name));
    is_usable.then_some(())?;
    let optional = |name: &str, most: i64| match object.member(name) {
        None => Some(None),
        Some(number) => number.integer().filter(|number| (1..=most).contains(number)).map(Some),
    };
    Some(AccessToken {
        obtained_at: optional("obtainedAt", LATEST_INSTANT)??,
        expires_at: optional("expiresAt", LATEST_STATED)?,
        lifetime_seconds: optional("lifetimeSeconds", i64::MAX)?,
        token_type: token_type.map(|name| name.into_owned()),
        refresh_token: None,
        kept: kept::of_json(&profile.response.keep, object.member("kept"))?,
        value: Secret::new(&*value),
    })
}

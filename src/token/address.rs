//! Addresses out of templates: that of a token endpoint, and the base of calls.

use super::client_credentials::ClientCredentials;
use super::template::{Part, Value, ValueOf, parts, positions};
use crate::ascii;
use crate::error::AuthError;
use crate::http::BaseUrl;
use crate::scheme::percent::percent_encoded;
use alloc::string::String;

/// What stands before a name of a host.
pub(crate) const HTTPS: &str = "https://";

/// An address with its values. A host stands at its beginning, with or without `https://` before it; any other value is
/// percent-encoded, and in the name of a host has to be a part of a label.
///
/// # Errors
/// `invalid_argument` naming the credential that cannot stand there.
pub(crate) fn filled_address(
    template: &str,
    credentials: &ClientCredentials,
    value_of: ValueOf<'_, '_>,
) -> Result<String, AuthError> {
    let mut url = String::new();
    for part in parts(template) {
        match part {
            Part::Plain(plain) => url.push_str(plain),
            Part::Credential(name) => match value_of(name)? {
                // It stands at the beginning: the definition has seen to it.
                Value::Address(host) => url = host,
                Value::Text(value) => {
                    check_segment(name, value)?;
                    // The vendors built in name whole hosts.
                    if cfg!(not(feature = "lean")) && is_in_authority(&url) {
                        check_label(name, value, credentials.is_listed(name))?;
                    }
                    url.push_str(&percent_encoded(value));
                }
            },
            // No profile has one in an address.
            Part::Base64(_) => {}
        }
    }
    Ok(url)
}

fn check_segment(name: &str, value: &str) -> Result<(), AuthError> {
    if matches!(value, "." | "..") {
        return Err(AuthError::about(name, " must not be \".\" or \"..\", which would change the path"));
    }
    Ok(())
}

/// What stands in the name of a host must not lead to another one.
fn check_label(name: &str, value: &str, is_listed: bool) -> Result<(), AuthError> {
    let is_of_label = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || (byte == b'.' && is_listed);
    match value.bytes().position(|byte| !is_of_label(byte)) {
        None => Ok(()),
        Some(position) => {
            let what = " stands in the name of a host, and can have letters, digits and hyphens only: give that part alone, without the rest of the address";
            Err(AuthError::about(name, what).at(position))
        }
    }
}

/// Whether what is added next belongs to the name of the host.
fn is_in_authority(url: &str) -> bool {
    authority(url).is_some_and(|authority| !ascii::holds(authority, b"/?#"))
}

/// What stands behind `://`.
fn authority(url: &str) -> Option<&str> {
    positions("://", url).next().and_then(|colon| url.get(colon.saturating_add(3)..))
}

/// The host that an address begins with, and what stands behind it.
///
/// ```
/// use commerce_auth::token::address::leading_host;
/// assert_eq!(leading_host("{host}/token"), Some(("host", "/token")));
/// assert_eq!(leading_host("https://{host}"), Some(("host", "")));
/// assert_eq!(leading_host("https://{region}.shop.example"), Some(("region", ".shop.example")));
/// assert_eq!(leading_host("https://api.{host}"), None);
/// ```
pub fn leading_host(template: &str) -> Option<(&str, &str)> {
    let rest = template.strip_prefix(HTTPS).unwrap_or(template);
    match parts(rest).first() {
        Some(Part::Credential(name)) => Some((name, rest.get(name.len().saturating_add(2)..)?)),
        _ => None,
    }
}

/// Scheme and authority of an address.
pub(crate) fn origin_of(url: &str) -> &str {
    let rest = authority(url).unwrap_or(url);
    let authority_at = url.len().saturating_sub(rest.len());
    url.get(..authority_at.saturating_add(ascii::end_before(rest, b"/?#"))).unwrap_or_default()
}

/// The address of a token endpoint.
///
/// # Errors
/// As [`filled_address`]; `insecure_url` for an address that the transport does not allow.
pub(crate) fn token_address(template: &str, credentials: &ClientCredentials) -> Result<String, AuthError> {
    let url = filled_address(template, credentials, &|name| credentials.value(name))?;
    let leading = leading_host(template).and_then(|(name, path)| Some((name, credentials.host(name)?, path)));
    if let Some((name, host, path)) = leading {
        if path.len() > 1 && host.text().ends_with(path) {
            let what = " already holds the path of the token endpoint: leave it out, it is added for you";
            return Err(AuthError::about(name, what));
        }
        if version(path).is_some_and(|version| host.path().ends_with(version)) {
            let what = " ends in the version of the API, which the path of each call begins with: leave it out";
            return Err(AuthError::about(name, what));
        }
        if host.origin() != origin_of(&url) {
            return Err(AuthError::about("url", " leads to an origin other than host"));
        }
    }
    // Only the origin decides where the credentials go. That of the host was looked at when the host was read, but for how it
    // may be reached.
    if leading.is_none_or(|(_, host, _)| !host.origin().starts_with(HTTPS)) {
        BaseUrl::parse(origin_of(&url), credentials.transport(), "url")?;
    }
    Ok(url)
}

/// The version that a path begins with, such as `/v3`.
fn version(path: &str) -> Option<&str> {
    let first = path.get(..ascii::end_before(path.get(1..)?, b"/").saturating_add(1))?;
    let digits = first.strip_prefix("/v")?;
    (!digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit())).then_some(first)
}

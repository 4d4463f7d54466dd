//! The addresses of a profile: where its credentials may lead, and where not.
//!
//! A credential in the name of a host is a label or a part of one, with two constant labels behind it; a whole host only by
//! `hosts`; anything else out of a closed list. No credential ever chooses a host freely.

use super::names::Declared;
use super::node::Node;
use crate::ascii;
use crate::error::AuthError;
use crate::http::{BaseUrl, Transport};
use crate::token::address::{HTTPS, leading_host, origin_of};
use crate::token::api_profile::ApiProfile;
use crate::token::assertion::ASSERTION;
use crate::token::call_fields::TOKEN;
use crate::token::template::{Part, names, parts, positions};
use alloc::string::String;
use alloc::vec::Vec;

/// How many labels have to stand behind a credential in the name of a host.
const CONSTANT_LABELS: usize = 2;

/// The address of the token endpoint.
pub(super) fn token_endpoint(request: &Node<'_>, declared: &Declared, is_signed: bool) -> Result<String, AuthError> {
    let url = request.text("url")?;
    if is_signed && names(&url).any(|name| name == ASSERTION) {
        return Err(request.wrong("url", " cannot hold the assertion: write it into fields"));
    }
    check(request, "url", &url, declared)?;
    Ok(url)
}

/// Checks an address with a word in the place of every credential.
fn check(node: &Node<'_>, name: &str, url: &str, declared: &Declared) -> Result<(), AuthError> {
    node.check_template(name, url)?;
    let host = leading_host(url).filter(|(host, _)| declared.is_host(host));
    // Whatever stood right behind the host would belong to its name, and lead the credentials elsewhere.
    if let Some((host, rest)) = host
        && !(rest.is_empty() || ascii::begins(rest, b"/?"))
    {
        let what = [" must have a slash, a question mark or nothing after {", host, "}"].concat();
        return Err(node.wrong(name, &what));
    }
    let mut sample = String::from(if host.is_some() { "https://x.example" } else { "" });
    for part in parts(host.map_or(url, |(_, rest)| rest)) {
        match part {
            Part::Plain(plain) => sample.push_str(plain),
            Part::Credential(credential) if declared.is_host(credential) => {
                return Err(node.wrong(name, &[" can have {", credential, "} only at its beginning"].concat()));
            }
            Part::Credential(credential) => {
                let listed = declared.list_of(credential).and_then(|list| list.first());
                sample.push_str(if is_behind(&sample, b"/?") { "x" } else { listed.map_or("x", String::as_str) });
            }
            Part::Base64(_) => return Err(node.wrong(name, " cannot hold base64, which stands in header fields and bodies")),
        }
    }
    check_plain(node, name, &sample)?;
    if host.is_none() {
        check_host_name(node, name, url, declared)?;
    }
    BaseUrl::parse(origin_of(&sample), Transport::HttpOnLoopback, "url")
        .map_err(|error| error.in_field(node.pointer_of(name)))?;
    Ok(())
}

fn check_plain(node: &Node<'_>, name: &str, sample: &str) -> Result<(), AuthError> {
    let is_plain = |segment: &[u8]| !matches!(segment, b"." | b"..");
    if !sample.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\')
        || !sample.as_bytes().split(|byte| b"/?".contains(byte)).all(is_plain)
    {
        return Err(node.wrong(name, " must be plain: visible ASCII, no backslash, no \".\" or \"..\" segment"));
    }
    if positions("://", sample).next().is_none() {
        let what = " must begin with https:// or with {host}; a name that is a whole host goes into hosts";
        return Err(node.wrong(name, what));
    }
    if ascii::holds(sample, b"#") {
        return Err(node.wrong(name, " must not hold a fragment"));
    }
    Ok(())
}

/// Whether one of these bytes stands in an address behind its scheme.
fn is_behind(sample: &str, bytes: &[u8]) -> bool {
    let behind = positions("://", sample).next().and_then(|colon| sample.get(colon.saturating_add(3)..));
    behind.is_some_and(|behind| ascii::holds(behind, bytes))
}

/// What stands in the name of a host, in order: constant text as it is, a list with the fewest labels of its values, another
/// credential as one that ends what counts.
fn check_host_name(node: &Node<'_>, name: &str, url: &str, declared: &Declared) -> Result<(), AuthError> {
    let authority = positions("://", url).next().and_then(|colon| url.get(colon.saturating_add(3)..)).unwrap_or_default();
    let authority = authority.get(..ascii::end_before(authority, b"/?")).unwrap_or_default();
    let (mut free, mut behind) = (None, String::new());
    for part in parts(authority) {
        match part {
            Part::Plain(plain) => behind.push_str(plain),
            Part::Credential(credential) => match declared.list_of(credential) {
                Some(list) => {
                    for value in list {
                        check_listed(node, name, credential, value)?;
                    }
                    behind.push_str(list.iter().min_by_key(|value| labels(value)).map_or("", String::as_str));
                }
                None => {
                    free = Some(credential);
                    behind.clear();
                }
            },
            Part::Base64(_) => {}
        }
    }
    let Some(credential) = free else {
        return Ok(());
    };
    // What stands before the first point belongs to the label of the credential itself.
    let (own, constant) = ascii::split_once(&behind, b'.').unwrap_or((&behind, ""));
    if ascii::holds(own, b":@") || ascii::holds(constant, b"@") {
        return Err(node.wrong(name, " must not have a credential before a user name or a port"));
    }
    if !constant.is_empty() && labels(constant) >= CONSTANT_LABELS {
        return Ok(());
    }
    let what = [
        " needs two constant labels behind {", credential, "}, as in https://{", credential,
        "}.shop.example, or it could name any host. Else list its values: \"oneOf\": { \"", credential,
        "\": [\"…\"] }; or take a whole host from the caller: \"hosts\": [\"", credential, "\"] and https://{", credential,
        "} at the beginning",
    ];
    Err(node.wrong(name, &what.concat()))
}

fn labels(text: &str) -> usize {
    ascii::pieces(text, b'.').count()
}

/// A value that stands in the name of a host.
fn check_listed(node: &Node<'_>, name: &str, credential: &str, value: &str) -> Result<(), AuthError> {
    let sample = [HTTPS, "x.", value, ".x.example"].concat();
    let is_name = value.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-.".contains(&byte));
    if is_name && BaseUrl::parse(&sample, Transport::Https, "oneOf").is_ok() {
        return Ok(());
    }
    let what = [" has {", credential, "} in its host, and oneOf lists a value for it that no host can have"].concat();
    Err(node.wrong(name, &what))
}

/// The names that an answer's address may end with.
pub(super) fn keep_origins(profile: &Node<'_>) -> Result<Vec<String>, AuthError> {
    let entries = profile.texts("keepOrigins")?;
    if entries.len() > 64 {
        return Err(profile.wrong("keepOrigins", " has more than 64 entries"));
    }
    for (index, entry) in entries.iter().enumerate() {
        let origin = [HTTPS, entry].concat();
        let is_name = labels(entry) >= CONSTANT_LABELS
            && BaseUrl::parse(&origin, Transport::Https, "keepOrigins").is_ok_and(|parsed| parsed.text() == origin);
        if !is_name || ascii::holds(entry, b":/") {
            let pointer = [&profile.pointer_of("keepOrigins"), "/", &crate::json::decimal(i64::try_from(index).unwrap_or(0))].concat();
            let what = " must be the end of a host's name, of two labels or more and in lower case, such as \"shop.example\": without https://, port and path";
            return Err(AuthError::about(&pointer, what));
        }
    }
    Ok(entries)
}

/// The base address of calls.
pub(super) fn check_base(profile: &Node<'_>, defined: &ApiProfile) -> Result<(), AuthError> {
    let Some(base) = defined.calls.base.as_deref() else {
        if defined.flow.is_none() {
            let what = " is missing: without a token call there is no other address that relative paths could go to";
            return Err(profile.wrong("baseUrl", what));
        }
        return refuse_origins(profile, defined);
    };
    if ascii::holds(base, b"?#") {
        return Err(profile.wrong("baseUrl", " must hold no query and no fragment: what every call carries goes into query"));
    }
    if defined.flow.is_some() && names(base).any(|name| name == TOKEN || (name == ASSERTION && defined.assertion.is_some())) {
        return Err(profile.wrong("baseUrl", " cannot hold the token: write it into headers, or into query"));
    }
    let keep: &[(_, _)] = defined.flow.as_ref().map_or(&[], |flow| &flow.response.keep);
    let is_kept = |name: &str| keep.iter().any(|(kept, _)| kept == name);
    let declared = Declared { hosts: defined.hosts.clone(), one_of: defined.one_of.clone(), public: Vec::new() };
    match parts(base).first() {
        Some(Part::Credential(name)) if is_kept(name) => check_kept_base(profile, defined, base, name),
        _ => {
            refuse_origins(profile, defined)?;
            let authority = origin_of(base);
            if parts(authority).into_iter().flat_map(Part::names).any(is_kept) {
                let what = " has what was kept in its host: keep the whole address, begin with it, as in \"{instanceUrl}\", and list in keepOrigins what it may end with";
                return Err(profile.wrong("baseUrl", what));
            }
            check(profile, "baseUrl", base, &declared)
        }
    }
}

fn check_kept_base(profile: &Node<'_>, defined: &ApiProfile, base: &str, name: &str) -> Result<(), AuthError> {
    if defined.calls.keep_origins.is_empty() {
        let what = [
            " must list what the address in ", name, " may end with, such as [\"shop.example\"]: an answer must not lead credentials anywhere else",
        ];
        return Err(profile.wrong("keepOrigins", &what.concat()));
    }
    profile.check_template("baseUrl", base)?;
    let rest = base.get(name.len().saturating_add(2)..).unwrap_or_default();
    if !(rest.is_empty() || ascii::begins(rest, b"/")) {
        return Err(profile.wrong("baseUrl", &[" must have a slash or nothing after {", name, "}"].concat()));
    }
    let mut sample = String::from("https://x.example");
    for part in parts(rest) {
        match part {
            Part::Plain(plain) => sample.push_str(plain),
            Part::Credential(name) if defined.hosts.iter().any(|host| host == name) => {
                return Err(profile.wrong("baseUrl", &[" can have {", name, "} only at its beginning"].concat()));
            }
            Part::Credential(_) => sample.push('x'),
            Part::Base64(_) => return Err(profile.wrong("baseUrl", " cannot hold base64, which stands in header fields and bodies")),
        }
    }
    check_plain(profile, "baseUrl", &sample)
}

fn refuse_origins(profile: &Node<'_>, defined: &ApiProfile) -> Result<(), AuthError> {
    if defined.calls.keep_origins.is_empty() {
        return Ok(());
    }
    Err(profile.wrong("keepOrigins", " has no effect: it is about a baseUrl that begins with what was kept, as in \"{instanceUrl}\""))
}

//! The addresses of a profile: where its credentials may lead, and where not.
//!
//! A credential in the name of a host is a label or a part of one, with two constant labels behind it; a whole host only by
//! `hosts`; anything else out of a closed list. No credential ever chooses a host freely.

use super::names::Declared;
use super::node::Node;
use crate::ascii;
use crate::http::{BaseUrl, Transport};
use crate::token::address::{HTTPS, leading_host, origin_of};
use crate::token::api_profile::ApiProfile;
use crate::token::assertion::ASSERTION;
use crate::token::call_fields::TOKEN;
use crate::token::profile_text::Text;
use crate::token::template::{Part, has_name, names, parts, positions};
use alloc::string::String;
use alloc::vec::Vec;

/// How many labels have to stand behind a credential in the name of a host.
const CONSTANT_LABELS: usize = 2;
/// More than any API has.
const MOST_ORIGINS: usize = 64;

/// The address of the token endpoint.
pub(super) fn token_endpoint(request: &Node<'_>, declared: &Declared, is_signed: bool) -> String {
    let url = request.needed_text("url");
    if let Some(node) = request.present("url").filter(|_| !url.is_empty()) {
        if is_signed && has_name(&url, ASSERTION) {
            node.refuse(&[" cannot hold the assertion: write it into fields"]);
        }
        let host = leading_host(&url).filter(|(host, _)| declared.is_host(host));
        check(&node, &url, host, declared);
    }
    url
}

/// Checks an address with a word in the place of every credential. `host` is what it begins with, where that is a whole host, and
/// what stands behind.
fn check(node: &Node<'_>, url: &str, host: Option<(&str, &str)>, declared: &Declared) {
    node.check_template(url);
    // Whatever stood right behind the host would belong to its name, and lead the credentials elsewhere.
    if let Some((host, rest)) = host
        && !(rest.is_empty() || ascii::begins(rest, b"/?"))
    {
        return node.refuse(&[" must have a slash, a question mark or nothing after {", host, "}"]);
    }
    let mut sample = String::from(if host.is_some() { "https://x.example" } else { "" });
    for part in parts(host.map_or(url, |(_, rest)| rest)) {
        match part {
            Part::Plain(plain) => sample.push_str(plain),
            Part::Credential(credential) if declared.is_host(credential) => {
                return node.refuse(&[" can have {", credential, "} only at its beginning"]);
            }
            Part::Credential(credential) => {
                let listed = declared.list_of(credential).and_then(|list| list.first());
                let is_in_path = authority(&sample).is_some_and(|authority| ascii::holds(authority, b"/?"));
                sample.push_str(if is_in_path { "x" } else { listed.map_or("x", String::as_str) });
            }
            Part::Base64(_) => {
                return node.refuse(&[" cannot hold base64, which stands in header fields and bodies"]);
            }
        }
    }
    if let Err(what) = check_plain(&sample) {
        return node.refuse(&[what]);
    }
    if host.is_some() || check_host_name(node, authority_of(url), declared) {
        node.take_own(BaseUrl::parse(origin_of(&sample), Transport::HttpOnLoopback, "url"));
    }
}

/// What stands behind `://`.
fn authority(url: &str) -> Option<&str> {
    positions("://", url).next().and_then(|colon| url.get(colon.saturating_add(3)..))
}

fn authority_of(url: &str) -> &str {
    let authority = authority(url).unwrap_or_default();
    authority.get(..ascii::end_before(authority, b"/?")).unwrap_or_default()
}

fn check_plain(sample: &str) -> Result<(), &'static str> {
    let is_plain = |segment: &[u8]| !matches!(segment, b"." | b"..");
    if !sample.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\')
        || !sample.as_bytes().split(|byte| b"/?".contains(byte)).all(is_plain)
    {
        return Err(" must be plain: visible ASCII, no backslash, no \".\" or \"..\" segment");
    }
    if authority(sample).is_none() {
        return Err(" must begin with https:// or with {host}; a name that is a whole host goes into hosts");
    }
    if ascii::holds(sample, b"#") {
        return Err(" must not hold a fragment");
    }
    Ok(())
}

/// What stands in the name of a host, in order: constant text as it is, a list with the fewest labels of its values, another
/// credential as one that ends what counts.
fn check_host_name(node: &Node<'_>, authority: &str, declared: &Declared) -> bool {
    let (mut free, mut behind) = (None, String::new());
    for part in parts(authority) {
        match part {
            Part::Plain(plain) => behind.push_str(plain),
            Part::Credential(credential) => match declared.list_of(credential) {
                Some(list) => {
                    if !list.iter().all(|value| is_in_host(value)) {
                        node.refuse(&[
                            " has {",
                            credential,
                            "} in its host, and oneOf lists a value for it that no host can have",
                        ]);
                        return false;
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
        return true;
    };
    // What stands before the first point belongs to the label of the credential itself.
    let (own, constant) = ascii::split_once(&behind, b'.').unwrap_or((&behind, ""));
    if ascii::holds(own, b":@") || ascii::holds(constant, b"@") {
        node.refuse(&[" must not have a credential before a user name or a port"]);
        return false;
    }
    if !constant.is_empty() && labels(constant) >= CONSTANT_LABELS {
        return true;
    }
    node.refuse(&[
        " needs two constant labels behind {",
        credential,
        "}, as in https://{",
        credential,
        "}.shop.example, or it could name any host. Else list its values: \"oneOf\": { \"",
        credential,
        "\": [\"…\"] }; or take a whole host from the caller: \"hosts\": [\"",
        credential,
        "\"] and https://{",
        credential,
        "} at the beginning",
    ]);
    false
}

fn labels(text: &str) -> usize {
    ascii::pieces(text, b'.').count()
}

/// Whether a value can stand in the name of a host.
fn is_in_host(value: &str) -> bool {
    let sample = [HTTPS, "x.", value, ".x.example"].concat();
    let is_name = value.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-.".contains(&byte));
    is_name && BaseUrl::parse(&sample, Transport::Https, "oneOf").is_ok()
}

/// The names that an answer's address may end with.
pub(super) fn keep_origins(profile: &Node<'_>) -> Vec<String> {
    profile.each_in("keepOrigins", &mut |entry| {
        let text = entry.json.string().unwrap_or_default();
        let origin = [HTTPS, &text].concat();
        let is_name = labels(&text) >= CONSTANT_LABELS
            && !ascii::holds(&text, b":/")
            && BaseUrl::parse(&origin, Transport::Https, "keepOrigins").is_ok_and(|parsed| parsed.text() == origin);
        if !is_name {
            entry.refuse(&[" must be the end of a host's name, of two labels or more and in lower case, such as \"shop.example\": without https://, port and path"]);
        }
    });
    profile.texts("keepOrigins", MOST_ORIGINS)
}

/// The base address of calls.
pub(super) fn check_base(profile: &Node<'_>, defined: &ApiProfile) {
    let declared = Declared { hosts: defined.hosts.clone(), one_of: defined.one_of.clone(), public: Vec::new() };
    let declared = &declared;
    let origins = &defined.calls.keep_origins;
    let keep: &[(Text, Text)] = defined.flow.as_ref().map_or(&[], |flow| &flow.response.keep);
    let is_kept = |name: &str| keep.iter().any(|(kept, _)| kept == name);
    let base = defined.calls.base.as_deref();
    let leading = base.and_then(|base| Some((leading_host(base)?, base)));
    let kept = leading.filter(|((name, _), base)| is_kept(name) && ascii::begins(base, b"{"));
    if kept.is_none() && !origins.is_empty() {
        profile.wrong(
            "keepOrigins",
            " has no effect: it is about a baseUrl that begins with what was kept, as in \"{instanceUrl}\"",
        );
    }
    let (Some(base), Some(node)) = (base, profile.present("baseUrl")) else {
        if defined.flow.is_none() {
            profile.wrong(
                "baseUrl",
                " is missing: without a token call there is no other address that relative paths could go to",
            );
        }
        return;
    };
    if ascii::holds(base, b"?#") {
        return node.refuse(&[" must hold no query and no fragment: what every call carries goes into query"]);
    }
    if defined.flow.is_some() && (has_name(base, TOKEN) || (defined.assertion.is_some() && has_name(base, ASSERTION))) {
        return node.refuse(&[" cannot hold the token: write it into headers, or into query"]);
    }
    if let Some(((name, rest), _)) = kept {
        if origins.is_empty() {
            profile.wrong_pieces(
                "keepOrigins",
                &[
                    " must list what the address in ",
                    name,
                    " may end with, such as [\"shop.example\"]: an answer must not lead credentials anywhere else",
                ],
            );
        }
        return check(&node, base, Some((name, rest)), declared);
    }
    if names(origin_of(base)).into_iter().any(is_kept) {
        return node.refuse(&[" has what was kept in its host: keep the whole address, begin with it, as in \"{instanceUrl}\", and list in keepOrigins what it may end with"]);
    }
    let host = leading.map(|(leading, _)| leading).filter(|(name, _)| declared.is_host(name));
    check(&node, base, host, declared);
}

//! What a profile says of its credentials by their names: which are hosts, which are out of a list, which are no secret.

use super::node::Node;
use crate::boundary::nearest_name::nearest;
use crate::error::AuthError;
use crate::token::api_profile::ApiProfile;
use crate::token::assertion::ASSERTION;
use crate::token::call_fields::TOKEN;
use crate::token::profile::{BASIC_PAIRS, ClientAuthentication};
use alloc::string::String;
use alloc::vec::Vec;

/// More names, and more values of one, than any API has.
const MOST: usize = 64;

/// What was said.
pub(super) struct Declared {
    pub(super) hosts: Vec<String>,
    pub(super) one_of: Vec<(String, Vec<String>)>,
    pub(super) public: Vec<String>,
}

impl Declared {
    pub(super) fn read(profile: &Node<'_>) -> Result<Declared, AuthError> {
        let hosts = match profile.present("hosts") {
            Some(_) => bounded(profile, "hosts", profile.texts("hosts")?)?,
            None => Vec::from([String::from("host")]),
        };
        let mut one_of = Vec::new();
        if let Some(lists) = profile.optional_object("oneOf", &[])? {
            for (name, _) in lists.json.members() {
                let name = name.string().unwrap_or_default().into_owned();
                let list = bounded(&lists, &name, lists.texts(&name)?)?;
                if list.is_empty() {
                    return Err(lists.wrong(&name, " must list at least one value"));
                }
                one_of.push((name, list));
            }
        }
        Ok(Declared {
            hosts,
            one_of: bounded(profile, "oneOf", one_of)?,
            public: bounded(profile, "public", profile.texts("public")?)?,
        })
    }

    pub(super) fn is_host(&self, name: &str) -> bool {
        self.hosts.iter().any(|host| host == name)
    }

    pub(super) fn list_of(&self, name: &str) -> Option<&[String]> {
        self.one_of.iter().find(|(listed, _)| listed == name).map(|(_, list)| &**list)
    }
}

fn bounded<T>(node: &Node<'_>, name: &str, list: Vec<T>) -> Result<Vec<T>, AuthError> {
    if list.len() > MOST { Err(node.wrong(name, " has more than 64 entries")) } else { Ok(list) }
}

/// A name that no template has would have no effect, and was meant for another.
pub(super) fn check(profile: &Node<'_>, defined: &ApiProfile) -> Result<(), AuthError> {
    let mut known = defined.credential_names();
    let is_basic = defined
        .flow
        .as_ref()
        .is_some_and(|flow| matches!(flow.request.client_authentication, ClientAuthentication::Basic(_)));
    if is_basic {
        known.extend(BASIC_PAIRS.iter().flat_map(|(id, secret)| [*id, *secret]));
    }
    let refuse = |pointer: String, name: &str| {
        if known.contains(&name) {
            return Ok(());
        }
        let what = match nearest(name, &known) {
            Some(meant) => [" names no credential of any template. Did you mean ", meant, "?"].concat(),
            None => String::from(" names no credential of any template: leave it out"),
        };
        Err(AuthError::about(&pointer, &what))
    };
    for list in ["hosts", "public"] {
        for entry in profile.list(list)?.unwrap_or_default() {
            refuse(entry.pointer.clone(), &entry.json.string().unwrap_or_default())?;
        }
    }
    if let Some(lists) = profile.optional_object("oneOf", &[])? {
        for (name, list) in &defined.one_of {
            refuse(lists.pointer_of(name), name)?;
            if defined.hosts.iter().any(|host| host == name) {
                return Err(lists.wrong(name, " is in hosts as well: a whole host is out of no list"));
            }
            if list.iter().any(|value| value.bytes().any(|byte| byte.is_ascii_control())) {
                return Err(lists.wrong(name, " holds a control character"));
            }
        }
    }
    check_kept(profile, defined, &known)
}

/// A name that is kept must not be that of a credential as well.
fn check_kept(profile: &Node<'_>, defined: &ApiProfile, known: &[&str]) -> Result<(), AuthError> {
    let Some(flow) = &defined.flow else {
        return Ok(());
    };
    let asked = crate::token::request::credential_names(flow);
    for (name, _) in flow.response.keep.iter() {
        if name == TOKEN || name == ASSERTION || asked.contains(&&**name) || known.contains(&&**name) {
            let pointer = [&profile.pointer, "/response/keep/", &super::node::escaped(name)].concat();
            return Err(AuthError::about(&pointer, " is the name of a credential, or of the token: choose another"));
        }
        let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        if !is_name || name == "__proto__" {
            let pointer = [&profile.pointer, "/response/keep/", &super::node::escaped(name)].concat();
            return Err(AuthError::about(&pointer, " is no name that could stand in braces: write letters, digits and _"));
        }
    }
    Ok(())
}

//! What a profile says of its credentials by their names: which are hosts, which are out of a list, which are no secret.

use super::node::Node;
use crate::boundary::nearest_name::nearest;
use crate::token::api_profile::ApiProfile;
use crate::token::assertion::ASSERTION;
use crate::token::call_fields::TOKEN;
use crate::token::profile::{BASIC_PAIRS, ClientAuthentication};
use crate::token::request::credential_names;
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
    pub(super) fn read(profile: &Node<'_>) -> Declared {
        let hosts = match profile.present("hosts") {
            Some(_) => profile.texts("hosts", MOST),
            None => Vec::from([String::from("host")]),
        };
        let mut one_of = Vec::new();
        if let Some(lists) = profile.object("oneOf", &[]) {
            lists.each_member(&mut |name, node| {
                let list = lists.texts(&name, MOST);
                if list.is_empty() || list.iter().any(|value| value.bytes().any(|byte| byte.is_ascii_control())) {
                    node.refuse(&[" must list at least one value, and none with a control character"]);
                }
                if hosts.contains(&name) {
                    node.refuse(&[" is in hosts as well: a whole host is out of no list"]);
                }
                one_of.push((name, list));
            });
            if one_of.len() > MOST {
                lists.refuse(&[" has more than 64 entries"]);
                one_of.clear();
            }
        }
        Declared { hosts, one_of, public: profile.texts("public", MOST) }
    }

    pub(super) fn is_host(&self, name: &str) -> bool {
        self.hosts.iter().any(|host| host == name)
    }

    pub(super) fn list_of(&self, name: &str) -> Option<&[String]> {
        self.one_of.iter().find(|(listed, _)| listed == name).map(|(_, list)| &**list)
    }
}

/// A name that no template has would have no effect, and was meant for another.
pub(super) fn check(profile: &Node<'_>, defined: &ApiProfile) {
    let mut known = defined.credential_names();
    let authentication = defined.flow.as_ref().map(|flow| &flow.request.client_authentication);
    if matches!(authentication, Some(ClientAuthentication::Basic(_))) {
        for (id, secret) in &BASIC_PAIRS {
            known.extend([*id, *secret]);
        }
    }
    let check = |name: &str, node: &Node<'_>| {
        if !known.contains(&name) {
            match nearest(name, &known) {
                Some(meant) => node.refuse(&[" names no credential of any template. Did you mean ", meant, "?"]),
                None => node.refuse(&[" names no credential of any template: leave it out"]),
            }
        }
    };
    for list in ["hosts", "public"] {
        profile.each_in(list, &mut |entry| check(&entry.json.string().unwrap_or_default(), &entry));
    }
    profile.each_of("oneOf", &mut |name, list| check(&name, &list));
    let Some(response) = profile.present("response") else { return };
    let asked = defined.flow.as_ref().map_or(Vec::new(), credential_names);
    response.each_of("keep", &mut |name, node| {
        let name = &*name;
        if name == TOKEN || name == ASSERTION || asked.contains(&name) || known.contains(&name) {
            node.refuse(&[" is the name of a credential, or of the token: choose another"]);
        }
        let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        if !is_name || name == "__proto__" {
            node.refuse(&[" is no name that could stand in braces: write letters, digits and _"]);
        }
    });
}

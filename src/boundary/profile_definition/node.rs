//! A value of a profile with its JSON pointer (RFC 6901), and what is read out of it.

use crate::ascii;
use crate::boundary::nearest_name::nearest;
use crate::error::{AuthError, ErrorCode};
use crate::json::{Json, Kind};
use crate::token::profile_text::Text;
use crate::token::template::{has_odd_function, has_odd_name};
use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

pub(super) fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

/// A value of the profile with the pointer to it.
pub(super) struct Node<'a> {
    pub(super) json: Json<'a>,
    pub(super) pointer: String,
}

impl<'a> Node<'a> {
    pub(super) fn root(profile: Option<Json<'a>>) -> Result<Self, AuthError> {
        match profile.filter(|profile| profile.kind() == Kind::Object) {
            Some(json) => Ok(Node { json, pointer: String::new() }),
            None => {
                Err(AuthError::invalid_argument("profile", "profile must be an object with name, request and response"))
            }
        }
    }

    pub(super) fn pointer_of(&self, name: &str) -> String {
        [&self.pointer, "/", &escaped(name)].concat()
    }

    pub(super) fn present(&self, name: &str) -> Option<Json<'a>> {
        self.json.member(name).filter(|value| !value.is_null())
    }

    pub(super) fn knows(&self, names: &[&str]) -> Result<(), AuthError> {
        if self.json.kind() != Kind::Object {
            return Err(self.refuse(&[" must be an object with ", &names.join(", ")].concat()));
        }
        for (key, _) in self.json.members() {
            let key = key.string().unwrap_or(Cow::Borrowed("?"));
            if !names.contains(&&*key) {
                let advice = match nearest(&key, names) {
                    Some(meant) => [" is unknown. Did you mean ", meant, "?"].concat(),
                    None => [" is unknown. It may be ", &names.join(", "), "."].concat(),
                };
                let pointer = self.pointer_of(&key);
                return Err(AuthError::saying(ErrorCode::UnknownOption, &[&pointer, &advice]).in_field(pointer));
            }
        }
        Ok(())
    }

    /// An object with members of these names, of any names where there are none.
    pub(super) fn optional_object(&self, name: &str, names: &[&str]) -> Result<Option<Node<'a>>, AuthError> {
        let Some(json) = self.present(name) else {
            return Ok(None);
        };
        let node = Node { json, pointer: self.pointer_of(name) };
        if names.is_empty() && json.kind() == Kind::Object {
            return Ok(Some(node));
        }
        node.knows(names)?;
        Ok(Some(node))
    }

    pub(super) fn text(&self, name: &str) -> Result<String, AuthError> {
        self.optional_text(name)?.ok_or_else(|| self.missing(name))
    }

    pub(super) fn optional_text(&self, name: &str) -> Result<Option<String>, AuthError> {
        self.text_at(name, self.json.member(name))
    }

    /// The text of a member that has been found; null is as good as absent.
    pub(super) fn text_at(&self, name: &str, member: Option<Json<'a>>) -> Result<Option<String>, AuthError> {
        match member.filter(|value| !value.is_null()) {
            None => Ok(None),
            Some(value) => match value.string() {
                Some(text) if !text.is_empty() => Ok(Some(text.into_owned())),
                _ => Err(self.wrong(name, " must be a string that is not empty")),
            },
        }
    }

    /// A JSON pointer: empty, or beginning with a slash.
    pub(super) fn json_pointer(&self, name: &str) -> Result<Option<Text>, AuthError> {
        let Some(value) = self.present(name) else {
            return Ok(None);
        };
        match value.string() {
            Some(text) if text.is_empty() || ascii::begins(&text, b"/") => Ok(Some(Cow::Owned(text.into_owned()))),
            _ => Err(self.wrong(name, " must be a JSON pointer such as \"/data/accessToken\" (RFC 6901)")),
        }
    }

    pub(super) fn choice<T: Copy>(&self, name: &str, choices: &[(&str, T)]) -> Result<Option<T>, AuthError> {
        let Some(chosen) = self.optional_text(name)? else {
            return Ok(None);
        };
        let found = choices.iter().find(|(known, _)| *known == chosen).map(|(_, choice)| *choice);
        let names: Vec<&str> = choices.iter().map(|(known, _)| *known).collect();
        found.map(Some).ok_or_else(|| self.wrong(name, &[" must be one of ", &names.join(", ")].concat()))
    }

    pub(super) fn record(&self, name: &str) -> Result<Vec<(Text, Text)>, AuthError> {
        let Some(record) = self.optional_object(name, &[])? else {
            return Ok(Vec::new());
        };
        let entry = |(key, value): (Json<'_>, Json<'_>)| {
            let key = key.string().unwrap_or_default().into_owned();
            let value = value.string().ok_or_else(|| record.wrong(&key, " must be a string"))?.into_owned();
            Ok((Cow::Owned(key), Cow::Owned(value)))
        };
        record.json.members().map(entry).collect()
    }

    /// A record whose values are templates.
    pub(super) fn templates(&self, name: &str) -> Result<Vec<(Text, Text)>, AuthError> {
        let record = self.record(name)?;
        for (key, template) in &record {
            self.check_template(&[name, "/", &escaped(key)].concat(), template)?;
        }
        Ok(record)
    }

    /// Refuses what looks like the name of a credential and would stand for itself.
    pub(super) fn check_template(&self, path: &str, template: &str) -> Result<(), AuthError> {
        let what = if has_odd_name(template) {
            " holds braces without a name in them: write letters, digits and _, as in {client_id}"
        } else if has_odd_function(template) {
            " holds a function that there is not: the only one is base64, as in {base64(username:password)}"
        } else {
            return Ok(());
        };
        Err(AuthError::about(&[&self.pointer, "/", path].concat(), what))
    }

    pub(super) fn list(&self, name: &str) -> Result<Option<Vec<Node<'a>>>, AuthError> {
        let Some(list) = self.present(name) else {
            return Ok(None);
        };
        if list.kind() != Kind::Array {
            return Err(self.wrong(name, " must be an array"));
        }
        let numbered = list.elements().zip(0_i64..);
        let pointer = |index: i64| [&self.pointer_of(name), "/", &crate::json::decimal(index)].concat();
        Ok(Some(numbered.map(|(json, index)| Node { json, pointer: pointer(index) }).collect()))
    }

    /// The texts of a list.
    pub(super) fn texts(&self, name: &str) -> Result<Vec<String>, AuthError> {
        let read = |entry: Node<'_>| match entry.json.string() {
            Some(text) if !text.is_empty() => Ok(text.into_owned()),
            _ => Err(entry.refuse(" must be a string that is not empty")),
        };
        self.list(name)?.unwrap_or_default().into_iter().map(read).collect()
    }

    /// A string or a number as text.
    pub(super) fn scalar(&self) -> Result<Text, AuthError> {
        match self.json.kind() {
            Kind::Number | Kind::Boolean => Ok(Cow::Owned(self.json.text().into())),
            _ => match self.json.string() {
                Some(text) => Ok(Cow::Owned(text.into_owned())),
                None => Err(self.refuse(" must be a string or a number")),
            },
        }
    }

    pub(super) fn missing(&self, name: &str) -> AuthError {
        self.wrong(name, " is missing")
    }

    pub(super) fn wrong(&self, name: &str, what: &str) -> AuthError {
        AuthError::about(&self.pointer_of(name), what)
    }

    pub(super) fn refuse(&self, what: &str) -> AuthError {
        AuthError::about(&self.pointer, what)
    }
}

//! A value of a profile with its JSON pointer (RFC 6901), and what is read out of it. What is wrong is written down and read as
//! left out, so that one reading finds every mistake.

use crate::ascii;
use crate::boundary::nearest_name::nearest;
use crate::error::{AuthError, ErrorCode};
use crate::json::{Json, Kind};
use crate::token::profile_text::Text;
use crate::token::template::{has_odd_function, has_odd_name};
use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;
use core::cell::RefCell;

/// As many as anybody mends at a time.
const MOST_MISTAKES: usize = 16;
/// Of a longer name a pointer has only the beginning, in bytes: there is one for each value, and none may be as long as the profile.
const LONGEST_NAME: usize = 100;

/// The mistakes of a profile, the first one first.
pub(super) struct Mistakes(RefCell<Vec<AuthError>>);

impl Mistakes {
    pub(super) fn none() -> Mistakes {
        Mistakes(RefCell::new(Vec::new()))
    }

    fn add(&self, mistake: AuthError) {
        if !self.are_full() {
            self.0.borrow_mut().push(mistake);
        }
    }

    fn are_full(&self) -> bool {
        self.0.borrow().len() >= MOST_MISTAKES
    }

    pub(super) fn are_none(&self) -> bool {
        self.0.borrow().is_empty()
    }

    pub(super) fn all(self) -> Vec<AuthError> {
        self.0.into_inner()
    }
}

pub(super) struct Node<'a> {
    pub(super) json: Json<'a>,
    pub(super) pointer: String,
    mistakes: &'a Mistakes,
}

impl<'a> Node<'a> {
    pub(super) fn root(profile: Option<Json<'a>>, mistakes: &'a Mistakes) -> Option<Self> {
        let json = profile.filter(|profile| profile.kind() == Kind::Object);
        if json.is_none() {
            let message = "profile must be an object with name, request and response";
            mistakes.add(AuthError::invalid_argument("profile", message));
        }
        Some(Node { json: json?, pointer: String::new(), mistakes })
    }

    fn below(&self, json: Json<'a>, name: &str) -> Node<'a> {
        Node { json, pointer: self.pointer_of(name), mistakes: self.mistakes }
    }

    pub(super) fn pointer_of(&self, name: &str) -> String {
        [&self.pointer, "/", &escaped(name)].concat()
    }

    /// The member of this name; null is as good as absent.
    pub(super) fn present(&self, name: &str) -> Option<Node<'a>> {
        let json = self.json.member(name).filter(|value| !value.is_null())?;
        Some(self.below(json, name))
    }

    /// Shows every member, with its name.
    pub(super) fn each_member(&self, see: &mut dyn FnMut(String, Node<'a>)) {
        for (name, json) in self.json.members() {
            // Half of a surrogate pair is in no name that any answer could have.
            let name = name.string().unwrap_or(Cow::Borrowed("?")).into_owned();
            let node = self.below(json, &name);
            see(name, node);
        }
    }

    /// Shows every member of the record of this name.
    pub(super) fn each_of(&self, name: &str, see: &mut dyn FnMut(String, Node<'a>)) {
        if let Some(record) = self.object(name, &[]) {
            record.each_member(see);
        }
    }

    /// An object with members of these names, of any names where there are none.
    pub(super) fn object(&self, name: &str, names: &[&str]) -> Option<Node<'a>> {
        let node = self.present(name)?;
        node.is_object(names).then_some(node)
    }

    pub(super) fn is_object(&self, names: &[&str]) -> bool {
        if self.json.kind() != Kind::Object {
            self.refuse(&[" must be an object with ", &names.join(", ")]);
            return false;
        }
        if !names.is_empty() {
            self.each_member(&mut |name, member| {
                if !names.contains(&&*name) && !self.mistakes.are_full() {
                    let pieces = match nearest(&name, names) {
                        Some(meant) => [&*member.pointer, " is unknown. Did you mean ", meant, "?"].concat(),
                        None => [&*member.pointer, " is unknown. It may be ", &names.join(", "), "."].concat(),
                    };
                    self.mistakes.add(AuthError::new(ErrorCode::UnknownOption, pieces).in_field(member.pointer));
                }
            });
        }
        true
    }

    /// The text of a member; none where it is not there.
    pub(super) fn text(&self, name: &str) -> Option<String> {
        self.present(name)?.own_text()
    }

    /// The text that this is.
    pub(super) fn own_text(&self) -> Option<String> {
        let text = self.json.string().filter(|text| !text.is_empty());
        if text.is_none() {
            self.refuse(&[" must be a string that is not empty"]);
        }
        text.map(Cow::into_owned)
    }

    pub(super) fn needed_text(&self, name: &str) -> String {
        self.needs(name);
        self.text(name).unwrap_or_default()
    }

    /// Refuses what is not there.
    pub(super) fn needs(&self, name: &str) {
        if self.present(name).is_none() {
            self.wrong(name, " is missing");
        }
    }

    /// A JSON pointer: empty, or beginning with a slash.
    pub(super) fn json_pointer(&self, name: &str) -> Option<Text> {
        self.present(name)?.own_pointer()
    }

    /// The JSON pointer that this is.
    pub(super) fn own_pointer(&self) -> Option<Text> {
        let text = self.json.string().filter(|text| text.is_empty() || ascii::begins(text, b"/"));
        if text.is_none() {
            self.refuse(&[" must be a JSON pointer such as \"/data/accessToken\" (RFC 6901)"]);
        }
        Some(Text::Owned(text?.into_owned()))
    }

    pub(super) fn needed_pointer(&self, name: &str) -> Text {
        self.needs(name);
        self.json_pointer(name).unwrap_or_default()
    }

    /// The number of the choice that was made.
    pub(super) fn choice(&self, name: &str, choices: &[&str]) -> Option<usize> {
        let chosen = self.text(name)?;
        let found = choices.iter().position(|known| *known == chosen);
        if found.is_none() {
            let known = choices.join(", ");
            match nearest(&chosen, choices) {
                Some(meant) => self.wrong_pieces(name, &[" must be one of ", &known, ". Did you mean ", meant, "?"]),
                None => self.wrong_pieces(name, &[" must be one of ", &known]),
            }
        }
        found
    }

    /// A record whose values are templates.
    pub(super) fn templates(&self, name: &str) -> Vec<(Text, Text)> {
        let mut templates = Vec::new();
        self.each_of(name, &mut |name, member| match member.json.string() {
            Some(template) => {
                member.check_template(&template);
                templates.push((Text::Owned(name), Text::Owned(template.into_owned())));
            }
            None => member.refuse(&[" must be a string"]),
        });
        templates
    }

    /// Refuses what looks like the name of a credential and would stand for itself.
    pub(super) fn check_template(&self, template: &str) {
        if let Some(what) = wrong_template(template) {
            self.refuse(&[what]);
        }
    }

    /// Shows every element of the list of this name; false where there is none.
    pub(super) fn each_in(&self, name: &str, see: &mut dyn FnMut(Node<'a>)) -> bool {
        let Some(list) = self.present(name) else { return false };
        if list.json.kind() != Kind::Array {
            list.refuse(&[" must be an array"]);
            return false;
        }
        for (index, json) in (0_i64..).zip(list.json.elements()) {
            see(list.below(json, &crate::json::decimal(index)));
        }
        true
    }

    /// The texts of a list, at most as many as this.
    pub(super) fn texts(&self, name: &str, most: usize) -> Vec<String> {
        let mut texts = Vec::new();
        self.each_in(name, &mut |entry| texts.extend(entry.own_text()));
        if texts.len() > most {
            let most = crate::json::decimal(i64::try_from(most).unwrap_or(0));
            self.wrong_pieces(name, &[" has more than ", &most, " entries"]);
            texts.clear();
        }
        texts
    }

    /// A string, a number or a flag as text.
    pub(super) fn scalar(&self) -> Text {
        if matches!(self.json.kind(), Kind::Number | Kind::Boolean) {
            return Text::Owned(self.json.text().into());
        }
        let text = self.json.string();
        if text.is_none() {
            self.refuse(&[" must be a string or a number"]);
        }
        Text::Owned(text.unwrap_or_default().into_owned())
    }

    pub(super) fn wrong(&self, name: &str, what: &str) {
        self.wrong_pieces(name, &[what]);
    }

    pub(super) fn wrong_pieces(&self, name: &str, what: &[&str]) {
        refuse_at(self.mistakes, &self.pointer_of(name), what);
    }

    /// Refuses a value somewhere below this one.
    pub(super) fn refuse_below(&self, path: &dyn Fn() -> String, what: &str) {
        // A long path to each of many values is made for those alone that are told of.
        if !self.mistakes.are_full() {
            refuse_at(self.mistakes, &[&*self.pointer, &path()].concat(), &[what]);
        }
    }

    pub(super) fn refuse(&self, what: &[&str]) {
        refuse_at(self.mistakes, &self.pointer, what);
    }

    /// Takes over what somebody else has to say about this.
    pub(super) fn take_own<T>(&self, result: Result<T, AuthError>) {
        if let Err(mistake) = result {
            self.mistakes.add(mistake.in_field(self.pointer.clone()));
        }
    }

    /// Takes over what somebody else has to say about a member.
    pub(super) fn take<T>(&self, name: &str, result: Result<T, AuthError>) {
        if let Err(mistake) = result {
            self.mistakes.add(mistake.in_field(self.pointer_of(name)));
        }
    }
}

/// A name as it stands in a pointer.
pub(super) fn escaped(name: &str) -> String {
    let is_long = name.len() > LONGEST_NAME;
    let end = if is_long { (0..=LONGEST_NAME).rev().find(|end| name.is_char_boundary(*end)) } else { None };
    let shown = end.and_then(|end| name.get(..end)).unwrap_or(name);
    [&*shown.replace('~', "~0").replace('/', "~1"), if is_long { "…" } else { "" }].concat()
}

/// What is wrong with a template that looks as if it had a name or a function and has none.
pub(super) fn wrong_template(template: &str) -> Option<&'static str> {
    if has_odd_name(template) {
        return Some(" holds braces without a name in them: write letters, digits and _, as in {client_id}");
    }
    has_odd_function(template)
        .then_some(" holds a function that there is not: the only one is base64, as in {base64(username:password)}")
}

#[inline(never)]
fn refuse_at(mistakes: &Mistakes, pointer: &str, what: &[&str]) {
    mistakes.add(AuthError::about(pointer, &what.concat()));
}

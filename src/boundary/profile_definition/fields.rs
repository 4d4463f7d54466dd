//! The fields of a token request, and other JSON with templates in it.

use super::node::{Node, escaped, wrong_template};
use crate::json::{Json, Kind};
use crate::token::profile::{Encoding, Fields, JsonPiece};
use crate::token::template::has_names;
use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

/// The fields, in the form that they are sent in.
pub(super) fn read(request: &Node<'_>, encoding: Encoding) -> Fields {
    if matches!(encoding, Encoding::Json | Encoding::TextJson) {
        return Fields::Json(Cow::Owned(json_pieces(request, "fields")));
    }
    request.each_of("fields", &mut |_, value| {
        if value.json.kind() != Kind::String {
            value.refuse(&[" must be a string such as \"true\" or \"7\": numbers, booleans and nested fields need \"encoding\": \"json\""]);
        }
    });
    Fields::Named(Cow::Owned(request.templates("fields")))
}

/// An object as JSON text in pieces; none where it is not there or empty.
pub(super) fn json_pieces(node: &Node<'_>, name: &str) -> Vec<JsonPiece> {
    let mut pieces = Pieces { done: Vec::new(), plain: String::new() };
    if let Some(object) = node.object(name, &[])
        && object.json.members().next().is_some()
    {
        pieces.push(object.json, &Place { node: &object, below: None });
        pieces.end_plain();
    }
    pieces.done
}

/// Where a value stands: its pointer is made only where it is wrong, since a description can have very many values.
struct Place<'p> {
    node: &'p Node<'p>,
    below: Option<(&'p Place<'p>, Step<'p>)>,
}

#[derive(Clone, Copy)]
enum Step<'p> {
    Name(&'p str),
    Index(i64),
}

impl Place<'_> {
    fn path(&self) -> String {
        match self.below {
            None => String::new(),
            Some((place, Step::Name(name))) => [&place.path(), "/", &escaped(name)].concat(),
            Some((place, Step::Index(index))) => [&place.path(), "/", &crate::json::decimal(index)].concat(),
        }
    }

    fn check_template(&self, template: &str) {
        if let Some(what) = wrong_template(template) {
            self.refuse(what);
        }
    }

    fn refuse(&self, what: &str) {
        self.node.refuse_below(&|| self.path(), what);
    }
}

struct Pieces {
    done: Vec<JsonPiece>,
    plain: String,
}

impl Pieces {
    /// How deep JSON can be nested is bounded by its reader.
    fn push(&mut self, value: Json<'_>, place: &Place<'_>) {
        match value.kind() {
            Kind::Object => {
                self.plain.push('{');
                for (index, (name, member)) in value.members().enumerate() {
                    self.plain.push_str(if index == 0 { "" } else { "," });
                    self.plain.push_str(name.text());
                    self.plain.push(':');
                    let name = name.string().unwrap_or(Cow::Borrowed("?"));
                    self.push(member, &Place { node: place.node, below: Some((place, Step::Name(&name))) });
                }
                self.plain.push('}');
            }
            Kind::Array => {
                self.plain.push('[');
                for (index, element) in (0_i64..).zip(value.elements()) {
                    self.plain.push_str(if index == 0 { "" } else { "," });
                    self.push(element, &Place { node: place.node, below: Some((place, Step::Index(index))) });
                }
                self.plain.push(']');
            }
            Kind::String => match value.string() {
                Some(template) => {
                    place.check_template(&template);
                    if !has_names(&template) {
                        self.plain.push_str(value.text());
                    } else {
                        self.end_plain();
                        self.done.push(JsonPiece::Filled(Cow::Owned(template.into_owned())));
                    }
                }
                None => place.refuse(" has no UTF-8 form"),
            },
            _ => self.plain.push_str(value.text()),
        }
    }

    fn end_plain(&mut self) {
        if !self.plain.is_empty() {
            self.done.push(JsonPiece::Plain(Cow::Owned(core::mem::take(&mut self.plain))));
        }
    }
}

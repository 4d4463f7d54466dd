//! The fields of a token request, and other JSON with templates in it.

use super::node::{Node, escaped};
use crate::error::AuthError;
use crate::json::{Json, Kind};
use crate::token::profile::{Encoding, Fields, JsonPiece};
use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

/// The fields, in the form that they are sent in.
pub(super) fn read(request: &Node<'_>, encoding: Encoding) -> Result<Fields, AuthError> {
    match encoding {
        Encoding::Json | Encoding::TextJson => Ok(Fields::Json(Cow::Owned(json_pieces(request, "fields")?))),
        Encoding::Form | Encoding::Query => {
            if let Some(fields) = request.optional_object("fields", &[])? {
                for (name, value) in fields.json.members() {
                    let name = name.string().unwrap_or_default();
                    if value.kind() != Kind::String {
                        let what = " must be a string such as \"true\" or \"7\": numbers, booleans and nested fields need \"encoding\": \"json\"";
                        return Err(fields.wrong(&name, what));
                    }
                }
            }
            Ok(Fields::Named(Cow::Owned(request.templates("fields")?)))
        }
    }
}

/// An object as JSON text in pieces; none where it is not there or empty.
pub(super) fn json_pieces(node: &Node<'_>, name: &str) -> Result<Vec<JsonPiece>, AuthError> {
    let mut pieces = Pieces { done: Vec::new(), plain: String::new() };
    if let Some(object) = node.optional_object(name, &[])?
        && object.json.members().next().is_some()
    {
        pieces.push(node, &escaped(name), object.json)?;
        pieces.end_plain();
    }
    Ok(pieces.done)
}

struct Pieces {
    done: Vec<JsonPiece>,
    plain: String,
}

impl Pieces {
    /// How deep JSON can be nested is bounded by its reader.
    fn push(&mut self, node: &Node<'_>, path: &str, value: Json<'_>) -> Result<(), AuthError> {
        match value.kind() {
            Kind::Object => {
                self.plain.push('{');
                for (index, (name, member)) in value.members().enumerate() {
                    self.plain.push_str(if index == 0 { "" } else { "," });
                    self.plain.push_str(name.text());
                    self.plain.push(':');
                    let name = name.string().unwrap_or_default();
                    self.push(node, &[path, "/", &escaped(&name)].concat(), member)?;
                }
                self.plain.push('}');
            }
            Kind::Array => {
                self.plain.push('[');
                for (index, element) in (0_i64..).zip(value.elements()) {
                    self.plain.push_str(if index == 0 { "" } else { "," });
                    self.push(node, &[path, "/", &crate::json::decimal(index)].concat(), element)?;
                }
                self.plain.push(']');
            }
            Kind::String => {
                let pointer = || [&node.pointer, "/", path].concat();
                let template = value.string().ok_or_else(|| AuthError::about(&pointer(), " has no UTF-8 form"))?;
                node.check_template(path, &template)?;
                if crate::token::template::names(&template).next().is_none() {
                    self.plain.push_str(value.text());
                } else {
                    self.end_plain();
                    self.done.push(JsonPiece::Filled(Cow::Owned(template.into_owned())));
                }
            }
            _ => self.plain.push_str(value.text()),
        }
        Ok(())
    }

    fn end_plain(&mut self) {
        if !self.plain.is_empty() {
            self.done.push(JsonPiece::Plain(Cow::Owned(core::mem::take(&mut self.plain))));
        }
    }
}

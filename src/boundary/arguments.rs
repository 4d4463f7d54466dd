//! The positional arguments of a call.

use super::options::{Options, text_of};
use crate::error::AuthError;
use crate::json::{Elements, Json};
use crate::secret::Secret;

/// The arguments, taken in their order.
pub(super) struct Arguments<'a> {
    elements: Elements<'a>,
}

impl<'a> Arguments<'a> {
    pub(super) fn new(call: Json<'a>) -> Self {
        Arguments { elements: call.elements() }
    }

    /// A string argument; text is treated as a secret whatever it is.
    pub(super) fn string(&mut self, name: &'static str) -> Result<Secret, AuthError> {
        text_of(self.next(), name)
    }

    /// An options object with these names.
    pub(super) fn options(&mut self, known: &'static [&'static str]) -> Result<Options<'a>, AuthError> {
        Options::read(self.next(), "options", known)
    }

    /// An options object with these names, or none at all.
    pub(super) fn optional_options(&mut self, known: &'static [&'static str]) -> Result<Options<'a>, AuthError> {
        let given = self.next();
        Options::read(given.or_else(|| Json::parse(b"{}").ok()), "options", known)
    }
}

impl<'a> Iterator for Arguments<'a> {
    type Item = Json<'a>;

    fn next(&mut self) -> Option<Json<'a>> {
        self.elements.next()
    }
}

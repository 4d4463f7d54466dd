//! The arguments of a call.

use super::options::{Options, refuse_placeholder, text_of};
use crate::error::{AuthError, ErrorCode};
use crate::json::{Elements, Json};
use crate::secret::Secret;

/// The arguments, taken in their order; beside them the subject, where the call has one: a text from outside, as it came.
pub(super) struct Arguments<'a> {
    elements: Elements<'a>,
    subject: Option<&'a [u8]>,
}

impl<'a> Arguments<'a> {
    pub(super) fn new(call: Json<'a>, subject: Option<&'a [u8]>) -> Self {
        Arguments { elements: call.elements(), subject }
    }

    /// The subject as bytes, where there is one.
    pub(super) fn subject(&mut self, name: &'static str) -> Result<Option<&'a [u8]>, AuthError> {
        let subject = self.subject.take();
        refuse_placeholder(subject.unwrap_or_default(), name)?;
        Ok(subject)
    }

    /// The subject as bytes; without one the next argument is at fault.
    pub(super) fn subject_bytes(&mut self, name: &'static str) -> Result<&'a [u8], AuthError> {
        match self.subject(name)? {
            Some(subject) => Ok(subject),
            None => Err(self.string(name).err().unwrap_or_else(not_crossed)),
        }
    }

    /// The subject as text; without one the next argument, which then is no text or none that can cross.
    pub(super) fn subject_text(&mut self, name: &'static str) -> Result<Secret, AuthError> {
        let Some(subject) = self.subject(name)? else {
            return self.string(name);
        };
        core::str::from_utf8(subject).map(Secret::new).map_err(|_| not_crossed())
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
        match self.next() {
            None => Ok(Options::NONE),
            given => Options::read(given, "options", known),
        }
    }
}

fn not_crossed() -> AuthError {
    AuthError::new(ErrorCode::Internal, "a text did not reach the core as it should: please report what you called")
}

impl<'a> Iterator for Arguments<'a> {
    type Item = Json<'a>;

    fn next(&mut self) -> Option<Json<'a>> {
        self.elements.next()
    }
}

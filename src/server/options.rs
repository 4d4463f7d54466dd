//! Options objects: every name known, every value of its type.

use crate::boundary::json_text::text_of;
use crate::boundary::nearest_name::{MISSPELLING_LIMIT, nearest};
use crate::error::{AuthError, ErrorCode};
use crate::json::{Json, Kind};
use crate::secret::Secret;
use alloc::borrow::Cow;
use alloc::string::String;

/// The longest option there is, and as many letters more as a misspelling may have. A digest has 32 characters, an API
/// secret 40.
const LONGEST_REPEATED_NAME: usize = "dangerouslyAllowInsecureHttp".len() + MISSPELLING_LIMIT;

/// An options object whose names are all known.
pub(super) struct Options<'a> {
    object: Option<Json<'a>>,
    prefix: &'static str,
}

impl<'a> Options<'a> {
    /// Reads an object that may have these members. `name` is what errors call the object itself.
    ///
    /// # Errors
    /// `invalid_argument` where it is not an object, `unknown_option` for the first member with another name, with
    /// the nearest right one.
    pub(super) fn read(value: Option<Json<'a>>, name: &'static str, known: &[&str]) -> Result<Options<'a>, AuthError> {
        let object = value.filter(|value| value.kind() == Kind::Object);
        let Some(object) = object else {
            return Err(AuthError::about(name, &[" must be an object with ", &listed(known)].concat()));
        };
        for (key, _) in object.members() {
            let key = key.string().unwrap_or(Cow::Borrowed("?"));
            if !known.contains(&&*key) {
                return Err(unknown_option(&key, name, known));
            }
        }
        Ok(Options { object: Some(object), prefix: if name == "options" { "" } else { name } })
    }

    /// A string that has to be there.
    ///
    /// # Errors
    /// `invalid_argument` where it is missing or not a string.
    pub(super) fn string(&self, name: &'static str) -> Result<Secret, AuthError> {
        text_of(self.present(name), self.field(name))
    }

    /// A string that may be left out.
    ///
    /// # Errors
    /// `invalid_argument` where it is not a string.
    pub(super) fn optional_string(&self, name: &'static str) -> Result<Option<Secret>, AuthError> {
        self.present(name).map(|value| text_of(Some(value), self.field(name))).transpose()
    }

    /// A boolean; one that is left out is false.
    ///
    /// # Errors
    /// `invalid_argument` where it is not a boolean.
    pub(super) fn flag(&self, name: &'static str) -> Result<bool, AuthError> {
        match self.present(name) {
            None => Ok(false),
            Some(value) => value.boolean().ok_or_else(|| self.wrong(name, " must be true or false")),
        }
    }

    /// A number as an integer, its fraction cut off. `least` is 0 or 1.
    ///
    /// # Errors
    /// `invalid_argument` where it is not a finite number from `least` on.
    pub(super) fn integer(&self, name: &'static str, least: i64) -> Result<Option<i64>, AuthError> {
        let Some(value) = self.present(name) else {
            // NaN and the infinities have no JSON form: they arrive as null.
            return if self.mentions(name) { Err(self.wrong(name, " must be a finite number")) } else { Ok(None) };
        };
        match value.integer() {
            Some(number) if number >= least => Ok(Some(number)),
            _ if least > 0 => Err(self.wrong(name, " must be a finite number from 1 on")),
            _ => Err(self.wrong(name, " must be a finite number that is not negative")),
        }
    }

    /// An object with members of its own.
    ///
    /// # Errors
    /// As [`Options::read`].
    pub(super) fn nested(&self, name: &'static str, known: &[&str]) -> Result<Option<Options<'a>>, AuthError> {
        self.present(name).map(|value| Options::read(Some(value), self.field(name), known)).transpose()
    }

    /// A value as it stands; null is as good as left out.
    pub(super) fn present(&self, name: &str) -> Option<Json<'a>> {
        self.object?.member(name).filter(|value| !value.is_null())
    }

    /// Whether there is a member of this name, be it null.
    pub(super) fn mentions(&self, name: &str) -> bool {
        self.object.is_some_and(|object| object.member(name).is_some())
    }

    /// The name errors give to a member. Nested members are named by their last part where no constant names them.
    fn field(&self, name: &'static str) -> &'static str {
        match (self.prefix, name) {
            ("attribution", "lookupType") => "attribution.lookupType",
            ("attribution", "lookup") => "attribution.lookup",
            ("attribution", "entityType") => "attribution.entityType",
            ("attribution", "entityCode") => "attribution.entityCode",
            ("expect", "reference") => "expect.reference",
            ("expect", "amountCents") => "expect.amountCents",
            ("response", "status") => "response.status",
            ("response", "body") => "response.body",
            ("response", "headers") => "response.headers",
            _ => name,
        }
    }

    fn wrong(&self, name: &'static str, what: &str) -> AuthError {
        AuthError::about(self.field(name), what)
    }
}

fn advice(given: &str, known: &[&str], otherwise: &str) -> String {
    match nearest(given, known) {
        Some(meant) => [" Did you mean ", meant, "?"].concat(),
        None => [otherwise, &listed(known), "."].concat(),
    }
}

fn unknown_option(key: &str, name: &str, known: &[&str]) -> AuthError {
    // A stranger's key may hold anything, a secret included, when key and value were swapped.
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"_-.".contains(&byte);
    let shown = if key.len() <= LONGEST_REPEATED_NAME && key.bytes().all(plain) {
        key
    } else {
        "(a name too long or too odd to repeat)"
    };
    let advice = advice(key, known, " It may have ");
    AuthError::saying(ErrorCode::UnknownOption, &[name, " has no member ", shown, ".", &advice])
        .in_field(String::from(shown))
}

/// Refuses a name that is near one of these without being it, among strangers that are welcome.
pub(super) fn refuse_misspelling(key: &str, name: &str, known: &[&str]) -> Result<(), AuthError> {
    match nearest(key, known) {
        Some(meant) if meant != key => Err(unknown_option(key, name, known)),
        _ => Ok(()),
    }
}

fn listed(known: &[&str]) -> String {
    known.join(", ")
}

//! Options objects: every name known, every value of its type.

use super::arguments::Arguments;
use crate::error::{AuthError, ErrorCode};
use crate::json::{Json, Kind};
use crate::secret::Secret;
use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

/// Names at most this many edits apart are taken for misspellings of each other.
const MISSPELLING_LIMIT: usize = 3;
/// The longest option there is, and as many letters more as a misspelling may have. A digest has 32 characters, an API
/// secret 40.
const LONGEST_REPEATED_NAME: usize = "dangerouslyAllowInsecureHttp".len() + MISSPELLING_LIMIT;

/// What other packages call an option, and what it is called here.
const ELSEWHERE: [(&str, &str); 6] = [
    ("baseURL", "host"),
    ("url", "host"),
    ("clientId", "key"),
    ("clientSecret", "secret"),
    ("password", "clientPassword"),
    ("token", "accessToken"),
];

/// An options object whose names are all known.
///
/// ```
/// use commerce_auth::{boundary::options::Options, json::Document};
/// let text = br#"{"host":"a.example","strict":true,"now":1.7e12,"signal":null,"expect":{"amountCents":2000}}"#;
/// let names = ["host", "key", "strict", "now", "signal", "expect"];
/// let document = Document::parse(text).unwrap();
/// let options = Options::read(Some(document.root()), "options", &names).unwrap();
/// assert_eq!(options.string("host").unwrap().expose(), "a.example");
/// assert!(options.optional_string("key").unwrap().is_none() && options.string("key").is_err());
/// assert_eq!(options.texts(&["host", "key"]).unwrap()[0].0, "host");
/// assert!(options.flag("strict").unwrap());
/// assert_eq!(options.integer("now", 0).unwrap(), Some(1_700_000_000_000));
/// assert!(options.mentions("signal") && options.present("signal").is_none());
/// let expect = options.nested("expect", &["reference", "amountCents"]).unwrap().unwrap();
/// assert_eq!(expect.integer("amountCents", 0).unwrap(), Some(2000));
/// ```
pub struct Options<'a> {
    object: Option<Json<'a>>,
    prefix: &'static str,
}

impl<'a> Options<'a> {
    /// No options at all.
    pub const NONE: Options<'static> = Options { object: None, prefix: "" };

    /// Reads an object that may have these members. `name` is what errors call the object itself.
    ///
    /// # Errors
    /// `invalid_argument` where it is not an object, `unknown_option` for the first member with another name, with
    /// the nearest right one.
    ///
    /// ```
    /// use commerce_auth::{boundary::options::Options, json::Document};
    /// let misspelt = Document::parse(br#"{"usrname":"store.server"}"#).unwrap();
    /// let error = Options::read(Some(misspelt.root()), "options", &["username", "password"]).err().unwrap();
    /// assert_eq!((error.code().as_str(), error.message().contains("username")), ("unknown_option", true));
    /// ```
    pub fn read(value: Option<Json<'a>>, name: &'static str, known: &[&str]) -> Result<Options<'a>, AuthError> {
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
    pub fn string(&self, name: &'static str) -> Result<Secret, AuthError> {
        text_of(self.present(name), self.field(name))
    }

    /// A string that may be left out.
    ///
    /// # Errors
    /// `invalid_argument` where it is not a string.
    pub fn optional_string(&self, name: &'static str) -> Result<Option<Secret>, AuthError> {
        self.present(name).map(|value| text_of(Some(value), self.field(name))).transpose()
    }

    /// The strings among these that are there.
    ///
    /// # Errors
    /// `invalid_argument` where one is not a string.
    pub fn texts(&self, names: &[&'static str]) -> Result<Vec<(&'static str, Secret)>, AuthError> {
        let mut texts = Vec::new();
        for name in names {
            if let Some(text) = self.optional_string(name)? {
                texts.push((*name, text));
            }
        }
        Ok(texts)
    }

    /// A boolean; one that is left out is false.
    ///
    /// # Errors
    /// `invalid_argument` where it is not a boolean.
    pub fn flag(&self, name: &'static str) -> Result<bool, AuthError> {
        match self.present(name) {
            None => Ok(false),
            Some(value) => value.boolean().ok_or_else(|| self.wrong(name, " must be true or false")),
        }
    }

    /// A number as an integer, its fraction cut off. `least` is 0 or 1.
    ///
    /// # Errors
    /// `invalid_argument` where it is not a finite number from `least` on.
    pub fn integer(&self, name: &'static str, least: i64) -> Result<Option<i64>, AuthError> {
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
    pub fn nested(&self, name: &'static str, known: &[&str]) -> Result<Option<Options<'a>>, AuthError> {
        self.present(name).map(|value| Options::read(Some(value), self.field(name), known)).transpose()
    }

    /// A value as it stands; null is as good as left out.
    pub fn present(&self, name: &str) -> Option<Json<'a>> {
        self.object?.member(name).filter(|value| !value.is_null())
    }

    /// Whether there is a member of this name, be it null.
    pub fn mentions(&self, name: &str) -> bool {
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

/// A string argument or member as text.
pub(super) fn text_of(value: Option<Json<'_>>, name: &str) -> Result<Secret, AuthError> {
    let refuse = |what: &str| Err(AuthError::about(name, what));
    match value {
        None => refuse(" is missing: is the variable it comes from set?"),
        Some(value) if value.is_null() => refuse(" is missing: is the variable it comes from set?"),
        Some(value) if value.kind() != Kind::String => refuse(" must be a string"),
        Some(value) => match value.string() {
            Some(text) => refuse_placeholder(text.as_bytes(), name).map(|()| Secret::new(text)),
            None => refuse(
                " holds half of a surrogate pair, so it has no UTF-8 form: was the text cut in the middle of a character?",
            ),
        },
    }
}

/// Refuses what secrets of this package print as, given in the place of one.
pub(super) fn refuse_placeholder(text: &[u8], name: &str) -> Result<(), AuthError> {
    if text == "«redacted»".as_bytes() {
        return Err(AuthError::about(name, " is what a secret prints as: keep the value itself"));
    }
    Ok(())
}

/// Refuses a scenario that is not among those of the facade, which holds the table: the name given, the names there
/// are between commas. It never succeeds.
pub(super) fn refuse_scenario(arguments: &mut Arguments<'_>) -> Result<String, AuthError> {
    let given = arguments.string("scenario")?;
    let names = arguments.string("scenarios")?;
    let known: Vec<&str> = names.expose().split(',').collect();
    let advice = advice(given.expose(), &known, " It may be ");
    Err(AuthError::invalid_argument("scenario", ["scenario is not one that there is.", &advice].concat()))
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
#[cfg(all(target_arch = "wasm32", feature = "server"))]
pub(crate) fn refuse_misspelling(key: &str, name: &str, known: &[&str]) -> Result<(), AuthError> {
    match nearest(key, known) {
        Some(meant) if meant != key => Err(unknown_option(key, name, known)),
        _ => Ok(()),
    }
}

fn listed(known: &[&str]) -> String {
    known.join(", ")
}

/// The known name that a wrong one was probably meant to be.
pub(super) fn nearest<'k>(key: &str, known: &[&'k str]) -> Option<&'k str> {
    let ours = ELSEWHERE.iter().find(|(theirs, _)| *theirs == key).map_or("", |(_, ours)| *ours);
    if let Some(name) = known.iter().find(|name| **name == ours) {
        return Some(name);
    }
    let closest =
        known.iter().map(|name| (distance(&key.to_ascii_lowercase(), &name.to_ascii_lowercase()), *name)).min()?;
    let limit = MISSPELLING_LIMIT.min(key.len().div_ceil(2));
    (closest.0 <= limit).then_some(closest.1)
}

/// The Levenshtein distance of two names, byte by byte.
fn distance(one: &str, other: &str) -> usize {
    // Only near names matter, and a stranger's key can be of any length.
    if one.len().abs_diff(other.len()) > MISSPELLING_LIMIT {
        return usize::MAX;
    }
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (above, left) in one.bytes().zip(1_usize..) {
        let mut diagonal = left.saturating_sub(1);
        let mut previous = left;
        let (first, rest) = row.split_at_mut(1);
        first.fill(left);
        for (cell, byte) in rest.iter_mut().zip(other.bytes()) {
            let substituted = diagonal.saturating_add(usize::from(byte != above));
            let shifted = previous.min(*cell).saturating_add(1);
            diagonal = *cell;
            *cell = substituted.min(shifted);
            previous = *cell;
        }
    }
    row.last().copied().unwrap_or(usize::MAX)
}

//! What an answer means for the credentials it was asked with.

use super::profile_text::Text;
use super::vendor_text::code_text;
use crate::ascii;
use crate::http::Answer;
use crate::json::{Json, Kind};
use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

/// The meaning of an answer, whatever vendor it came from.
///
/// ```
/// use commerce_auth::token::classification::Classification;
/// assert_eq!(Classification::named("retry_later"), Some(Classification::RetryLater));
/// assert_eq!(Classification::RetryLater.as_str(), "retry_later");
/// assert_eq!(Classification::of_status(498), Classification::TokenExpired);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Classification {
    /// Nothing is wrong.
    Ok,
    /// The token has expired: renew it and ask again.
    TokenExpired,
    /// The token is not accepted: renew it and ask again.
    TokenInvalid,
    /// The token is good and may not do this.
    Forbidden,
    /// The vendor is busy or down: ask again later.
    RetryLater,
    /// The key, secret, user name or password is wrong: asking again will not help.
    BadCredentials,
    /// An error that says nothing about credentials.
    Error,
}

impl Classification {
    /// The meaning as it is named in JavaScript.
    pub const fn as_str(self) -> &'static str {
        match self {
            Classification::Ok => "ok",
            Classification::TokenExpired => "token_expired",
            Classification::TokenInvalid => "token_invalid",
            Classification::Forbidden => "forbidden",
            Classification::RetryLater => "retry_later",
            Classification::BadCredentials => "bad_credentials",
            Classification::Error => "error",
        }
    }

    /// The meaning of a name that [`Classification::as_str`] gives.
    pub fn named(name: &str) -> Option<Self> {
        Classification::ALL.iter().copied().find(|classification| classification.as_str() == name)
    }

    /// Every meaning there is.
    pub const ALL: [Classification; 7] = [
        Classification::Ok,
        Classification::TokenExpired,
        Classification::TokenInvalid,
        Classification::Forbidden,
        Classification::RetryLater,
        Classification::BadCredentials,
        Classification::Error,
    ];

    /// The meaning of an HTTP status alone (RFC 9110 §15, RFC 6585 §4). 498 is Capillary's "token expired".
    pub const fn of_status(status: u16) -> Self {
        match status {
            200..=299 => Classification::Ok,
            401 => Classification::TokenInvalid,
            403 => Classification::Forbidden,
            498 => Classification::TokenExpired,
            408 | 425 | 429 | 500..=599 => Classification::RetryLater,
            _ => Classification::Error,
        }
    }

    /// Among several entries of one answer the one that decides: what is said about credentials comes first.
    const fn gravity(self) -> u8 {
        match self {
            Classification::Ok => 0,
            Classification::Error => 1,
            Classification::RetryLater => 2,
            Classification::Forbidden => 3,
            Classification::TokenInvalid => 4,
            Classification::TokenExpired => 5,
            Classification::BadCredentials => 6,
        }
    }
}

/// Where a vendor puts its codes, and what they mean.
#[derive(Clone, Debug)]
pub struct ErrorShape {
    /// Every place an entry can stand.
    pub places: Cow<'static, [ErrorPlace]>,
    /// The codes that mean something for credentials; any other code is an [`Classification::Error`].
    pub meanings: Meanings,
    /// How a rejected token looks beside what the codes say.
    pub rejected: RejectedShape,
    /// What counts where the status of an API's answer rejects the token and a code says otherwise.
    pub unauthorized: Unauthorized,
}

impl ErrorShape {
    /// The errors of RFC 6749 §5.2, beside which many a token endpoint has those of RFC 6749 §4.1.2.1.
    pub const RFC6749: ErrorShape = ErrorShape {
        places: Cow::Borrowed(RFC6749_PLACES),
        meanings: Meanings::RFC6749,
        rejected: RejectedShape::BY_STATUS,
        unauthorized: Unauthorized::IsRejection,
    };
}

/// The entry of RFC 6749 §5.2, which is the whole body.
pub const RFC6749_PLACE: ErrorPlace = ErrorPlace {
    entry: Cow::Borrowed(""),
    code: Cow::Borrowed("error"),
    message: Cow::Borrowed("error_description"),
    unknown_code: UnknownCode::IsErrorUnlessSuccess,
};

const RFC6749_PLACES: &[ErrorPlace] = &[RFC6749_PLACE];

const RFC6749_MEANINGS: &[(Text, Classification)] = &[
    (Cow::Borrowed("access_denied"), Classification::Forbidden),
    (Cow::Borrowed("insufficient_scope"), Classification::Forbidden),
    (Cow::Borrowed("invalid_client"), Classification::BadCredentials),
    (Cow::Borrowed("invalid_grant"), Classification::BadCredentials),
    (Cow::Borrowed("invalid_token"), Classification::TokenInvalid),
    (Cow::Borrowed("server_error"), Classification::RetryLater),
    (Cow::Borrowed("temporarily_unavailable"), Classification::RetryLater),
    (Cow::Borrowed("unauthorized_client"), Classification::Forbidden),
];

/// What codes mean, in the order of the codes: each is found in a few comparisons, however many there are.
#[derive(Clone, Debug)]
pub struct Meanings(Cow<'static, [(Text, Classification)]>);

impl Meanings {
    /// Those of RFC 6749 §5.2 and §4.1.2.1, and of RFC 6750 §3.1.
    pub const RFC6749: Meanings = Meanings::in_order(RFC6749_MEANINGS);

    /// A list that stands in the order of its codes, byte by byte.
    ///
    /// ```
    /// use commerce_auth::token::classification::{Classification, Meanings};
    /// const LIST: &[(std::borrow::Cow<'static, str>, Classification)] =
    ///     &[(std::borrow::Cow::Borrowed("401"), Classification::TokenInvalid)];
    /// assert_eq!(Meanings::in_order(LIST).of("401"), Some(Classification::TokenInvalid));
    /// ```
    pub const fn in_order(list: &'static [(Text, Classification)]) -> Self {
        Meanings(Cow::Borrowed(list))
    }

    /// A list in any order. Of a code that stands there twice the first meaning counts.
    ///
    /// ```
    /// use commerce_auth::token::classification::{Classification, Meanings};
    /// let list = vec![("498".into(), Classification::TokenExpired), ("401".into(), Classification::TokenInvalid)];
    /// assert_eq!(Meanings::new(list).of("401"), Some(Classification::TokenInvalid));
    /// let list = vec![("1".into(), Classification::Forbidden), ("1".into(), Classification::TokenExpired)];
    /// assert_eq!(Meanings::new(list).of("1"), Some(Classification::Forbidden));
    /// ```
    pub fn new(mut list: Vec<(Text, Classification)>) -> Self {
        list.sort_by(|(one, _), (other, _)| one.cmp(other));
        list.dedup_by(|(later, _), (earlier, _)| later == earlier);
        Meanings(Cow::Owned(list))
    }

    /// The meaning of a code, where it has one.
    ///
    /// ```
    /// use commerce_auth::token::classification::Meanings;
    /// assert_eq!(Meanings::new(Vec::new()).of("401"), None);
    /// ```
    pub fn of(&self, code: &str) -> Option<Classification> {
        let at = self.0.binary_search_by(|(known, _)| (**known).cmp(code)).ok()?;
        self.0.get(at).map(|(_, classification)| *classification)
    }

    /// Whether every code stands behind the one before it.
    #[cfg(test)]
    pub(crate) fn are_in_order(&self) -> bool {
        self.0.iter().zip(self.0.iter().skip(1)).all(|((one, _), (other, _))| one < other)
    }
}

/// What an API's 401 means beside a code that speaks of credentials.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unauthorized {
    /// The token is rejected: the codes are those of a token endpoint, which an API has no say in (RFC 6750 §3.1).
    IsRejection,
    /// What the code says: the vendor's own codes are about its APIs as well.
    IsAsSaid,
}

/// How a rejected token looks.
#[derive(Clone, Debug)]
pub struct RejectedShape {
    /// The HTTP statuses that say so, in the place of 401 and 498.
    pub statuses: Option<Cow<'static, [u16]>>,
    /// JSON pointers, and the values there that say so.
    pub values: Cow<'static, [(Text, Cow<'static, [Text]>)]>,
}

impl RejectedShape {
    /// By the status alone.
    pub const BY_STATUS: RejectedShape = RejectedShape { statuses: None, values: Cow::Borrowed(&[]) };

    /// A status that is named means what it means anyway, where that speaks of the token: to name 401 and 498 changes nothing.
    fn of_status(&self, status: u16) -> Classification {
        let usual = Classification::of_status(status);
        let speaks_of_token = matches!(usual, Classification::TokenInvalid | Classification::TokenExpired);
        match (&self.statuses, speaks_of_token) {
            (Some(statuses), false) if statuses.contains(&status) => Classification::TokenInvalid,
            (Some(statuses), true) if !statuses.contains(&status) => Classification::Error,
            _ => usual,
        }
    }

    /// Whether this status says so, whatever stands beside it.
    ///
    /// ```
    /// use commerce_auth::token::classification::RejectedShape;
    /// assert!(RejectedShape::BY_STATUS.has_status(401) && !RejectedShape::BY_STATUS.has_status(403));
    /// ```
    pub fn has_status(&self, status: u16) -> bool {
        matches!(self.of_status(status), Classification::TokenInvalid | Classification::TokenExpired)
    }

    /// Whether a value of the body is one of those that were named.
    fn names_value(&self, answer: &Answer<'_>) -> bool {
        !self.values.is_empty() && answer.json().is_some_and(|body| self.is_in(body))
    }

    fn is_in(&self, body: Json<'_>) -> bool {
        self.values.iter().any(|(pointer, values)| {
            let found = body.pointer(pointer);
            let plain = found.and_then(|found| match found.kind() {
                Kind::Boolean => Some(Cow::Borrowed(found.text())),
                _ => code_text(found),
            });
            plain.is_some_and(|plain| values.contains(&plain))
        })
    }
}

/// One place an entry of `{code, message}` can stand.
#[derive(Clone, Debug)]
pub struct ErrorPlace {
    /// JSON pointer to the entry, or to an array of entries; the empty one only to an entry.
    pub entry: Text,
    /// The member of the entry with the code, a string or a number.
    pub code: Text,
    /// The member of the entry with the vendor's words.
    pub message: Text,
    /// Whether a code without a known meaning is an error at this place.
    pub unknown_code: UnknownCode,
}

/// What a code without a known meaning stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnknownCode {
    /// An entry at this place is an error by being there.
    IsError,
    /// Success is reported at this place as well: an error unless `success` is true or the code is 2xx.
    IsErrorUnlessSuccess,
}

/// The meaning of one answer, with the vendor's own words for it.
#[derive(Clone)]
pub struct Verdict {
    /// The meaning.
    pub classification: Classification,
    /// The vendor's code, as text.
    pub vendor_code: Option<String>,
    /// The vendor's words, as they came.
    pub vendor_message: Option<String>,
}

/// Reads the meaning of an answer. It is total: every answer has one.
///
/// A code in the body that speaks of credentials decides over the HTTP status, since some vendors report an expired
/// token inside a 200.
///
/// ```
/// use commerce_auth::http::{Answer, HttpResponse};
/// use commerce_auth::token::classification::{Classification, ErrorShape, classify};
/// // The sample of RFC 6749 §5.2:
/// let response = HttpResponse::new(400, vec![], br#"{"error":"invalid_request"}"#.to_vec()).unwrap();
/// let verdict = classify(&ErrorShape::RFC6749, &Answer::read(&response));
/// assert_eq!(verdict.classification, Classification::Error);
/// assert_eq!(verdict.vendor_code.as_deref(), Some("invalid_request"));
/// ```
pub fn classify(shape: &ErrorShape, answer: &Answer<'_>) -> Verdict {
    let said = gravest_entry(shape, answer);
    let by_status = shape.rejected.of_status(answer.response().status());
    let is_rejected = by_status.gravity() >= Classification::TokenInvalid.gravity();
    if is_rejected && shape.unauthorized == Unauthorized::IsRejection {
        // A code can say no more than that it has expired.
        let has_expired = said.classification == Classification::TokenExpired;
        return Verdict { classification: if has_expired { said.classification } else { by_status }, ..said };
    }
    if shape.rejected.names_value(answer) {
        return Verdict { classification: Classification::TokenInvalid, ..said };
    }
    decided(by_status, said)
}

/// Reads the meaning of a token endpoint's answer, which can reject no token: what the profile says of rejected ones is
/// about other answers.
///
/// ```
/// use commerce_auth::http::{Answer, HttpResponse};
/// use commerce_auth::token::classification::{Classification, ErrorShape, classify_token_answer};
/// let response = HttpResponse::new(400, vec![], br#"{"error":"invalid_grant"}"#.to_vec()).unwrap();
/// let verdict = classify_token_answer(&ErrorShape::RFC6749, &Answer::read(&response));
/// assert_eq!(verdict.classification, Classification::BadCredentials);
/// ```
pub fn classify_token_answer(shape: &ErrorShape, answer: &Answer<'_>) -> Verdict {
    decided(Classification::of_status(answer.response().status()), gravest_entry(shape, answer))
}

fn decided(by_status: Classification, said: Verdict) -> Verdict {
    let classification = match said.classification {
        Classification::Ok => by_status,
        Classification::Error if by_status != Classification::Ok => by_status,
        // A status that speaks of the token decides over a body that only asks for patience.
        Classification::RetryLater if by_status.gravity() >= Classification::TokenInvalid.gravity() => by_status,
        decisive => decisive,
    };
    Verdict { classification, ..said }
}

fn gravest_entry(shape: &ErrorShape, answer: &Answer<'_>) -> Verdict {
    let mut gravest = Said { classification: Classification::Ok, code: None, message: None };
    let Some(body) = answer.json() else {
        return gravest.verdict();
    };
    for place in shape.places.iter() {
        let Some(found) = body.pointer(&place.entry) else {
            continue;
        };
        if let Some(said) = bare_code(shape, place, found) {
            gravest.give_way_to(said);
        }
        let single = (found.kind() == Kind::Object).then_some(found);
        // A body that is a list as a whole holds the rows of a batch.
        let listed = (!place.entry.is_empty()).then(|| found.elements());
        for entry in listed.into_iter().flatten().chain(single) {
            gravest.give_way_to(read_entry(shape, place, entry));
        }
    }
    gravest.verdict()
}

/// What an entry says, before anything of it is copied: a hostile answer can have very many.
struct Said<'d> {
    classification: Classification,
    code: Option<Json<'d>>,
    message: Option<Json<'d>>,
}

impl<'d> Said<'d> {
    fn give_way_to(&mut self, other: Said<'d>) {
        if other.classification.gravity() > self.classification.gravity() {
            *self = other;
        }
    }

    fn verdict(self) -> Verdict {
        Verdict {
            classification: self.classification,
            vendor_code: self.code.and_then(code_text).map(Cow::into_owned),
            vendor_message: self.message.and_then(Json::string).map(Cow::into_owned),
        }
    }
}

/// A bare code where an entry could stand, as in `{"error": "invalid_client"}`. An empty text, 0 and `false` are none.
fn bare_code<'d>(shape: &ErrorShape, place: &ErrorPlace, found: Json<'d>) -> Option<Said<'d>> {
    let is_nothing = matches!(found.text(), "\"\"" | "0" | "false" | "null");
    let is_entry = matches!(found.kind(), Kind::Object | Kind::Array);
    let counts = place.unknown_code == UnknownCode::IsError && !is_nothing && !is_entry;
    counts.then_some(())?;
    let known = code_text(found).and_then(|code| shape.meanings.of(&code));
    let classification = known.unwrap_or(Classification::Error);
    Some(Said { classification, code: Some(found), message: None })
}

fn read_entry<'d>(shape: &ErrorShape, place: &ErrorPlace, entry: Json<'d>) -> Said<'d> {
    let code = entry.member(&place.code);
    let text = code.and_then(code_text);
    let known = text.as_deref().and_then(|code| shape.meanings.of(code));
    let classification = known.unwrap_or_else(|| unknown_meaning(place.unknown_code, text.as_deref(), entry));
    Said { classification, code, message: entry.member(&place.message) }
}

fn unknown_meaning(rule: UnknownCode, code: Option<&str>, entry: Json<'_>) -> Classification {
    let succeeded = match rule {
        UnknownCode::IsError => false,
        UnknownCode::IsErrorUnlessSuccess => {
            let success = entry.member("success");
            let is_true = |value: Json<'_>| value.boolean() == Some(true) || value.string().as_deref() == Some("true");
            match code {
                Some(code) => {
                    code == "0" || (code.len() == 3 && ascii::begins(code, b"2")) || success.is_some_and(is_true)
                }
                // An object without a code is some other object of this name.
                None => success.is_none_or(is_true),
            }
        }
    };
    if succeeded { Classification::Ok } else { Classification::Error }
}

#[cfg(test)]
mod tests {
    use super::ErrorShape;

    #[test]
    fn the_codes_of_rfc_6749_are_in_order() {
        assert!(ErrorShape::RFC6749.meanings.are_in_order());
    }
}

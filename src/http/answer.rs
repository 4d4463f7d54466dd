//! An answer whose body has been read as JSON: once, however many questions are asked of it.

use super::response::HttpResponse;
use crate::json::{Document, Json, JsonProblem};

/// An answer with what its body says.
///
/// ```
/// use commerce_auth::http::{Answer, HttpResponse};
/// let response = HttpResponse::new(200, vec![], &br#"{"errors":[]}"#[..]).unwrap();
/// let answer = Answer::read(&response);
/// assert!(answer.json().unwrap().member("errors").is_some());
/// assert_eq!(answer.response().status(), 200);
/// ```
pub struct Answer<'r> {
    response: &'r HttpResponse<'r>,
    body: Body<'r>,
}

enum Body<'r> {
    NoJson(NoJson),
    Read(Document<'r>),
}

/// Why a body has nothing to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoJson {
    /// Its content type is another.
    ByType,
    /// Something is wrong in it.
    Malformed(JsonProblem),
}

impl<'r> Answer<'r> {
    /// Reads the body, unless its content type says that it is no JSON.
    pub fn read(response: &'r HttpResponse<'_>) -> Answer<'r> {
        let body = if response.allows_json() {
            Document::parse_leniently(response.unmarked_body())
                .map_or_else(|problem| Body::NoJson(NoJson::Malformed(problem)), Body::Read)
        } else {
            Body::NoJson(NoJson::ByType)
        };
        Answer { response, body }
    }

    /// The answer itself.
    pub fn response(&self) -> &HttpResponse<'r> {
        self.response
    }

    /// The body, control characters that stand bare in its strings tolerated: an error is understood rather than
    /// refused.
    pub fn json(&self) -> Option<Json<'_>> {
        match &self.body {
            Body::Read(document) => Some(document.root()),
            Body::NoJson(_) => None,
        }
    }

    /// The body by RFC 8259 to the letter, as what is used further has to be.
    ///
    /// # Errors
    /// [`NoJson::ByType`] and [`NoJson::Malformed`]: why there is none, for a reader to say in its own words, mostly as
    /// `malformed_response`.
    ///
    /// ```
    /// use commerce_auth::http::{Answer, HttpResponse, NoJson};
    /// let page = vec![("Content-Type".into(), "text/html".into())];
    /// let response = HttpResponse::new(200, page, &b"{}"[..]).unwrap();
    /// assert_eq!(Answer::read(&response).strict_json().err(), Some(NoJson::ByType));
    /// ```
    pub fn strict_json(&self) -> Result<Json<'_>, NoJson> {
        match &self.body {
            Body::Read(document) => document.strict_root().map_err(NoJson::Malformed),
            Body::NoJson(why) => Err(*why),
        }
    }
}

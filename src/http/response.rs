//! An answer as it came back, read but not yet understood.

use crate::error::AuthError;
use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

/// An HTTP answer: status, header fields, body.
///
/// Its `Debug` is not derived: the body of a token answer is a secret.
///
/// ```
/// use commerce_auth::http::HttpResponse;
/// let fields = vec![("Content-Type".into(), "text/html; charset=utf-8".into())];
/// let response = HttpResponse::new(503, fields, b"<p>Down</p>".to_vec()).unwrap();
/// assert_eq!((response.status(), response.body()), (503, &b"<p>Down</p>"[..]));
/// assert_eq!(response.header("content-type"), Some("text/html; charset=utf-8"));
/// assert!(!response.allows_json());
/// ```
#[derive(Clone)]
pub struct HttpResponse<'a> {
    status: u16,
    headers: Vec<(String, String)>,
    body: Cow<'a, [u8]>,
}

impl<'a> HttpResponse<'a> {
    /// An answer of this status.
    ///
    /// # Errors
    /// `invalid_argument` where the status is not one of HTTP (RFC 9110 §15: 100 to 599).
    ///
    /// ```
    /// use commerce_auth::http::HttpResponse;
    /// let refused = HttpResponse::new(0, vec![], b"".to_vec()).err().unwrap();
    /// assert_eq!((refused.code().as_str(), refused.field()), ("invalid_argument", Some("response.status")));
    /// ```
    pub fn new(status: i64, headers: Vec<(String, String)>, body: impl Into<Cow<'a, [u8]>>) -> Result<Self, AuthError> {
        match u16::try_from(status) {
            Ok(status @ 100..=599) => Ok(HttpResponse { status, headers, body: body.into() }),
            _ => Err(AuthError::invalid_argument(
                "response.status",
                "response.status must be the HTTP status of the answer, an integer from 100 to 599",
            )),
        }
    }

    /// The status code.
    pub fn status(&self) -> u16 {
        self.status
    }

    /// The value of a field; names compare without regard to case (RFC 9110 §5.1).
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    /// The body as it came.
    pub fn body(&self) -> &[u8] {
        &self.body
    }

    /// The body without a byte order mark before it, which `Response.json()` leaves out as well.
    pub(crate) fn unmarked_body(&self) -> &[u8] {
        self.body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&self.body)
    }

    /// Whether the answer may be read as JSON: no content type, `application/json`, `text/json` or any `+json`. A field that
    /// stands twice arrives as a list, all of which has to be.
    ///
    /// ```
    /// use commerce_auth::http::HttpResponse;
    /// let field = |media_type: &str| ("Content-Type".into(), media_type.into());
    /// let of_type = |media_type| HttpResponse::new(200, vec![field(media_type)], b"".to_vec());
    /// assert!(of_type("application/problem+json; charset=utf-8").unwrap().allows_json());
    /// assert!(of_type("application/json, application/json; charset=utf-8").unwrap().allows_json());
    /// assert!(of_type(r#"application/json; note="a, text/html""#).unwrap().allows_json());
    /// assert!(!of_type("text/html").unwrap().allows_json() && !of_type("html").unwrap().allows_json());
    /// ```
    pub fn allows_json(&self) -> bool {
        let Some(content_type) = self.header("content-type") else {
            return true;
        };
        let mut elements = content_type.as_bytes().split(commas_between());
        elements.all(|element| {
            let media_type = element.split(|byte| *byte == b';').next().unwrap_or_default().trim_ascii();
            media_type.is_empty() || is_json(media_type)
        })
    }
}

/// Finds, byte by byte, the commas between the elements of a list: none inside of quotation marks (RFC 9110 §5.6.4).
fn commas_between() -> impl FnMut(&u8) -> bool {
    let (mut is_quoted, mut is_escaped) = (false, false);
    move |byte| {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = is_quoted,
            b'"' => is_quoted = !is_quoted,
            _ => {}
        }
        *byte == b',' && !is_quoted
    }
}

/// Whether a media type is one of JSON's (RFC 6839 §3.1 for the suffix).
fn is_json(media_type: &[u8]) -> bool {
    let suffix = media_type.last_chunk::<5>().is_some_and(|end| end.eq_ignore_ascii_case(b"+json"));
    suffix || [&b"application/json"[..], b"text/json"].iter().any(|known| media_type.eq_ignore_ascii_case(known))
}

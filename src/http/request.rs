//! A request as the core builds it: nothing is sent from here.

use crate::secret::Secret;
use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

/// The request methods the vendors use (RFC 9110 §9).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// `GET`
    Get,
    /// `POST`
    Post,
    /// `PUT`
    Put,
    /// `DELETE`
    Delete,
}

impl Method {
    /// The method as it stands on the request line.
    ///
    /// ```
    /// assert_eq!(commerce_auth::http::Method::Delete.as_str(), "DELETE");
    /// ```
    pub const fn as_str(self) -> &'static str {
        match self {
            Method::Get => "GET",
            Method::Post => "POST",
            Method::Put => "PUT",
            Method::Delete => "DELETE",
        }
    }
}

/// A header field name in the vendor's spelling: borrowed for the vendors built in.
pub type HeaderName = Cow<'static, str>;

/// Header fields in the order in which they are documented.
pub type Headers = Vec<(HeaderName, Secret)>;

/// A request ready to be sent. Header values and the body may hold secrets.
#[derive(Clone, Debug)]
pub struct HttpRequest {
    /// The method.
    pub method: Method,
    /// The absolute URL; it never holds a credential.
    pub url: String,
    /// The header fields in the order in which they are documented.
    pub headers: Headers,
    /// The body, where the method has one.
    pub body: Option<Secret>,
}

/// Adds a field whose name is known.
///
/// ```
/// use commerce_auth::http::{Headers, push_field};
/// let mut headers = Headers::new();
/// push_field(&mut headers, "Accept", "application/json");
/// assert_eq!((&*headers[0].0, headers[0].1.expose()), ("Accept", "application/json"));
/// ```
pub fn push_field(headers: &mut Headers, name: &'static str, value: &str) {
    headers.push((HeaderName::Borrowed(name), Secret::new(value)));
}

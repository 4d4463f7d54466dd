//! A request as the core builds it: nothing is sent from here.

use crate::secret::Secret;
use alloc::string::String;
use alloc::vec::Vec;

/// The request methods the vendors use (RFC 9110 §9).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// `POST`
    Post,
}

impl Method {
    /// The method as it stands on the request line.
    pub const fn as_str(self) -> &'static str {
        match self {
            Method::Post => "POST",
        }
    }
}

/// A header field name in the vendor's spelling.
pub type HeaderName = &'static str;

/// A request ready to be sent. Header values and the body may hold secrets.
#[derive(Clone, Debug)]
pub struct HttpRequest {
    /// The method.
    pub method: Method,
    /// The absolute URL; it never holds a credential.
    pub url: String,
    /// The header fields in the order in which they are documented.
    pub headers: Vec<(HeaderName, Secret)>,
    /// The body, where the method has one.
    pub body: Option<Secret>,
}

//! The request for a token, rendered from a profile.

use super::address::token_address;
use super::client_credentials::ClientCredentials;
use super::profile::{
    BasicEncoding, ClientAuthentication, Encoding, Fields, JsonPiece, RequestShape, TokenProfile, basic_pair,
};
use super::profile_text::Texts;
use super::template;
use crate::ascii;
use crate::error::AuthError;
use crate::http::{HttpRequest, Method, check_header_value};
use crate::json::quoted;
use crate::scheme::basic;
use crate::scheme::percent::form_encoded;
use crate::secret::Secret;
use alloc::borrow::{Cow, ToOwned};
use alloc::string::String;
use alloc::vec::Vec;

/// The templates of a token request, its address last.
pub(crate) fn templates(request: &RequestShape) -> Vec<&str> {
    let mut all: Vec<&str> = request.headers.iter().map(|(_, template)| &**template).collect();
    all.extend(request.fields.templates());
    all.push(&request.url);
    all
}

impl Fields {
    /// Whether there are none.
    pub(crate) fn is_empty(&self) -> bool {
        match self {
            Fields::Named(fields) => fields.is_empty(),
            Fields::Json(pieces) => pieces.is_empty(),
        }
    }

    /// The templates among them.
    ///
    /// ```
    /// use commerce_auth::token::profile::Fields;
    /// let fields = Fields::Named(vec![("id".into(), "{id}".into())].into());
    /// assert_eq!(fields.templates(), ["{id}"]);
    /// ```
    pub fn templates(&self) -> Vec<&str> {
        match self {
            Fields::Named(fields) => fields.iter().map(|(_, template)| &**template).collect(),
            Fields::Json(pieces) => templates_in(pieces),
        }
    }
}

/// The templates in JSON text.
pub(crate) fn templates_in(pieces: &[JsonPiece]) -> Vec<&str> {
    let mut all = Vec::new();
    for piece in pieces {
        if let JsonPiece::Filled(template) = piece {
            all.push(&**template);
        }
    }
    all
}

/// The names of the credentials that a profile asks for; `host` among them where its address begins with it.
///
/// ```
/// use commerce_auth::token::request::credential_names;
/// use commerce_auth::api::capillary::oauth::PROFILE;
/// assert_eq!(credential_names(&PROFILE), ["key", "secret", "host"]);
/// ```
pub fn credential_names(profile: &TokenProfile) -> Vec<&str> {
    let mut names = Vec::new();
    for template in templates(&profile.request) {
        for name in template::names(template) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
    }
    names
}

/// The request that asks for a token.
///
/// # Errors
/// `invalid_argument` where the profile asks for a credential that is not given, `invalid_header_value` where one
/// cannot stand in a header field, `insecure_url` for an address that the transport does not allow.
///
/// ```
/// use commerce_auth::http::{BaseUrl, Transport};
/// use commerce_auth::token::{client_credentials::ClientCredentials, request::token_request};
/// use commerce_auth::api::pledg::token::PROFILE;
/// let host = BaseUrl::parse("staging.back.ecard.pledg.co", Transport::Https, "host").unwrap();
/// let credentials = ClientCredentials::new(Some(host), Transport::Https).with("key", "your_key").unwrap();
/// let request = token_request(&PROFILE, &credentials.with("secret", "your_secret").unwrap()).unwrap();
/// assert_eq!(request.url, "https://staging.back.ecard.pledg.co/api/token");
/// assert_eq!(request.body.unwrap().expose(), "grant_type=client_credentials");
/// ```
pub fn token_request(profile: &TokenProfile, credentials: &ClientCredentials) -> Result<HttpRequest, AuthError> {
    let shape = &profile.request;
    let body = body(shape, credentials)?;
    let mut headers = Vec::new();
    let mut push = |name: Cow<'static, str>, value: Secret| {
        // A field of the profile's own decides over the usual one.
        if !headers.iter().any(|(known, _): &(Cow<'_, str>, Secret)| known.eq_ignore_ascii_case(&name)) {
            headers.push((name, value));
        }
    };
    for (name, template) in shape.headers.iter() {
        let value = credentials.fill(template)?;
        check_header_value(value.expose(), "headers")?;
        push(name.clone(), value);
    }
    if body.is_some() {
        push("Content-Type".into(), Secret::new(shape.encoding.media_type()));
    }
    push("Accept".into(), Secret::new("application/json"));
    if let ClientAuthentication::Basic(encoding) = shape.client_authentication {
        push("Authorization".into(), basic_authorization(encoding, credentials)?);
    }
    let mut url = token_address(&shape.url, credentials)?;
    // The vendors built in have bodies.
    if cfg!(not(feature = "lean"))
        && let (Encoding::Query, Fields::Named(fields)) = (shape.encoding, &shape.fields)
    {
        let query = form(fields, credentials)?;
        let separator = if ascii::holds(&url, b"?") { "&" } else { "?" };
        url.push_str(if query.is_empty() { "" } else { separator });
        url.push_str(&query);
    }
    Ok(HttpRequest { method: shape.method, url, headers, body })
}

fn body(shape: &RequestShape, credentials: &ClientCredentials) -> Result<Option<Secret>, AuthError> {
    let has_body = matches!(shape.method, Method::Post | Method::Put) && shape.encoding != Encoding::Query;
    if !has_body || shape.fields.is_empty() {
        return Ok(None);
    }
    let text = match &shape.fields {
        Fields::Named(fields) => form(fields, credentials)?,
        Fields::Json(pieces) => json(pieces, credentials)?,
    };
    Ok(Some(Secret::new(text)))
}

fn form(fields: &Texts, credentials: &ClientCredentials) -> Result<String, AuthError> {
    let mut form = String::new();
    for (name, template) in fields.iter() {
        let value = credentials.fill(template)?;
        let separator = if form.is_empty() { "" } else { "&" };
        form.push_str(&[separator, &form_encoded(name), "=", &form_encoded(value.expose())].concat());
    }
    Ok(form)
}

/// JSON text out of its pieces.
pub(crate) fn json(pieces: &[JsonPiece], credentials: &ClientCredentials) -> Result<String, AuthError> {
    let mut text = String::new();
    for piece in pieces {
        match piece {
            JsonPiece::Plain(plain) => text.push_str(plain),
            JsonPiece::Filled(template) => text.push_str(&quoted(credentials.fill(template)?.expose())),
        }
    }
    Ok(text)
}

fn basic_authorization(encoding: BasicEncoding, credentials: &ClientCredentials) -> Result<Secret, AuthError> {
    let is_there = |name: &str| credentials.find(name).is_some();
    let (name, partner) = basic_pair(is_there);
    let (identifier, secret) = (credentials.get(name)?, credentials.get(partner)?);
    match encoding {
        BasicEncoding::Raw => {
            basic::basic_authorization(identifier, secret).map_err(|error| error.in_field(name.to_owned()))
        }
        BasicEncoding::FormUrlencoded => Ok(basic::encode(&form_encoded(identifier), &form_encoded(secret))),
    }
}

//! The request for a token, rendered from a profile.

use super::profile::{BasicEncoding, ClientAuthentication, Encoding, RequestShape, TokenProfile, basic_pair};
use super::profile_text::Text;
use super::template::{Part, parts, positions};
use crate::ascii;
use crate::error::{AuthError, ErrorCode};
use crate::http::{BaseUrl, HttpRequest, Method, Transport, check_header_value};
use crate::json::ObjectWriter;
use crate::scheme::basic;
use crate::scheme::percent::{form_encoded, percent_encoded};
use crate::secret::{Secret, refuse_control_character, refuse_unset};
use alloc::borrow::{Cow, ToOwned};
use alloc::string::String;
use alloc::vec::Vec;

/// What a token is asked for with: named credentials such as `("key", …)`, the base address where the profile has
/// `{host}`, and over what it may all travel.
///
/// ```
/// use commerce_auth::http::{BaseUrl, Transport};
/// use commerce_auth::token::request::ClientCredentials;
/// let host = BaseUrl::parse("eu.api.capillarytech.com", Transport::Https, "host").unwrap();
/// let credentials = ClientCredentials::new(Some(host), Transport::Https).with("key", "my-key").unwrap();
/// assert_eq!(credentials.host().unwrap().origin(), "https://eu.api.capillarytech.com");
/// assert_eq!(credentials.secrets().next().unwrap().expose(), "my-key");
/// ```
#[derive(Clone, Debug)]
pub struct ClientCredentials {
    named: Vec<(Text, Secret)>,
    host: Option<BaseUrl>,
    transport: Transport,
}

impl ClientCredentials {
    /// Credentials for this base address, where there is one, over this transport; none by name yet.
    pub fn new(host: Option<BaseUrl>, transport: Transport) -> Self {
        ClientCredentials { named: Vec::new(), host, transport }
    }

    /// The same credentials and one more.
    ///
    /// # Errors
    /// `invalid_argument` for an empty value, and for one with a control character, with its byte.
    ///
    /// ```
    /// use commerce_auth::{http::Transport, token::request::ClientCredentials};
    /// let cut = ClientCredentials::new(None, Transport::Https).with("secret", "my-secret\n").unwrap_err();
    /// assert_eq!((cut.code().as_str(), cut.field(), cut.position()), ("invalid_argument", Some("secret"), Some(9)));
    /// ```
    pub fn with(mut self, name: impl Into<Text>, value: &str) -> Result<Self, AuthError> {
        let name = name.into();
        refuse_unset(value, &name)?;
        refuse_control_character(value, &name)?;
        self.named.push((name, Secret::new(value)));
        Ok(self)
    }

    /// The base address.
    pub fn host(&self) -> Option<&BaseUrl> {
        self.host.as_ref()
    }

    /// Every secret among them, and every user name.
    pub fn secrets(&self) -> impl Iterator<Item = &Secret> {
        self.named.iter().map(|(_, secret)| secret)
    }

    fn get(&self, name: &str) -> Result<&str, AuthError> {
        self.find(name).ok_or_else(|| missing(name))
    }

    fn find(&self, name: &str) -> Option<&str> {
        self.named.iter().find(|(known, _)| known == name).map(|(_, secret)| secret.expose())
    }

    fn fill(&self, template: &str) -> Result<Secret, AuthError> {
        let mut text = String::new();
        for part in parts(template) {
            match part {
                Part::Plain(plain) => text.push_str(plain),
                Part::Credential("host") => {
                    text.push_str(&self.host.as_ref().ok_or_else(|| missing("host"))?.text());
                }
                Part::Credential(name) => text.push_str(self.get(name)?),
            }
        }
        Ok(Secret::new(text))
    }
}

/// The names of the credentials that a profile asks for; `host` among them where its address begins with it.
///
/// ```
/// use commerce_auth::token::request::credential_names;
/// use commerce_auth::api::capillary::oauth::PROFILE;
/// assert_eq!(credential_names(&PROFILE), ["key", "secret", "host"]);
/// ```
pub fn credential_names(profile: &TokenProfile) -> Vec<&str> {
    first_credential_names(profile, usize::MAX)
}

/// The same, and no more of them than this.
pub(crate) fn first_credential_names(profile: &TokenProfile, most: usize) -> Vec<&str> {
    let request = &profile.request;
    let templates = request.headers.iter().chain(request.fields.iter()).map(|(_, template)| template);
    let mut names = Vec::new();
    for template in templates.chain([&request.url]) {
        for part in parts(template) {
            if let Part::Credential(name) = part
                && !names.contains(&name)
            {
                if names.len() >= most {
                    return names;
                }
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
/// use commerce_auth::token::request::{ClientCredentials, token_request};
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
    Ok(HttpRequest { method: shape.method, url: address(shape, credentials)?, headers, body })
}

fn address(shape: &RequestShape, credentials: &ClientCredentials) -> Result<String, AuthError> {
    let mut url = String::new();
    for part in parts(&shape.url) {
        match part {
            Part::Plain(plain) => url.push_str(plain),
            Part::Credential("host") if url.is_empty() => {
                url = credentials.host.as_ref().ok_or_else(|| missing("host"))?.text();
            }
            Part::Credential(name) => {
                let value = credentials.get(name)?;
                if matches!(value, "." | "..") {
                    return Err(AuthError::about(name, " must not be \".\" or \"..\", which would change the path"));
                }
                url.push_str(&percent_encoded(value));
            }
        }
    }
    let endpoint = shape.url.strip_prefix("{host}");
    let bound = credentials.host.as_ref().filter(|_| endpoint.is_some());
    if bound.zip(endpoint).is_some_and(|(host, path)| path.len() > 1 && host.text().ends_with(path)) {
        let what = " already holds the path of the token endpoint: leave it out, it is added for you";
        return Err(AuthError::about("host", what));
    }
    if bound.zip(endpoint.and_then(version)).is_some_and(|(host, version)| host.path().ends_with(version)) {
        let what = " ends in the version of the API, which the path of each call begins with: leave it out";
        return Err(AuthError::about("host", what));
    }
    if bound.is_some_and(|host| host.origin() != origin_of(&url)) {
        return Err(AuthError::about("url", " leads to an origin other than host"));
    }
    // Only the origin decides where the credentials go. That of the host was looked at when the host was read, but for how it
    // may be reached.
    if bound.is_none_or(|host| !host.origin().starts_with("https://")) {
        BaseUrl::parse(origin_of(&url), credentials.transport, "url")?;
    }
    Ok(url)
}

/// The version that a path begins with, such as `/v3`.
fn version(path: &str) -> Option<&str> {
    let first = path.get(..ascii::end_before(path.get(1..)?, b"/").saturating_add(1))?;
    let digits = first.strip_prefix("/v")?;
    (!digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit())).then_some(first)
}

/// Scheme and authority of an address.
pub(crate) fn origin_of(url: &str) -> &str {
    let authority_at = positions("://", url).next().map_or(0, |colon| colon.saturating_add(3));
    let rest = url.get(authority_at..).unwrap_or_default();
    let length = ascii::end_before(rest, b"/?#");
    url.get(..authority_at.saturating_add(length)).unwrap_or_default()
}

fn body(shape: &RequestShape, credentials: &ClientCredentials) -> Result<Option<Secret>, AuthError> {
    let has_body = matches!(shape.method, Method::Post | Method::Put) && !shape.fields.is_empty();
    if !has_body {
        return Ok(None);
    }
    let mut form = String::new();
    let mut object = ObjectWriter::new();
    for (name, template) in shape.fields.iter() {
        let value = credentials.fill(template)?;
        match shape.encoding {
            Encoding::Form => {
                let separator = if form.is_empty() { "" } else { "&" };
                form.push_str(&[separator, &form_encoded(name), "=", &form_encoded(value.expose())].concat());
            }
            Encoding::Json | Encoding::TextJson => {
                object.string(name, value.expose());
            }
        }
    }
    Ok(Some(Secret::new(if shape.encoding == Encoding::Form { form } else { object.finish() })))
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

fn missing(name: &str) -> AuthError {
    AuthError::new(
        ErrorCode::InvalidArgument,
        [name, " is missing: the token request of this profile needs it"].concat(),
    )
    .in_field(name.to_owned())
}

//! What every call to an API carries: header fields and parameters of the address, with credentials, the token and what was kept
//! beside it.

use super::access_token::AccessToken;
use super::address::{HTTPS, filled_address, origin_of};
use super::client_credentials::ClientCredentials;
use super::kept;
use super::profile::HeaderShape;
use super::profile_text::Text;
use super::template::{Value, filled, has_name};
use crate::ascii;
use crate::error::{AuthError, ErrorCode};
use crate::http::{BaseUrl, Headers, Transport, check_header_value};
use alloc::string::String;
use alloc::vec::Vec;

/// The name under which the token stands in templates of calls.
pub const TOKEN: &str = "token";

/// What calls carry: names and templates.
///
/// ```
/// use commerce_auth::http::Transport;
/// use commerce_auth::secret::Secret;
/// use commerce_auth::token::access_token::AccessToken;
/// use commerce_auth::token::call_fields::{CallFields, CallValues};
/// use commerce_auth::token::client_credentials::ClientCredentials;
/// let calls = CallFields {
///     headers: vec![("X-Token".into(), "shop {token}".into())],
///     query: vec![("shop".into(), "{shop}".into())],
///     base: Some("{instance}/api/".into()),
///     keep_origins: vec!["shop.example".into()],
/// };
/// let token = AccessToken {
///     value: Secret::new("abc"),
///     obtained_at: 1_700_000_000_000,
///     expires_at: None,
///     lifetime_seconds: None,
///     token_type: None,
///     refresh_token: None,
///     kept: vec![("instance".into(), Secret::new("https://eu-7.shop.example"))],
/// };
/// let client = ClientCredentials::new(None, Transport::Https).with("shop", "no. 7").unwrap();
/// let values = CallValues { credentials: &client, token: Some(&token) };
/// assert_eq!(calls.headers(values).unwrap()[0].1.expose(), "shop abc");
/// assert_eq!(calls.query(values).unwrap()[0].1.expose(), "no. 7");
/// assert_eq!(calls.base(values).unwrap().as_deref(), Some("https://eu-7.shop.example/api"));
/// assert!(calls.base_is_kept(&[("instance".into(), "/url".into())]) && calls.kept_base() == Some(("instance", "/api/")));
/// assert!(calls.allows_kept("https://shop.example") && !calls.allows_kept("https://shop.example.evil.example"));
/// assert_eq!(calls.token_header().unwrap().name, "X-Token");
/// ```
#[derive(Clone, Debug)]
pub struct CallFields {
    /// Header fields.
    pub headers: Vec<(Text, Text)>,
    /// Parameters of the address, which replace those of the same names.
    pub query: Vec<(Text, Text)>,
    /// The base address, where it is not that of the token endpoint.
    pub base: Option<Text>,
    /// What the name of a host may end with that an answer gives.
    pub keep_origins: Vec<String>,
}

/// What a call is made with.
#[derive(Clone, Copy)]
pub struct CallValues<'a> {
    /// The credentials.
    pub credentials: &'a ClientCredentials,
    /// The token, where there is one.
    pub token: Option<&'a AccessToken>,
}

impl<'a> CallValues<'a> {
    /// Without a token, its name is that of a credential.
    fn value(self, name: &str) -> Result<Value<'a>, AuthError> {
        match self.token {
            Some(token) if name == TOKEN => Ok(Value::Text(token.value.expose())),
            Some(token) => match kept::find(&token.kept, name) {
                Some(kept) => Ok(Value::Text(kept)),
                None => self.credentials.value(name),
            },
            None => self.credentials.value(name),
        }
    }

    fn fields(self, templates: &[(Text, Text)]) -> Result<Headers, AuthError> {
        let mut fields = Headers::new();
        for (name, template) in templates {
            fields.push((name.clone(), filled(template, &|name| self.value(name))?));
        }
        Ok(fields)
    }
}

impl CallFields {
    /// The templates, that of the base address first.
    pub(crate) fn templates(&self) -> Vec<&str> {
        let mut all: Vec<&str> = self.base.iter().map(|base| &**base).collect();
        for fields in [&self.headers, &self.query] {
            all.extend(fields.iter().map(|(_, template)| &**template));
        }
        all
    }

    /// The header fields of a call.
    ///
    /// # Errors
    /// `invalid_argument` where a credential is missing, `invalid_header_value` where one cannot stand in a field.
    ///
    /// ```
    /// use commerce_auth::http::Transport;
    /// use commerce_auth::token::call_fields::{CallFields, CallValues};
    /// use commerce_auth::token::client_credentials::ClientCredentials;
    /// let (query, base, keep_origins) = (vec![], None, vec![]);
    /// let calls = CallFields { headers: vec![("X-Key".into(), "{key}".into())], query, base, keep_origins };
    /// let code = |key| {
    ///     let client = ClientCredentials::new(None, Transport::Https).with("key", key).unwrap();
    ///     calls.headers(CallValues { credentials: &client, token: None }).map(|fields| fields.len()).map_err(|error| error.code().as_str())
    /// };
    /// assert_eq!((code("abc"), code("é")), (Ok(1), Err("invalid_header_value")));
    /// ```
    pub fn headers(&self, values: CallValues<'_>) -> Result<Headers, AuthError> {
        let headers = values.fields(&self.headers)?;
        for (name, value) in &headers {
            check_header_value(value.expose(), "headers").map_err(|error| error.in_field(name.clone()))?;
        }
        Ok(headers)
    }

    /// The parameters of a call's address.
    ///
    /// # Errors
    /// `invalid_argument` where a credential is missing.
    pub fn query(&self, values: CallValues<'_>) -> Result<Headers, AuthError> {
        values.fields(&self.query)
    }

    /// The name of what was kept that the base address begins with, and what stands behind it.
    pub fn kept_base(&self) -> Option<(&str, &str)> {
        let base = self.base.as_deref()?.strip_prefix('{')?;
        // With entries there is a name: the definition has seen to it.
        (!self.keep_origins.is_empty()).then(|| ascii::split_once(base, b'}'))?
    }

    /// Whether the base address is known only with a token.
    pub fn base_is_kept(&self, keep: &[(Text, Text)]) -> bool {
        self.base.as_deref().is_some_and(|base| keep.iter().any(|(name, _)| has_name(base, name)))
    }

    /// The base address of calls, without a slash at its end; nothing where it is that of the token endpoint.
    ///
    /// # Errors
    /// `invalid_argument` for a credential that cannot stand there, `insecure_url`; `foreign_origin` where an answer gives an
    /// address that is not below what the profile names.
    pub fn base(&self, values: CallValues<'_>) -> Result<Option<String>, AuthError> {
        let Some(template) = self.base.as_deref() else {
            return Ok(None);
        };
        let transport = values.credentials.transport();
        if let Some((name, rest)) = self.kept_base() {
            let kept = values.token.and_then(|token| kept::find(&token.kept, name));
            let origin = kept.and_then(|kept| self.kept_address(kept, transport)).ok_or_else(|| foreign(name))?;
            let rest = filled_address(rest, values.credentials, &|name| values.value(name))?;
            return Ok(Some([&origin, ascii::trim_end(&rest, b'/')].concat()));
        }
        let address = filled_address(template, values.credentials, &|name| values.value(name))?;
        BaseUrl::parse(origin_of(&address), transport, "baseUrl")?;
        Ok(Some(String::from(ascii::trim_end(&address, b'/'))))
    }

    /// An address out of an answer: `https` without a port, below one of the names. A test's own may be one of this machine.
    fn kept_address(&self, text: &str, transport: Transport) -> Option<String> {
        if let Ok(address) = BaseUrl::parse(text, Transport::Https, "baseUrl")
            && self.allows_kept(address.origin())
        {
            return Some(address.text());
        }
        let on_loopback = (transport != Transport::Https).then_some(Transport::HttpOnLoopback)?;
        let address = BaseUrl::parse(text, on_loopback, "baseUrl").ok()?;
        (!address.origin().starts_with(HTTPS)).then(|| address.text())
    }

    /// Whether an origin is below one of the names that an answer's address may have.
    pub fn allows_kept(&self, origin: &str) -> bool {
        let Some(host) = origin.strip_prefix(HTTPS).filter(|host| !ascii::holds(host, b":")) else {
            return false;
        };
        let is_below = |entry: &String| {
            host == entry || host.strip_suffix(entry.as_str()).is_some_and(|before| before.ends_with('.'))
        };
        self.keep_origins.iter().any(is_below)
    }

    /// The field whose value holds the token, in the form in which tokens are checked.
    pub fn token_header(&self) -> Option<HeaderShape> {
        let holds_token = |(_, template): &&(Text, Text)| has_name(template, TOKEN);
        let (name, format) = self.headers.iter().find(holds_token)?.clone();
        Some(HeaderShape { name, format, ..HeaderShape::BEARER })
    }
}

fn foreign(name: &str) -> AuthError {
    let what = " of the token answer is no https address below one of keepOrigins: credentials go nowhere else. Is the profile's list complete?";
    AuthError::saying(ErrorCode::ForeignOrigin, &[name, what]).in_field(String::from(name))
}

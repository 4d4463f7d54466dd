//! What every call to an API carries: header fields and parameters of the address, with credentials, the token and what was kept
//! beside it.

use super::access_token::AccessToken;
use super::address::{HTTPS, filled_address, origin_of};
use super::client_credentials::ClientCredentials;
use super::kept;
use super::profile::HeaderShape;
use super::profile_text::Text;
use super::template::{Value, filled, names};
use crate::ascii;
use crate::error::{AuthError, ErrorCode};
use crate::http::{BaseUrl, Headers, Transport, check_header_value};
use crate::secret::Secret;
use alloc::string::String;
use alloc::vec::Vec;

/// The name under which the token stands in templates of calls.
pub const TOKEN: &str = "token";

/// What calls carry: names and templates.
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

    fn fill(self, template: &str) -> Result<Secret, AuthError> {
        filled(template, &|name| self.value(name))
    }
}

impl CallFields {
    /// The templates, but for that of the base address.
    pub(crate) fn templates(&self) -> impl Iterator<Item = &str> {
        self.headers.iter().chain(&self.query).map(|(_, template)| &**template)
    }

    /// The header fields of a call.
    ///
    /// # Errors
    /// `invalid_argument` where a credential is missing, `invalid_header_value` where one cannot stand in a field.
    pub fn headers(&self, values: CallValues<'_>) -> Result<Headers, AuthError> {
        let field = |(name, template): &(Text, Text)| {
            let value = values.fill(template)?;
            check_header_value(value.expose(), "headers").map_err(|error| error.in_field(name.clone()))?;
            Ok((name.clone(), value))
        };
        self.headers.iter().map(field).collect()
    }

    /// The parameters of a call's address.
    ///
    /// # Errors
    /// `invalid_argument` where a credential is missing.
    pub fn query(&self, values: CallValues<'_>) -> Result<Headers, AuthError> {
        self.query.iter().map(|(name, template)| Ok((name.clone(), values.fill(template)?))).collect()
    }

    /// The name of what was kept that the base address begins with, and what stands behind it.
    pub fn kept_base(&self) -> Option<(&str, &str)> {
        let base = self.base.as_deref()?.strip_prefix('{')?;
        // With entries there is a name: the definition has seen to it.
        (!self.keep_origins.is_empty()).then(|| ascii::split_once(base, b'}'))?
    }

    /// Whether the base address is known only with a token.
    pub fn base_is_kept(&self, keep: &[(Text, Text)]) -> bool {
        let is_kept = |name: &str| keep.iter().any(|(kept, _)| kept == name);
        self.base.as_deref().is_some_and(|base| names(base).any(is_kept))
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
        let holds_token = |(_, template): &&(Text, Text)| names(template).any(|name| name == TOKEN);
        let (name, format) = self.headers.iter().find(holds_token)?.clone();
        Some(HeaderShape { name, format, ..HeaderShape::BEARER })
    }
}

fn foreign(name: &str) -> AuthError {
    let what = " of the token answer is no https address below one of keepOrigins: credentials go nowhere else. Is the profile's list complete?";
    AuthError::saying(ErrorCode::ForeignOrigin, &[name, what]).in_field(String::from(name))
}

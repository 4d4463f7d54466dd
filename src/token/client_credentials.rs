//! What a client shows who it is with: credentials by name.

use super::profile_text::Text;
use super::template::{Value, filled};
use crate::error::{AuthError, ErrorCode};
use crate::http::{BaseUrl, Transport};
use crate::secret::{Secret, refuse_control_character, refuse_unset};
use alloc::borrow::ToOwned;
use alloc::vec::Vec;

/// A credential of fewer characters is no secret to look for: it stands in many a text by chance.
const LEAST_SECRET: usize = 4;

/// What a token is asked for with: named credentials such as `("key", …)`, the base address where the profile has
/// `{host}`, and over what it may all travel.
///
/// ```
/// use commerce_auth::http::{BaseUrl, Transport};
/// use commerce_auth::token::client_credentials::ClientCredentials;
/// let host = BaseUrl::parse("eu.api.capillarytech.com", Transport::Https, "host").unwrap();
/// let credentials = ClientCredentials::new(Some(host), Transport::Https).with("key", "my-key").unwrap();
/// assert_eq!(credentials.host("host").unwrap().origin(), "https://eu.api.capillarytech.com");
/// assert_eq!(credentials.secrets().next().unwrap().expose(), "my-key");
/// ```
#[derive(Clone, Debug)]
pub struct ClientCredentials {
    named: Vec<Named>,
    hosts: Vec<(Text, BaseUrl)>,
    transport: Transport,
}

#[derive(Clone, Debug)]
struct Named {
    name: Text,
    value: Secret,
    standing: Standing,
}

/// What a credential is beside its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// A secret: no text that holds it shows.
    Secret,
    /// Known to everyone, or seen in every address.
    Public,
    /// One of a closed list, which may name a part of a host with dots in it.
    Listed,
}

impl ClientCredentials {
    /// Credentials for this base address, where there is one, over this transport; none by name yet.
    pub fn new(host: Option<BaseUrl>, transport: Transport) -> Self {
        let none = ClientCredentials { named: Vec::new(), hosts: Vec::new(), transport };
        match host {
            Some(host) => none.with_host("host", host),
            None => none,
        }
    }

    /// Credentials for a base address that was read under its own transport; none by name yet.
    pub(crate) fn of_checked(host: BaseUrl) -> Self {
        ClientCredentials::new(Some(host), Transport::HttpOnLoopback)
    }

    /// The same credentials and one more, a secret.
    ///
    /// # Errors
    /// `invalid_argument` for an empty value, and for one with a control character, with its byte.
    ///
    /// ```
    /// use commerce_auth::{http::Transport, token::client_credentials::ClientCredentials};
    /// let cut = ClientCredentials::new(None, Transport::Https).with("secret", "my-secret\n").unwrap_err();
    /// assert_eq!((cut.code().as_str(), cut.field(), cut.position()), ("invalid_argument", Some("secret"), Some(9)));
    /// ```
    pub fn with(self, name: impl Into<Text>, value: &str) -> Result<Self, AuthError> {
        let name = name.into();
        refuse_control_character(value, &name)?;
        self.with_any(name, value, Standing::Secret)
    }

    /// The same credentials and one more, of any characters: a key as files have it stands on several lines.
    ///
    /// # Errors
    /// `invalid_argument` for an empty value.
    ///
    /// ```
    /// use commerce_auth::http::Transport;
    /// use commerce_auth::token::client_credentials::{ClientCredentials, Standing};
    /// let credentials = ClientCredentials::new(None, Transport::Https).with_any("shop".into(), "no. 7", Standing::Public);
    /// assert_eq!(credentials.unwrap().secrets().count(), 0);
    /// ```
    pub fn with_any(mut self, name: Text, value: &str, standing: Standing) -> Result<Self, AuthError> {
        refuse_unset(value, &name)?;
        self.named.push(Named { name, value: Secret::new(value), standing });
        Ok(self)
    }

    /// The same credentials and a host more.
    ///
    /// ```
    /// use commerce_auth::{http::{BaseUrl, Transport}, token::client_credentials::ClientCredentials};
    /// let api = BaseUrl::parse("api.shop.example", Transport::Https, "api").unwrap();
    /// let credentials = ClientCredentials::new(None, Transport::Https).with_host("api", api);
    /// assert_eq!(credentials.host("api").unwrap().origin(), "https://api.shop.example");
    /// ```
    pub fn with_host(mut self, name: impl Into<Text>, host: BaseUrl) -> Self {
        self.hosts.push((name.into(), host));
        self
    }

    /// The host of this name.
    pub fn host(&self, name: &str) -> Option<&BaseUrl> {
        self.hosts.iter().find(|(known, _)| known == name).map(|(_, host)| host)
    }

    /// Every secret among them of more than three characters, and every user name.
    pub fn secrets(&self) -> impl Iterator<Item = &Secret> {
        let is_secret = |named: &&Named| {
            named.standing == Standing::Secret && named.value.expose().chars().nth(LEAST_SECRET - 1).is_some()
        };
        self.named.iter().filter(is_secret).map(|named| &named.value)
    }

    pub(crate) fn transport(&self) -> Transport {
        self.transport
    }

    pub(crate) fn find(&self, name: &str) -> Option<&str> {
        self.named.iter().find(|named| named.name == name).map(|named| named.value.expose())
    }

    pub(crate) fn get(&self, name: &str) -> Result<&str, AuthError> {
        self.find(name).ok_or_else(|| missing(name))
    }

    /// What stands for a name in a template.
    pub(crate) fn value(&self, name: &str) -> Result<Value<'_>, AuthError> {
        match self.host(name) {
            Some(host) => Ok(Value::Address(host.text())),
            None => self.get(name).map(Value::Text),
        }
    }

    /// Whether the value of this name is out of a closed list.
    pub(crate) fn is_listed(&self, name: &str) -> bool {
        self.named.iter().any(|named| named.name == name && named.standing == Standing::Listed)
    }

    pub(crate) fn fill(&self, template: &str) -> Result<Secret, AuthError> {
        filled(template, &|name| self.value(name))
    }
}

fn missing(name: &str) -> AuthError {
    let message = [name, " is missing: this profile needs it"].concat();
    AuthError::new(ErrorCode::InvalidArgument, message).in_field(name.to_owned())
}

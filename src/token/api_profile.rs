//! [`ApiProfile`]: an API as data: how a token is asked for, if there is one, and what every call carries.

use super::access_token::AccessToken;
use super::assertion::{ASSERTION, AssertionShape};
use super::call_fields::{CallFields, CallValues, TOKEN};
use super::classification::ErrorShape;
use super::client_credentials::{ClientCredentials, Standing};
use super::profile::{BASIC_PAIRS, ClientAuthentication, TokenProfile};
use super::profile_text::Text;
use super::request::{templates, templates_in};
use super::template::{self, Part, has_name, parts};
use crate::ascii;
use crate::error::AuthError;
use alloc::string::String;
use alloc::vec::Vec;

/// The most that an API could ask for. Names are compared with each other, so their number is bounded.
const MOST_CREDENTIALS: usize = 32;

/// An API, as a profile describes it.
///
/// ```
/// use commerce_auth::http::Transport;
/// use commerce_auth::token::api_profile::ApiProfile;
/// use commerce_auth::token::call_fields::{CallFields, CallValues};
/// use commerce_auth::token::classification::ErrorShape;
/// use commerce_auth::token::client_credentials::{ClientCredentials, Standing};
/// let fields = |name: &'static str, template: &'static str| vec![(name.into(), template.into())];
/// let profile = ApiProfile {
///     name: "shop".into(),
///     flow: None,
///     assertion: None,
///     calls: CallFields {
///         headers: fields("Authorization", "Basic {base64(login:password)}"),
///         query: fields("v", "{version}"),
///         base: Some("https://{region}.shop.example/api/".into()),
///         keep_origins: vec![],
///     },
///     rejections: ErrorShape::RFC6749,
///     hosts: vec![],
///     one_of: vec![("version".into(), vec!["1".into(), "2".into()])],
///     public: vec!["login".into()],
/// };
/// assert_eq!(profile.credential_names(), ["region", "login", "password", "version"]);
/// assert!(!profile.asks_for_too_many());
/// assert_eq!(profile.list_of("version").map(<[String]>::len), Some(2));
/// let standings = [Standing::Public, Standing::Public, Standing::Secret, Standing::Listed];
/// assert_eq!(profile.credential_names().iter().map(|name| profile.standing(name)).collect::<Vec<_>>(), standings);
///
/// let mut credentials = ClientCredentials::new(None, Transport::Https);
/// for (name, value) in [("region", "eu"), ("login", "Aladdin"), ("password", "open sesame"), ("version", "2")] {
///     credentials = credentials.with_any(name.into(), value, profile.standing(name)).unwrap();
/// }
/// let values = CallValues { credentials: &credentials, token: None };
/// assert_eq!(profile.calls.headers(values).unwrap()[0].1.expose(), "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
/// assert_eq!(profile.calls.query(values).unwrap()[0].1.expose(), "2");
/// assert_eq!(profile.calls.base(values).unwrap().as_deref(), Some("https://eu.shop.example/api"));
/// ```
#[derive(Clone, Debug)]
pub struct ApiProfile {
    /// Its name, as it stands in errors.
    pub name: Text,
    /// How a token is asked for, where there is one to ask for.
    pub flow: Option<TokenProfile>,
    /// How the token request is signed, where it is.
    pub assertion: Option<AssertionShape>,
    /// What every call carries.
    pub calls: CallFields,
    /// How an answer rejects the token.
    pub rejections: ErrorShape,
    /// The credentials that are whole hosts.
    pub hosts: Vec<String>,
    /// The credentials that are out of a closed list, with their lists.
    pub one_of: Vec<(String, Vec<String>)>,
    /// The credentials that are no secret.
    pub public: Vec<String>,
}

/// Whether a name in a template is that of a credential.
type IsCredential<'f> = &'f dyn Fn(&str) -> bool;

impl ApiProfile {
    /// The templates that a credential can stand in, in the order of the description: those of the token call, and those of calls.
    fn templates(&self) -> (Vec<&str>, Vec<&str>) {
        let mut of_token = self.flow.as_ref().map_or(Vec::new(), |flow| templates(&flow.request));
        if let Some(shape) = &self.assertion {
            of_token.extend(templates_in(&shape.header));
            of_token.extend(templates_in(&shape.claims));
        }
        (of_token, self.calls.templates())
    }

    /// The names of the credentials that it asks for, but for those of Basic, which are one of several pairs.
    pub fn credential_names(&self) -> Vec<&str> {
        self.first_names(MOST_CREDENTIALS)
    }

    /// Whether it asks for more than any API does.
    pub fn asks_for_too_many(&self) -> bool {
        self.first_names(MOST_CREDENTIALS.saturating_add(1)).len() > MOST_CREDENTIALS
    }

    fn first_names(&self, most: usize) -> Vec<&str> {
        let mut names: Vec<&str> = Vec::new();
        let key = self.assertion.as_ref().map(|shape| &*shape.key);
        let (of_token, of_calls) = self.templates();
        // What asks for a token has none yet: there its name is that of a credential.
        let in_token_call = |name: &str| self.assertion.is_none() || name != ASSERTION;
        let in_calls =
            |name: &str| self.flow.is_none() || (name != TOKEN && !self.is_kept(name) && in_token_call(name));
        let scopes: [(_, IsCredential<'_>); 2] = [(of_token, &in_token_call), (of_calls, &in_calls)];
        for (templates, is_credential) in scopes {
            for name in templates.into_iter().flat_map(template::names) {
                if names.len() >= most {
                    return names;
                }
                if is_credential(name) && !names.contains(&name) {
                    names.push(name);
                }
            }
        }
        if let Some(key) = key.filter(|key| !names.contains(key)) {
            names.push(key);
        }
        names
    }

    /// Whether a name is that of what was kept beside a token.
    fn is_kept(&self, name: &str) -> bool {
        self.flow.as_ref().is_some_and(|flow| flow.response.keep.iter().any(|(kept, _)| kept == name))
    }

    /// What a credential of this name is. One that stands in addresses alone, before any question mark, is no secret.
    pub fn standing(&self, name: &str) -> Standing {
        if self.one_of.iter().any(|(listed, _)| listed == name) {
            return Standing::Listed;
        }
        let is_public = self.public.iter().any(|public| public == name) || !self.is_carried(name);
        if is_public { Standing::Public } else { Standing::Secret }
    }

    /// Whether a credential stands in a header field, a field of the body, a query, or an assertion.
    fn is_carried(&self, name: &str) -> bool {
        let is_named = |template: &str| has_name(template, name);
        let url = self.flow.as_ref().map(|flow| &*flow.request.url);
        let is_address = |template: &str| Some(template) == url || Some(template) == self.calls.base.as_deref();
        let query = url.and_then(|url| ascii::split_once(url, b'?'));
        let is_basic = |flow: &TokenProfile| {
            matches!(flow.request.client_authentication, ClientAuthentication::Basic(_))
                && BASIC_PAIRS.iter().any(|(id, secret)| *id == name || *secret == name)
        };
        let (of_token, of_calls) = self.templates();
        of_token.iter().chain(&of_calls).any(|template| !is_address(template) && is_named(template))
            || query.is_some_and(|(_, query)| is_named(query))
            || self.assertion.as_ref().is_some_and(|shape| shape.key == name)
            || self.flow.as_ref().is_some_and(is_basic)
    }

    /// The list that a credential is out of.
    pub fn list_of(&self, name: &str) -> Option<&[String]> {
        self.one_of.iter().find(|(listed, _)| listed == name).map(|(_, list)| &**list)
    }

    /// Holds a token to what calls make of it, when it is read from an answer or from a store.
    ///
    /// # Errors
    /// `foreign_origin` for a base address that is not below what the profile names, `invalid_header_value`.
    ///
    /// ```
    /// use commerce_auth::http::Transport;
    /// use commerce_auth::secret::Secret;
    /// use commerce_auth::token::access_token::AccessToken;
    /// use commerce_auth::token::api_profile::ApiProfile;
    /// use commerce_auth::token::call_fields::CallFields;
    /// use commerce_auth::token::classification::ErrorShape;
    /// use commerce_auth::token::client_credentials::ClientCredentials;
    /// let calls = CallFields {
    ///     headers: vec![("Authorization".into(), "Bearer {token}".into())],
    ///     query: vec![],
    ///     base: Some("{instance}/v1".into()),
    ///     keep_origins: vec!["shop.example".into()],
    /// };
    /// let (rejections, none) = (ErrorShape::RFC6749, vec![]);
    /// let (hosts, one_of, public) = (none.clone(), vec![], none);
    /// let profile =
    ///     ApiProfile { name: "shop".into(), flow: None, assertion: None, calls, rejections, hosts, one_of, public };
    /// let client = ClientCredentials::new(None, Transport::Https);
    /// let code_for = |instance: &str| {
    ///     let token = AccessToken {
    ///         value: Secret::new("abc"),
    ///         obtained_at: 1_700_000_000_000,
    ///         expires_at: None,
    ///         lifetime_seconds: None,
    ///         token_type: None,
    ///         refresh_token: None,
    ///         kept: vec![("instance".into(), Secret::new(instance))],
    ///     };
    ///     profile.check_token(&token, &client).map_err(|error| error.code().as_str())
    /// };
    /// assert_eq!(code_for("https://eu-7.shop.example"), Ok(()));
    /// let foreign = ["http://eu.shop.example", "https://eu.shop.example:444", "https://myshop.example", "https://e.test/x.shop.example"];
    /// assert!(foreign.iter().all(|instance| code_for(instance) == Err("foreign_origin")));
    /// ```
    pub fn check_token(&self, token: &AccessToken, credentials: &ClientCredentials) -> Result<(), AuthError> {
        let values = CallValues { credentials, token: Some(token) };
        self.calls.headers(values)?;
        self.calls.base(values).map(drop)
    }
}

/// Whether a template is one name and nothing else.
pub(crate) fn only_name(template: &str) -> Option<&str> {
    match parts(template).as_slice() {
        [Part::Credential(name)] => Some(name),
        _ => None,
    }
}

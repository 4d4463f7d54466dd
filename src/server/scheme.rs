//! How an account authenticates its calls: by a login, by fields that never change, or by a token.

use super::call_base::CallBase;
use super::described::Described;
use super::shared_profile::{BY_STATUS, shared_profile};
use super::till::{Entity, Lookup, Till};
use super::token_flow::TokenFlow;
use crate::api::capillary::{basic, cluster, oauth};
use crate::api::{caxton, pledg};
use crate::boundary::authenticator::Made;
use crate::boundary::capillary::{read_entity, read_lookup};
use crate::boundary::record::Given;
use crate::error::{AuthError, ErrorCode};
use crate::http::{BaseUrl, Headers, HttpRequest, HttpResponse, Transport};
use crate::json::Document;
use crate::token::access_token::AccessToken;
use crate::token::cache_key::cache_key;
use crate::token::classification::ErrorShape;
use crate::token::client_credentials::ClientCredentials;
use crate::token::profile::TokenProfile;
use crate::token::request;
use crate::token::response;
use crate::token::stored::read_stored;
use alloc::string::String;

/// Stands in for a token where only the rest of a call is checked.
const ANY_TOKEN: &str = "checked";

/// The scheme of an account, with all its secrets.
pub(super) enum Scheme {
    /// A till with Basic: there is nothing to renew.
    Till {
        /// The till.
        till: Till,
        /// For calls that name no other.
        attribution: Option<Lookup>,
    },
    /// Header fields that never change: there is nothing to renew.
    Fixed(Headers),
    /// A token.
    Token(TokenScheme),
    /// What a caller's profile says, with a token or without.
    Described(Described),
}

/// A token flow that is built in, and how its token travels.
pub(super) struct TokenScheme {
    flow: &'static TokenProfile,
    credentials: ClientCredentials,
    carrier: Carrier,
}

/// The header fields in which a token travels.
enum Carrier {
    /// The one that the profile names.
    Profile,
    /// Capillary's, and the attribution for calls that name no other.
    Capillary(Option<Entity>),
}

/// Whom a call is made for.
pub(super) enum CallAttribution<'a> {
    /// Whomever the account acts for.
    Own,
    /// Nobody but the account.
    Nobody,
    /// Whom the call names, by the record of one of `boundary::authenticated_calls`.
    Named(Given<'a>),
}

impl Scheme {
    /// The scheme, checked, so that a mistake shows when the account is made and not at its first call. With it comes the base
    /// address of calls.
    pub(super) fn of(made: Made<'_>, transport: Transport) -> Result<(Scheme, CallBase), AuthError> {
        match made {
            Made::CapillaryBasic { host, till, attribution } => {
                let host = cluster::host(host, transport)?;
                basic::headers(till.username, till.password, attribution)?;
                Ok((
                    Scheme::Till { till: till.into(), attribution: attribution.map(Lookup::from) },
                    CallBase::of_host(&host),
                ))
            }
            Made::CapillaryOAuth { host, key, secret, attribution } => {
                let host = cluster::host(host, transport)?;
                let base = CallBase::of_host(&host);
                let credentials = named([("key", key), ("secret", secret)], host, transport)?;
                oauth::headers(ANY_TOKEN, attribution)?;
                let carrier = Carrier::Capillary(attribution.map(Entity::from));
                Ok((TokenScheme { flow: &oauth::PROFILE, credentials, carrier }.opened()?, base))
            }
            Made::PledgAccessToken { address, key, secret } => {
                let host = address.among(pledg::environments::BACK, transport)?;
                let base = CallBase::of_host(&host);
                let credentials = named([("key", key), ("secret", secret)], host, transport)?;
                Ok((TokenScheme::of(&pledg::token::PROFILE, credentials).opened()?, base))
            }
            Made::PledgBasic { address, email, password } => {
                let host = address.among(pledg::environments::BACK, transport)?;
                Ok((Scheme::Fixed(pledg::basic::headers(email, password)?), CallBase::of_host(&host)))
            }
            Made::CaxtonAccount { address, username, client_password, .. } => {
                let host =
                    caxton::environments::base_url(address.among(caxton::environments::ENVIRONMENTS, transport)?);
                let given = [("username", username), ("clientPassword", client_password)];
                let base = CallBase::of_host(&host);
                let credentials = named(given, host, transport)?;
                Ok((TokenScheme::of(&caxton::token::PROFILE, credentials).opened()?, base))
            }
            Made::Profile { data, credentials } => {
                let profile = shared_profile(data.as_ref().map(Document::root))?;
                let (described, base) = Described::open(profile, credentials, transport)?;
                Ok((Scheme::Described(described), base))
            }
            Made::CaxtonRegistration { .. } => Err(crate::boundary::operation::unknown_operation()),
        }
    }

    /// The header fields of a call.
    pub(super) fn headers(
        &self,
        token: Option<&AccessToken>,
        attribution: CallAttribution<'_>,
    ) -> Result<Headers, AuthError> {
        match self {
            Scheme::Till { till, attribution: own } => {
                let chosen = match attribution {
                    CallAttribution::Own => own.as_ref().map(Lookup::borrowed),
                    CallAttribution::Nobody => None,
                    CallAttribution::Named(mut given) => read_lookup(&mut given),
                };
                basic::headers(till.username(), till.password(), chosen)
            }
            Scheme::Fixed(headers) => Ok(headers.clone()),
            Scheme::Described(described) => described.headers(token),
            Scheme::Token(scheme) => {
                let token = token.ok_or_else(|| {
                    AuthError::new(ErrorCode::Internal, "a token was wanted where there is none: please report it")
                })?;
                scheme.headers(token.value.expose(), attribution)
            }
        }
    }

    /// Whether header fields can be built for a call, before there is a token.
    pub(super) fn check(&self, attribution: CallAttribution<'_>) -> Result<(), AuthError> {
        match self {
            Scheme::Token(scheme) => scheme.headers(ANY_TOKEN, attribution).map(drop),
            Scheme::Till { .. } | Scheme::Fixed(_) => self.headers(None, attribution).map(drop),
            // It has no attribution.
            Scheme::Described(_) => Ok(()),
        }
    }

    /// The token flow, where the account has one.
    pub(super) fn token(&self) -> Option<&dyn TokenFlow> {
        match self {
            Scheme::Till { .. } | Scheme::Fixed(_) => None,
            Scheme::Token(scheme) => Some(scheme),
            Scheme::Described(described) => described.has_token().then_some(described),
        }
    }

    /// What a caller's profile says.
    pub(super) fn described(&self) -> Option<&Described> {
        match self {
            Scheme::Described(described) => Some(described),
            _ => None,
        }
    }
}

impl TokenScheme {
    /// A flow whose token travels as the profile says.
    fn of(flow: &'static TokenProfile, credentials: ClientCredentials) -> TokenScheme {
        TokenScheme { flow, credentials, carrier: Carrier::Profile }
    }

    fn opened(self) -> Result<Scheme, AuthError> {
        self.request(None)?;
        Ok(Scheme::Token(self))
    }

    fn headers(&self, token: &str, attribution: CallAttribution<'_>) -> Result<Headers, AuthError> {
        match &self.carrier {
            Carrier::Capillary(own) => {
                let chosen = match attribution {
                    CallAttribution::Own => own.as_ref().map(Entity::borrowed),
                    CallAttribution::Nobody => None,
                    CallAttribution::Named(mut given) => read_entity(&mut given),
                };
                oauth::headers(token, chosen)
            }
            Carrier::Profile => Ok(Headers::from([self.flow.header.with_token(token)?])),
        }
    }
}

impl TokenFlow for TokenScheme {
    fn flow(&self) -> &TokenProfile {
        self.flow
    }

    /// Capillary's codes are about its APIs as well.
    fn rejections(&self) -> &ErrorShape {
        match self.carrier {
            Carrier::Profile => &BY_STATUS,
            Carrier::Capillary(_) => &self.flow.errors,
        }
    }

    fn request(&self, _: Option<&str>) -> Result<HttpRequest, AuthError> {
        request::token_request(self.flow, &self.credentials)
    }

    fn read_response(&self, response: &HttpResponse<'_>, now: i64, _: Option<&str>) -> Result<AccessToken, AuthError> {
        response::read_token_response(self.flow, response, now, Some(&self.credentials))
    }

    fn cache_key(&self) -> Result<String, AuthError> {
        Ok(cache_key(&self.request(None)?, self.flow))
    }

    fn read_stored(&self, text: &str, key: &str) -> Option<AccessToken> {
        read_stored(text, key, self.flow)
    }
}

/// The credentials of a vendor's own flow.
fn named(
    given: [(&'static str, &str); 2],
    host: BaseUrl,
    transport: Transport,
) -> Result<ClientCredentials, AuthError> {
    let none_yet = ClientCredentials::new(Some(host), transport);
    given.iter().try_fold(none_yet, |credentials, (name, value)| credentials.with(*name, value))
}

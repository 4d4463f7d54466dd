//! How an account authenticates its calls: by a login, by fields that never change, or by a token.

use super::shared_profile::SharedProfile;
use super::till::{Entity, Lookup, Till};
use crate::api::capillary::{basic, cluster, oauth};
use crate::api::{caxton, pledg};
use crate::boundary::authenticator::Made;
use crate::boundary::capillary::{read_entity, read_lookup};
use crate::boundary::profile::credentials_of;
use crate::boundary::record::Given;
use crate::error::{AuthError, ErrorCode};
use crate::http::{Answer, BaseUrl, Headers, HttpRequest, HttpResponse, Transport};
use crate::json::Document;
use crate::token::access_token::AccessToken;
use crate::token::classification::{Classification, classify};
use crate::token::profile::TokenProfile;
use crate::token::request::{self, ClientCredentials};
use crate::token::response;

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
}

/// A token flow, and how its token travels.
pub(super) struct TokenScheme {
    profile: SharedProfile,
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
    pub(super) fn of(made: Made<'_>, transport: Transport) -> Result<(Scheme, BaseUrl), AuthError> {
        match made {
            Made::CapillaryBasic { host, till, attribution } => {
                let host = cluster::host(host, transport)?;
                basic::headers(till.username, till.password, attribution)?;
                Ok((Scheme::Till { till: till.into(), attribution: attribution.map(Lookup::from) }, host))
            }
            Made::CapillaryOAuth { host, key, secret, attribution } => {
                let host = cluster::host(host, transport)?;
                let credentials = named([("key", key), ("secret", secret)], host, transport)?;
                oauth::headers(ANY_TOKEN, attribution)?;
                let profile = SharedProfile::BuiltInWithCodes(&oauth::PROFILE);
                TokenScheme { profile, credentials, carrier: Carrier::Capillary(attribution.map(Entity::from)) }
                    .opened()
            }
            Made::PledgAccessToken { address, key, secret } => {
                let host = address.among(pledg::environments::BACK, transport)?;
                let credentials = named([("key", key), ("secret", secret)], host, transport)?;
                TokenScheme::of(SharedProfile::BuiltIn(&pledg::token::PROFILE), credentials).opened()
            }
            Made::PledgBasic { address, email, password } => {
                let host = address.among(pledg::environments::BACK, transport)?;
                Ok((Scheme::Fixed(pledg::basic::headers(email, password)?), host))
            }
            Made::CaxtonAccount { address, username, client_password, .. } => {
                let host =
                    caxton::environments::base_url(address.among(caxton::environments::ENVIRONMENTS, transport)?);
                let given = [("username", username), ("clientPassword", client_password)];
                let credentials = named(given, host, transport)?;
                TokenScheme::of(SharedProfile::BuiltIn(&caxton::token::PROFILE), credentials).opened()
            }
            Made::Profile { data, credentials } => {
                let profile = SharedProfile::define(data.as_ref().map(Document::root))?;
                let credentials = credentials_of(profile.flow(), credentials, transport)?;
                TokenScheme::of(profile, credentials).opened()
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
        }
    }

    /// The token flow, where the account has one.
    pub(super) fn token(&self) -> Option<&TokenScheme> {
        match self {
            Scheme::Till { .. } | Scheme::Fixed(_) => None,
            Scheme::Token(scheme) => Some(scheme),
        }
    }
}

impl TokenScheme {
    /// A flow whose token travels as the profile says.
    fn of(profile: SharedProfile, credentials: ClientCredentials) -> TokenScheme {
        TokenScheme { profile, credentials, carrier: Carrier::Profile }
    }

    fn opened(self) -> Result<(Scheme, BaseUrl), AuthError> {
        let request = self.request()?;
        let base = match self.credentials.host() {
            Some(host) => host.clone(),
            // The request was built, so its transport is allowed.
            None => BaseUrl::parse(request::origin_of(&request.url), Transport::HttpAnywhere, "url")?,
        };
        Ok((Scheme::Token(self), base))
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
            Carrier::Profile => Ok(Headers::from([self.profile().header.with_token(token)?])),
        }
    }

    /// The flow.
    pub(super) fn profile(&self) -> &TokenProfile {
        self.profile.flow()
    }

    /// The token request.
    pub(super) fn request(&self) -> Result<HttpRequest, AuthError> {
        request::token_request(self.profile(), &self.credentials)
    }

    /// What the token endpoint answered.
    pub(super) fn read_response(&self, response: &HttpResponse<'_>, now: i64) -> Result<AccessToken, AuthError> {
        response::read_token_response(self.profile(), response, now, Some(&self.credentials))
    }

    /// Whether the body of an API's answer can say that the token is rejected.
    pub(super) fn reads_bodies(&self) -> bool {
        let rejections = self.profile.rejections();
        !(rejections.places.is_empty() && rejections.rejected.values.is_empty())
    }

    /// Whether an API's answer rejects the token it was asked with.
    pub(super) fn is_rejected_by(&self, answer: &Answer<'_>) -> bool {
        let meaning = classify(self.profile.rejections(), answer).classification;
        matches!(meaning, Classification::TokenExpired | Classification::TokenInvalid)
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

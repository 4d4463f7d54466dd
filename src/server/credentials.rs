//! What an account is: vendor, scheme, secrets.

use crate::boundary::capillary::{Entity, Lookup, Till};
use crate::boundary::options::Options;
use crate::error::{AuthError, ErrorCode};
use crate::http::{BaseUrl, Headers, HttpRequest, HttpResponse};
use crate::token::access_token::AccessToken;
use crate::token::profile::TokenProfile;
use crate::vendor::capillary::{basic, oauth};

/// Stands in for a token where only the rest of a call is checked.
const ANY_TOKEN: &str = "checked";

/// The credentials of an account.
pub(super) enum Credentials {
    /// A till with Basic: there is nothing to renew.
    CapillaryBasic {
        /// The till.
        till: Till,
        /// For calls that name no other.
        attribution: Option<Lookup>,
    },
    /// An API client with a token.
    CapillaryOauth {
        /// Key and secret.
        client: oauth::ApiClient,
        /// For calls that name no other.
        attribution: Option<Entity>,
    },
}

impl Credentials {
    /// The options an account of this kind has of its own; nothing where there is no such kind.
    pub(super) fn option_names(kind: &str) -> Option<&'static [&'static str]> {
        match kind {
            "capillaryBasic" => Some(&["username", "password", "passwordMd5", "allowHashLikePassword", "attribution"]),
            "capillaryOAuth" => Some(&["key", "secret", "attribution"]),
            _ => None,
        }
    }

    /// Reads and checks the credentials, so that a mistake shows when the account is made and not at its first call.
    pub(super) fn read(kind: &str, options: &Options<'_>) -> Result<Credentials, AuthError> {
        if kind == "capillaryBasic" {
            let till = Till::read(options)?;
            let attribution = Lookup::read(options)?;
            basic::headers(till.username(), till.password(), attribution.as_ref().map(Lookup::borrowed))?;
            return Ok(Credentials::CapillaryBasic { till, attribution });
        }
        let client = oauth::ApiClient::new(options.string("key")?.expose(), options.string("secret")?.expose())?;
        let attribution = Entity::read(options)?;
        oauth::headers(ANY_TOKEN, attribution.as_ref().map(Entity::borrowed))?;
        Ok(Credentials::CapillaryOauth { client, attribution })
    }

    /// The header fields of a call; `request` may name an attribution of its own, or null for none.
    pub(super) fn headers(
        &self,
        token: Option<&AccessToken>,
        request: Option<&Options<'_>>,
    ) -> Result<Headers, AuthError> {
        let request = request.filter(|request| request.mentions("attribution"));
        match self {
            Credentials::CapillaryBasic { till, attribution } => {
                let other = request.map(Lookup::read).transpose()?;
                let chosen = other.as_ref().unwrap_or(attribution).as_ref();
                basic::headers(till.username(), till.password(), chosen.map(Lookup::borrowed))
            }
            Credentials::CapillaryOauth { attribution, .. } => {
                let other = request.map(Entity::read).transpose()?;
                let chosen = other.as_ref().unwrap_or(attribution).as_ref();
                let token = token.ok_or_else(no_token)?;
                oauth::headers(token.value.expose(), chosen.map(Entity::borrowed))
            }
        }
    }

    /// Whether header fields can be built for this call.
    pub(super) fn check(&self, request: &Options<'_>) -> Result<(), AuthError> {
        match self {
            Credentials::CapillaryBasic { .. } => self.headers(None, Some(request)).map(|_| ()),
            Credentials::CapillaryOauth { .. } => {
                let attribution = Entity::read(request)?;
                oauth::headers(ANY_TOKEN, attribution.as_ref().map(Entity::borrowed)).map(|_| ())
            }
        }
    }

    /// The token flow, where the account has one.
    pub(super) fn profile(&self) -> Option<&'static TokenProfile> {
        match self {
            Credentials::CapillaryBasic { .. } => None,
            Credentials::CapillaryOauth { .. } => Some(&oauth::PROFILE),
        }
    }

    /// The token request.
    pub(super) fn token_request(&self, host: &BaseUrl) -> Result<HttpRequest, AuthError> {
        match self {
            Credentials::CapillaryBasic { .. } => Err(no_token()),
            Credentials::CapillaryOauth { client, .. } => client.token_request(host),
        }
    }

    /// What the token endpoint answered.
    pub(super) fn read_token_response(&self, response: &HttpResponse, now: i64) -> Result<AccessToken, AuthError> {
        match self {
            Credentials::CapillaryBasic { .. } => Err(no_token()),
            Credentials::CapillaryOauth { client, .. } => client.read_token_response(response, now),
        }
    }
}

fn no_token() -> AuthError {
    AuthError::new(ErrorCode::Internal, "a token was wanted where there is none: please report it")
}

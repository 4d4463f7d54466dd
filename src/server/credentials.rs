//! What an account is: vendor, scheme, secrets.

use super::options::Options;
use super::shared_profile::SharedProfile;
use super::till::{Entity, Lookup, Till};
use crate::api::capillary::{basic, oauth};
use crate::api::{caxton, pledg};
use crate::boundary::environment::address_of;
use crate::boundary::profile::read_credentials;
use crate::error::{AuthError, ErrorCode};
use crate::http::{Answer, BaseUrl, Headers, HttpRequest, HttpResponse, Transport};
use crate::secret::Secret;
use crate::token::access_token::AccessToken;
use crate::token::classification::{Classification, classify};
use crate::token::profile::TokenProfile;
use crate::token::{request, response};

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
    /// Header fields that never change: there is nothing to renew.
    Fixed {
        /// The fields.
        headers: Headers,
    },
    /// A token, by a profile.
    Token {
        /// The flow.
        profile: SharedProfile,
        /// What the token is asked for with.
        credentials: request::Credentials,
        /// What stands beside the token.
        beside: Beside,
    },
}

/// What stands beside the token in a call.
pub(super) enum Beside {
    /// Capillary's JSON fields, and the attribution for calls that name no other.
    Capillary(Option<Entity>),
    /// Nothing.
    Nothing,
}

impl Credentials {
    /// The options an account of this kind has of its own; nothing where there is no such kind.
    pub(super) fn option_names(kind: &str) -> Option<&'static [&'static str]> {
        match kind {
            "capillaryBasic" => {
                Some(&["host", "username", "password", "passwordMd5", "allowHashLikePassword", "attribution"])
            }
            "capillaryOAuth" => Some(&["host", "key", "secret", "attribution"]),
            "pledgAccessToken" => Some(&["environment", "host", "key", "secret"]),
            "pledgBasic" => Some(&["environment", "host", "email", "password"]),
            "caxtonAccount" => Some(&["environment", "host", "username", "clientPassword", "passwordEndsAt"]),
            "profileAuthenticator" => Some(&["profile", "credentials"]),
            _ => None,
        }
    }

    /// Reads and checks the credentials, so that a mistake shows when the account is made and not at its first call.
    /// With them comes the base address of calls.
    pub(super) fn read(
        kind: &str,
        options: &Options<'_>,
        transport: Transport,
    ) -> Result<(Credentials, BaseUrl), AuthError> {
        match kind {
            "capillaryBasic" => {
                let host = host(options, transport)?;
                let till = Till::read(options)?;
                let attribution = Lookup::read(options)?;
                basic::headers(till.username(), till.password(), attribution.as_ref().map(Lookup::borrowed))?;
                Ok((Credentials::CapillaryBasic { till, attribution }, host))
            }
            "capillaryOAuth" => {
                let host = host(options, transport)?;
                let credentials = named_credentials(options, &["key", "secret"], host, transport)?;
                let attribution = Entity::read(options)?;
                oauth::headers(ANY_TOKEN, attribution.as_ref().map(Entity::borrowed))?;
                Credentials::with_token(
                    SharedProfile::BuiltInWithCodes(&oauth::PROFILE),
                    credentials,
                    Beside::Capillary(attribution),
                )
            }
            "pledgAccessToken" => {
                let host = read_address(options, pledg::environments::BACK, transport)?;
                let credentials = named_credentials(options, &["key", "secret"], host, transport)?;
                Credentials::with_token(SharedProfile::BuiltIn(&pledg::token::PROFILE), credentials, Beside::Nothing)
            }
            "pledgBasic" => {
                let host = read_address(options, pledg::environments::BACK, transport)?;
                let (email, password) = (options.string("email")?, options.string("password")?);
                Ok((Credentials::Fixed { headers: pledg::basic::headers(email.expose(), password.expose())? }, host))
            }
            "caxtonAccount" => {
                let host = read_base(options, transport)?;
                let credentials = named_credentials(options, &["username", "clientPassword"], host, transport)?;
                Credentials::with_token(SharedProfile::BuiltIn(&caxton::token::PROFILE), credentials, Beside::Nothing)
            }
            _ => {
                let profile = SharedProfile::define(options.present("profile"))?;
                let credentials = read_credentials(profile.flow(), options.present("credentials"), transport)?;
                Credentials::with_token(profile, credentials, Beside::Nothing)
            }
        }
    }

    fn with_token(
        profile: SharedProfile,
        credentials: request::Credentials,
        beside: Beside,
    ) -> Result<(Credentials, BaseUrl), AuthError> {
        let request = request::token_request(profile.flow(), &credentials)?;
        let base = match credentials.host() {
            Some(host) => host.clone(),
            // The request was built, so its transport is allowed.
            None => BaseUrl::parse(request::origin_of(&request.url), Transport::HttpAnywhere, "url")?,
        };
        Ok((Credentials::Token { profile, credentials, beside }, base))
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
            Credentials::Fixed { headers } => {
                refuse_attribution(request)?;
                Ok(headers.clone())
            }
            Credentials::Token { profile, beside, .. } => {
                let token = token.ok_or_else(no_token)?.value.expose();
                beside.headers(profile.flow(), token, request)
            }
        }
    }

    /// Whether header fields can be built for this call.
    pub(super) fn check(&self, request: &Options<'_>) -> Result<(), AuthError> {
        match self {
            Credentials::CapillaryBasic { .. } | Credentials::Fixed { .. } => {
                self.headers(None, Some(request)).map(|_| ())
            }
            Credentials::Token { profile, beside, .. } => {
                beside.headers(profile.flow(), ANY_TOKEN, Some(request)).map(|_| ())
            }
        }
    }

    /// The token flow, where the account has one.
    pub(super) fn profile(&self) -> Option<&TokenProfile> {
        match self {
            Credentials::CapillaryBasic { .. } | Credentials::Fixed { .. } => None,
            Credentials::Token { profile, .. } => Some(profile.flow()),
        }
    }

    /// The token request.
    pub(super) fn token_request(&self) -> Result<HttpRequest, AuthError> {
        match self {
            Credentials::CapillaryBasic { .. } | Credentials::Fixed { .. } => Err(no_token()),
            Credentials::Token { profile, credentials, .. } => request::token_request(profile.flow(), credentials),
        }
    }

    /// What the token endpoint answered.
    pub(super) fn read_token_response(&self, response: &HttpResponse<'_>, now: i64) -> Result<AccessToken, AuthError> {
        match self {
            Credentials::CapillaryBasic { .. } | Credentials::Fixed { .. } => Err(no_token()),
            Credentials::Token { profile, credentials, .. } => {
                response::read_token_response(profile.flow(), response, now, Some(credentials))
            }
        }
    }

    /// Whether the body of an API's answer can say that the token is rejected.
    pub(super) fn reads_bodies(&self) -> bool {
        match self {
            Credentials::CapillaryBasic { .. } | Credentials::Fixed { .. } => false,
            Credentials::Token { profile, .. } => {
                let rejections = profile.rejections();
                !(rejections.places.is_empty() && rejections.rejected.values.is_empty())
            }
        }
    }

    /// Whether an API's answer rejects the token it was asked with.
    pub(super) fn are_rejected_by(&self, answer: &Answer<'_>) -> bool {
        match self {
            Credentials::CapillaryBasic { .. } | Credentials::Fixed { .. } => false,
            Credentials::Token { profile, .. } => matches!(
                classify(profile.rejections(), answer).classification,
                Classification::TokenExpired | Classification::TokenInvalid
            ),
        }
    }
}

impl Beside {
    fn headers(
        &self,
        profile: &TokenProfile,
        token: &str,
        request: Option<&Options<'_>>,
    ) -> Result<Headers, AuthError> {
        match self {
            Beside::Capillary(attribution) => {
                let other = request.map(Entity::read).transpose()?;
                let chosen = other.as_ref().unwrap_or(attribution).as_ref();
                oauth::headers(token, chosen.map(Entity::borrowed))
            }
            Beside::Nothing if request.is_some_and(|request| request.present("attribution").is_some()) => Err(
                AuthError::invalid_argument("attribution", "attribution is for calls to Capillary only: leave it out"),
            ),
            Beside::Nothing => Ok(Headers::from([profile.header.with_token(token)?])),
        }
    }
}

fn refuse_attribution(request: Option<&Options<'_>>) -> Result<(), AuthError> {
    match request.and_then(|request| request.present("attribution")) {
        Some(_) => {
            Err(AuthError::invalid_argument("attribution", "attribution is for calls to Capillary only: leave it out"))
        }
        None => Ok(()),
    }
}

fn host(options: &Options<'_>, transport: Transport) -> Result<BaseUrl, AuthError> {
    BaseUrl::parse(options.string("host")?.expose(), transport, "host")
}

fn no_token() -> AuthError {
    AuthError::new(ErrorCode::Internal, "a token was wanted where there is none: please report it")
}

/// Exactly one of `environment` and `host`.
fn read_address(
    options: &Options<'_>,
    environments: &[(&str, &str)],
    transport: Transport,
) -> Result<BaseUrl, AuthError> {
    let (environment, host) = (options.optional_string("environment")?, options.optional_string("host")?);
    let [environment, host] = [&environment, &host].map(|text| text.as_ref().map(Secret::expose));
    address_of(environment, host, environments, transport)
}

/// The base address of Caxton's API.
pub(super) fn read_base(options: &Options<'_>, transport: Transport) -> Result<BaseUrl, AuthError> {
    let environments = caxton::environments::ENVIRONMENTS;
    Ok(caxton::environments::base_url(read_address(options, environments, transport)?))
}

/// The credentials that options name for a vendor's own flow.
fn named_credentials(
    options: &Options<'_>,
    names: &[&'static str],
    host: BaseUrl,
    transport: Transport,
) -> Result<request::Credentials, AuthError> {
    names.iter().try_fold(request::Credentials::new(Some(host), transport), |credentials, name| {
        credentials.with(*name, options.string(name)?.expose())
    })
}

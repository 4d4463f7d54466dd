//! An account that a caller's profile describes.

use super::call_base::CallBase;
use super::token_flow::TokenFlow;
use crate::boundary::operation::unknown_operation;
use crate::boundary::profile::credentials_of;
use crate::boundary::record::GivenCredentials;
use crate::error::{AuthError, ErrorCode};
use crate::http::{BaseUrl, Headers, HttpRequest, HttpResponse, Transport};
use crate::secret::Secret;
use crate::token::access_token::AccessToken;
use crate::token::address::{filled_address, leading_host, origin_of};
use crate::token::api_profile::ApiProfile;
use crate::token::assertion::{AssertionShape, credentials_with};
use crate::token::cache_key::cache_key;
use crate::token::call_fields::CallValues;
use crate::token::classification::ErrorShape;
use crate::token::client_credentials::ClientCredentials;
use crate::token::profile::TokenProfile;
use crate::token::profile_text::Text;
use crate::token::request::token_request;
use crate::token::response::read_token_response;
use crate::token::stored::read_stored;
use alloc::borrow::ToOwned;
use alloc::rc::Rc;
use alloc::string::String;
use alloc::vec::Vec;

/// A profile and the credentials for it.
pub(super) struct Described {
    profile: Rc<ApiProfile>,
    credentials: ClientCredentials,
}

/// What is to be signed for a token request.
pub(super) struct Unsigned<'a> {
    pub(super) algorithm: &'static str,
    pub(super) key: &'a str,
    pub(super) text: Secret,
}

impl Described {
    /// Such an account, checked, so that a mistake shows when it is made and not at its first call.
    pub(super) fn open(
        profile: Rc<ApiProfile>,
        credentials: GivenCredentials<'_>,
        transport: Transport,
    ) -> Result<(Described, CallBase), AuthError> {
        let credentials = credentials_of(&profile, credentials, transport)?;
        let described = Described { profile, credentials };
        let profile = &described.profile;
        let any_token = profile.flow.as_ref().map(any_token);
        let values = CallValues { credentials: &described.credentials, token: any_token.as_ref() };
        profile.calls.headers(values)?;
        profile.calls.query(values)?;
        let mut base = CallBase { address: None, origins: Vec::new() };
        if let Some(flow) = &profile.flow {
            let request = described.unsigned_request(flow)?;
            // The request was built, so its transport is allowed.
            let endpoint = BaseUrl::parse(origin_of(&request.url), Transport::HttpAnywhere, "url")?;
            let host = leading_host(&flow.request.url).and_then(|(name, _)| described.credentials.host(name));
            base = CallBase::of_host(host.unwrap_or(&endpoint));
            base.origins.push(endpoint.origin().to_owned());
        }
        if let Some(template) = described.constant_origin() {
            let origin = filled_address(template, &described.credentials, &|name| described.credentials.value(name))?;
            base.origins.push(BaseUrl::parse(origin_of(&origin), transport, "baseUrl")?.origin().to_owned());
        }
        if described.base_is_kept() {
            base.address = None;
        } else if let Some(address) = profile.calls.base(values)? {
            base.address = Some(address);
        }
        Ok((described, base))
    }

    pub(super) fn has_token(&self) -> bool {
        self.profile.flow.is_some()
    }

    /// Whether the base address comes with a token.
    fn base_is_kept(&self) -> bool {
        self.profile.flow.as_ref().is_some_and(|flow| self.profile.calls.base_is_kept(&flow.response.keep))
    }

    /// What the origin of the base address is made of, where that is not kept.
    fn constant_origin(&self) -> Option<&str> {
        let calls = &self.profile.calls;
        let base = calls.base.as_deref().filter(|_| calls.kept_base().is_none())?;
        // A host in braces is one before the first slash as well.
        let host = leading_host(base).filter(|(name, _)| self.credentials.host(name).is_some());
        host.map_or(Some(origin_of(base)), |(_, rest)| base.get(..base.len().saturating_sub(rest.len())))
    }

    /// Whether calls have an address that is to be asked for: with parameters, or one that comes with the token.
    pub(super) fn makes_addresses(&self) -> bool {
        !self.profile.calls.query.is_empty() || self.base_is_kept()
    }

    pub(super) fn headers(&self, token: Option<&AccessToken>) -> Result<Headers, AuthError> {
        self.profile.calls.headers(CallValues { credentials: &self.credentials, token })
    }

    /// The base address, where it is kept or written, and the parameters of a call.
    pub(super) fn address(&self, token: Option<&AccessToken>) -> Result<(Option<String>, Headers), AuthError> {
        let values = CallValues { credentials: &self.credentials, token };
        Ok((self.profile.calls.base(values)?, self.profile.calls.query(values)?))
    }

    /// Whether an answer may lead the credentials to this origin.
    pub(super) fn allows_kept(&self, origin: &str, token: Option<&AccessToken>) -> bool {
        let calls = &self.profile.calls;
        calls.allows_kept(origin)
            || token.is_some_and(|token| {
                let base = calls.base(CallValues { credentials: &self.credentials, token: Some(token) });
                base.ok().flatten().is_some_and(|base| origin_of(&base) == origin)
            })
    }

    /// Whether its token request is signed.
    pub(super) fn signs(&self) -> bool {
        self.profile.assertion.is_some()
    }

    /// What is to be signed for a token request, where it is one that is signed.
    pub(super) fn unsigned(&self, now: i64, identifier: &str) -> Result<Unsigned<'_>, AuthError> {
        let shape = self.profile.assertion.as_ref().ok_or_else(unknown_operation)?;
        Ok(Unsigned {
            algorithm: shape.algorithm,
            key: self.credentials.get(&shape.key)?,
            text: shape.signing_input(&self.credentials, now, identifier)?,
        })
    }

    /// The credential that is the key of a signature.
    pub(super) fn key_name(&self) -> &str {
        self.profile.assertion.as_ref().map_or("", |shape: &AssertionShape| &shape.key)
    }

    fn with_assertion(&self, assertion: Option<&str>) -> Result<ClientCredentials, AuthError> {
        match assertion {
            Some(assertion) => credentials_with(assertion, &self.credentials),
            None => Ok(self.credentials.clone()),
        }
    }

    /// The request with the digest of its assertion in the place of that.
    fn unsigned_request(&self, flow: &TokenProfile) -> Result<HttpRequest, AuthError> {
        let digest = self.profile.assertion.as_ref().map(|shape| shape.digest(&self.credentials)).transpose()?;
        token_request(flow, &self.with_assertion(digest.as_deref())?)
    }

    fn checked(&self, token: AccessToken) -> Result<AccessToken, AuthError> {
        self.profile.check_token(&token, &self.credentials)?;
        Ok(token)
    }
}

impl TokenFlow for Described {
    fn flow(&self) -> &TokenProfile {
        // Nobody asks where there is none.
        self.profile.flow.as_ref().unwrap_or(&crate::api::pledg::token::PROFILE)
    }

    fn rejections(&self) -> &ErrorShape {
        &self.profile.rejections
    }

    fn request(&self, assertion: Option<&str>) -> Result<HttpRequest, AuthError> {
        token_request(self.flow(), &self.with_assertion(assertion)?)
    }

    fn read_response(
        &self,
        response: &HttpResponse<'_>,
        now: i64,
        assertion: Option<&str>,
    ) -> Result<AccessToken, AuthError> {
        let token = read_token_response(self.flow(), response, now, Some(&self.with_assertion(assertion)?))?;
        self.checked(token).map_err(|error| {
            let error = match error.code() {
                ErrorCode::ForeignOrigin => error,
                _ => {
                    let message = "the token answer holds what no header field or address can carry";
                    AuthError::new(ErrorCode::MalformedResponse, [&*self.profile.name, ": ", message].concat())
                }
            };
            error.of_vendor(self.profile.name.clone()).with_status(response.status())
        })
    }

    fn cache_key(&self) -> Result<String, AuthError> {
        Ok(cache_key(&self.unsigned_request(self.flow())?, self.flow()))
    }

    fn read_stored(&self, text: &str, key: &str) -> Option<AccessToken> {
        self.checked(read_stored(text, key, self.flow())?).ok()
    }
}

/// Stands in for a token where only the rest of a call is checked.
fn any_token(flow: &TokenProfile) -> AccessToken {
    let kept = |(name, _): &(Text, Text)| (name.clone(), Secret::new("checked"));
    AccessToken {
        value: Secret::new("checked"),
        obtained_at: 0,
        expires_at: None,
        lifetime_seconds: None,
        token_type: None,
        refresh_token: None,
        kept: flow.response.keep.iter().map(kept).collect(),
    }
}

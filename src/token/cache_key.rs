//! The name under which a token is shared (G7): a digest of everything that decides which token it is.

use super::profile::TokenProfile;
use crate::http::HttpRequest;
use crate::scheme::hexadecimal::lower_case;
use alloc::string::String;
use sha2::{Digest, Sha256};

/// SHA-256 over method, address, header fields and body of the token request, the pointers of its answer, and name and
/// format of the field that the token travels in, as 64 hexadecimal digits. A request with an assertion has that of
/// [`AssertionShape::digest`](super::assertion::AssertionShape::digest) in its place.
///
/// Every part has its length before it, so no two requests make the same text; a part that is absent is another one
/// than an empty one. Two clients never share, nor do two profiles that read different tokens out of one answer or show
/// them differently.
///
/// ```
/// use commerce_auth::http::{BaseUrl, Transport};
/// use commerce_auth::token::cache_key::cache_key;
/// use commerce_auth::api::caxton::{register::register_request, token::PROFILE};
/// let base = BaseUrl::parse("sandbox.caxton.io/api", Transport::Https, "host").unwrap();
/// let key = |name| cache_key(&register_request(&base, name, "client").unwrap(), &PROFILE);
/// assert_eq!(key("one").len(), 64);
/// assert!(key("one") == key("one") && key("one") != key("other"));
/// ```
pub fn cache_key(request: &HttpRequest, profile: &TokenProfile) -> String {
    let mut digest = PartsDigest::new();
    let mut part = |text: Option<&str>| digest.part(text);
    part(Some(request.method.as_str()));
    part(Some(&request.url));
    for (name, value) in &request.headers {
        part(Some(name));
        part(Some(value.expose()));
    }
    part(None);
    part(request.body.as_ref().map(|body| body.expose()));
    let response = &profile.response;
    part(Some(&response.token));
    for &pointer in &[&response.lifetime_seconds, &response.expires_at, &response.token_type, &response.refresh_token] {
        part(pointer.as_deref());
    }
    part(Some(&profile.header.name));
    part(Some(&profile.header.format));
    for (name, pointer) in response.keep.iter() {
        part(Some(name));
        part(Some(pointer));
    }
    digest.finish()
}

/// A digest over parts, each with its length before it.
pub(crate) struct PartsDigest(Sha256);

impl PartsDigest {
    pub(crate) fn new() -> PartsDigest {
        PartsDigest(Sha256::new())
    }

    #[inline(never)]
    pub(crate) fn part(&mut self, text: Option<&str>) {
        let length = text.map_or(u64::MAX, |text| u64::try_from(text.len()).unwrap_or(u64::MAX));
        self.0.update(length.to_be_bytes());
        self.0.update(text.unwrap_or_default());
    }

    #[inline(never)]
    pub(crate) fn finish(self) -> String {
        self.0.finalize().iter().flat_map(|byte| lower_case(*byte)).map(char::from).collect()
    }
}

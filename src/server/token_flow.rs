//! What an account with a token is asked, whoever described its flow.

use crate::error::AuthError;
use crate::http::{Answer, HttpRequest, HttpResponse};
use crate::token::access_token::AccessToken;
use crate::token::classification::{Classification, ErrorShape, classify};
use crate::token::profile::TokenProfile;
use alloc::string::String;

/// What an account with a token is asked.
pub(super) trait TokenFlow {
    /// The flow.
    fn flow(&self) -> &TokenProfile;

    /// How an API's answer rejects a token.
    fn rejections(&self) -> &ErrorShape;

    /// The token request; with this assertion, where it is one that is signed.
    fn request(&self, assertion: Option<&str>) -> Result<HttpRequest, AuthError>;

    /// What the token endpoint answered to a request with this assertion.
    fn read_response(
        &self,
        response: &HttpResponse<'_>,
        now: i64,
        assertion: Option<&str>,
    ) -> Result<AccessToken, AuthError>;

    /// The name of the token in a store.
    fn cache_key(&self) -> Result<String, AuthError>;

    /// The token in a text that stands in a store under this name.
    fn read_stored(&self, text: &str, key: &str) -> Option<AccessToken>;

    /// Whether the body of an API's answer can say that the token is rejected.
    fn reads_bodies(&self) -> bool {
        let rejections = self.rejections();
        !(rejections.places.is_empty() && rejections.rejected.values.is_empty())
    }

    /// Whether an API's answer rejects the token it was asked with. A status that says so does, whatever the codes beside it.
    fn is_rejected_by(&self, answer: &Answer<'_>) -> bool {
        let meaning = classify(self.rejections(), answer).classification;
        matches!(meaning, Classification::TokenExpired | Classification::TokenInvalid)
            || self.rejections().rejected.has_status(answer.response().status())
    }
}

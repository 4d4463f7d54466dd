//! A signed assertion in the place of a secret (RFC 7523): what is to be signed. The signature is made by who has the key.

use super::cache_key::PartsDigest;
use super::client_credentials::ClientCredentials;
use super::profile::JsonPiece;
use super::request::json;
use crate::error::AuthError;
use crate::json::{Document, quoted};
use crate::scheme::base64_forms::STRICT_BASE64URL;
use crate::secret::Secret;
use alloc::string::String;
use base64::Engine;

/// The name under which it stands in the fields of a token request.
pub const ASSERTION: &str = "assertion";

/// How an assertion is made.
#[derive(Clone, Debug)]
pub struct AssertionShape {
    /// The algorithm, as RFC 7518 §3.1 and RFC 8037 §3.1 name it.
    pub algorithm: &'static str,
    /// The credential that is the key.
    pub key: String,
    /// The members of the header beside `alg` and `typ`: an object.
    pub header: JsonPieces,
    /// The claims beside `iat`, `exp` and `jti`: an object.
    pub claims: JsonPieces,
    /// Which of these three the claims have of their own.
    pub own: OwnClaims,
    /// How long it is good, in seconds.
    pub lifetime_seconds: i64,
}

/// JSON text in pieces.
pub type JsonPieces = alloc::vec::Vec<JsonPiece>;

/// Which of the claims that are added stand in the profile already.
#[derive(Clone, Copy, Debug, Default)]
pub struct OwnClaims {
    /// `iat`
    pub issued_at: bool,
    /// `exp`
    pub expires_at: bool,
    /// `jti`
    pub identifier: bool,
}

impl AssertionShape {
    /// Header and claims in base64url with a point between them: what is to be signed. `now` is in milliseconds since 1970,
    /// `identifier` what no other assertion has.
    ///
    /// # Errors
    /// `invalid_argument` where a credential is missing.
    ///
    /// ```
    /// use commerce_auth::http::Transport;
    /// use commerce_auth::token::assertion::{AssertionShape, OwnClaims};
    /// use commerce_auth::token::client_credentials::ClientCredentials;
    /// use commerce_auth::token::profile::JsonPiece;
    /// let shape = AssertionShape {
    ///     algorithm: "ES256",
    ///     key: "privateKey".into(),
    ///     header: vec![JsonPiece::Plain("{}".into())],
    ///     claims: vec![JsonPiece::Plain(r#"{"iss":"#.into()), JsonPiece::Filled("{id}".into()), JsonPiece::Plain("}".into())],
    ///     own: OwnClaims::default(),
    ///     lifetime_seconds: 60,
    /// };
    /// let client = ClientCredentials::new(None, Transport::Https).with("id", "me").unwrap();
    /// let text = shape.signing_input(&client, 1_700_000_000_000, "1").unwrap();
    /// let token = [text.expose(), ".c2ln"].concat();
    /// let decoded = commerce_auth::scheme::jwt::decode(&token);
    /// assert_eq!(decoded.header.as_deref(), Some(r#"{"alg":"ES256","typ":"JWT"}"#));
    /// assert_eq!(decoded.claims.as_deref(), Some(r#"{"iss":"me","iat":1700000000,"exp":1700000060,"jti":"1"}"#));
    /// ```
    pub fn signing_input(
        &self,
        credentials: &ClientCredentials,
        now: i64,
        identifier: &str,
    ) -> Result<Secret, AuthError> {
        let issued_at = now.div_euclid(1000);
        let own = self.own;
        let claims = json(&self.claims, credentials)?;
        let claims = with_member(&claims, "iat", (!own.issued_at).then(|| crate::json::decimal(issued_at)));
        let ends_at = issued_at.saturating_add(self.lifetime_seconds);
        let claims = with_member(&claims, "exp", (!own.expires_at).then(|| crate::json::decimal(ends_at)));
        let claims = with_member(&claims, "jti", (!own.identifier).then(|| quoted(identifier)));
        let header = self.whole_header(credentials)?;
        let mut text = STRICT_BASE64URL.encode(header);
        text.push('.');
        STRICT_BASE64URL.encode_string(claims, &mut text);
        Ok(Secret::new(text))
    }

    fn whole_header(&self, credentials: &ClientCredentials) -> Result<String, AuthError> {
        let given = json(&self.header, credentials)?;
        let document = Document::parse(given.as_bytes()).ok();
        let has_type = document.as_ref().is_some_and(|header| header.root().member("typ").is_some());
        let header = ["{\"alg\":\"", self.algorithm, "\"}"].concat();
        let header = with_member(&header, "typ", (!has_type).then(|| String::from("\"JWT\"")));
        // Both are objects: their members stand in one.
        let (members, others) = (header.strip_suffix('}'), given.strip_prefix('{'));
        let separator = if given == "{}" { "" } else { "," };
        Ok([members.unwrap_or_default(), separator, others.unwrap_or("}")].concat())
    }

    /// What stands for the assertion in a name that is to be the same for the same client, at any time: its claims and its key,
    /// digested.
    ///
    /// # Errors
    /// `invalid_argument` where a credential is missing.
    ///
    /// ```
    /// use commerce_auth::http::Transport;
    /// use commerce_auth::token::assertion::{AssertionShape, OwnClaims};
    /// use commerce_auth::token::client_credentials::ClientCredentials;
    /// use commerce_auth::token::profile::JsonPiece;
    /// let empty = vec![JsonPiece::Plain("{}".into())];
    /// let (algorithm, key, own) = ("HS256", "secret".into(), OwnClaims::default());
    /// let shape = AssertionShape { algorithm, key, header: empty.clone(), claims: empty, own, lifetime_seconds: 60 };
    /// let digest = |secret| shape.digest(&ClientCredentials::new(None, Transport::Https).with("secret", secret).unwrap());
    /// assert!(digest("one") == digest("one") && digest("one") != digest("other"));
    /// ```
    pub fn digest(&self, credentials: &ClientCredentials) -> Result<String, AuthError> {
        let mut digest = PartsDigest::new();
        digest.part(Some(&json(&self.claims, credentials)?));
        digest.part(Some(&self.whole_header(credentials)?));
        digest.part(Some(credentials.get(&self.key)?));
        Ok(digest.finish())
    }
}

/// A JSON object with a member more, where there is one.
fn with_member(object: &str, name: &str, value: Option<String>) -> String {
    let Some(value) = value else {
        return String::from(object);
    };
    let separator = if object == "{}" { "" } else { "," };
    [object.strip_suffix('}').unwrap_or_default(), separator, "\"", name, "\":", &value, "}"].concat()
}

/// The same request with its assertion.
pub(crate) fn credentials_with(
    assertion: &str,
    credentials: &ClientCredentials,
) -> Result<ClientCredentials, AuthError> {
    credentials.clone().with(ASSERTION, assertion)
}

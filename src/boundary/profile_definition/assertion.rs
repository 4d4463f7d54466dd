//! How a token request is signed.

use super::fields::json_pieces;
use super::node::Node;
use crate::error::AuthError;
use crate::json::Json;
use crate::token::api_profile::only_name;
use crate::token::assertion::{AssertionShape, JsonPieces, OwnClaims};
use crate::token::profile::JsonPiece;
use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

const NAMES: &[&str] = &["algorithm", "key", "header", "claims", "lifetimeSeconds"];
const ALGORITHMS: &[(&str, &str)] =
    &[("RS256", "RS256"), ("PS256", "PS256"), ("ES256", "ES256"), ("EdDSA", "EdDSA"), ("HS256", "HS256")];
/// An assertion is good for minutes. This is the longest that any service takes.
const LONGEST_LIFETIME: i64 = 86_400;

pub(super) fn read(request: &Node<'_>) -> Result<Option<AssertionShape>, AuthError> {
    let Some(assertion) = request.optional_object("assertion", NAMES)? else {
        return Ok(None);
    };
    let algorithm = assertion.choice("algorithm", ALGORITHMS)?.ok_or_else(|| assertion.missing("algorithm"))?;
    let key = assertion.text("key")?;
    let Some(key) = only_name(&key).map(String::from) else {
        return Err(assertion.wrong("key", " must be the name of the credential that holds the key, such as \"{privateKey}\""));
    };
    let header = assertion.optional_object("header", &[])?;
    if header.as_ref().is_some_and(|header| header.json.member("alg").is_some()) {
        return Err(assertion.wrong("header/alg", " is what algorithm says: leave it out here"));
    }
    let claims = assertion.optional_object("claims", &[])?.ok_or_else(|| assertion.missing("claims"))?;
    let has = |name: &str| claims.json.member(name).is_some();
    let lifetime = assertion.json.member("lifetimeSeconds").and_then(Json::integer);
    let lifetime = lifetime.filter(|seconds| (1..=LONGEST_LIFETIME).contains(seconds));
    Ok(Some(AssertionShape {
        algorithm,
        key,
        header: object(json_pieces(&assertion, "header")?),
        claims: object(json_pieces(&assertion, "claims")?),
        own: OwnClaims { issued_at: has("iat"), expires_at: has("exp"), identifier: has("jti") },
        lifetime_seconds: lifetime
            .ok_or_else(|| assertion.wrong("lifetimeSeconds", " must be a number of seconds from 1 to 86400"))?,
    }))
}

/// An object that has no members is an object.
fn object(pieces: Vec<JsonPiece>) -> JsonPieces {
    if pieces.is_empty() { Vec::from([JsonPiece::Plain(Cow::Borrowed("{}"))]) } else { pieces }
}

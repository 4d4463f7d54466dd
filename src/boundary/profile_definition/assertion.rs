//! How a token request is signed.

use super::fields::json_pieces;
use super::node::Node;
use crate::json::Json;
use crate::token::api_profile::only_name;
use crate::token::assertion::{AssertionShape, JsonPieces, OwnClaims};
use crate::token::profile::JsonPiece;
use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

const NAMES: &[&str] = &["algorithm", "key", "header", "claims", "lifetimeSeconds"];
const ALGORITHMS: [&str; 5] = ["RS256", "PS256", "ES256", "EdDSA", "HS256"];
/// An assertion is good for minutes. This is the longest that any service takes.
const LONGEST_LIFETIME: i64 = 86_400;

pub(super) fn read(request: &Node<'_>) -> Option<AssertionShape> {
    let assertion = request.object("assertion", NAMES)?;
    assertion.needs("algorithm");
    let algorithm = assertion.choice("algorithm", &ALGORITHMS).and_then(|chosen| ALGORITHMS.get(chosen));
    let key = assertion.needed_text("key");
    let name = only_name(&key);
    if name.is_none() && !key.is_empty() {
        assertion.wrong("key", " must be the name of the credential that holds the key, such as \"{privateKey}\"");
    }
    if let Some(own) = assertion.object("header", &[]).and_then(|header| header.present("alg")) {
        own.refuse(&[" is what algorithm says: leave it out here"]);
    }
    assertion.needs("claims");
    let claims = assertion.object("claims", &[]);
    let has = |name: &str| claims.as_ref().is_some_and(|claims| claims.json.member(name).is_some());
    let lifetime = assertion.json.member("lifetimeSeconds").and_then(Json::integer);
    let lifetime = lifetime.filter(|seconds| (1..=LONGEST_LIFETIME).contains(seconds));
    if lifetime.is_none() {
        assertion.wrong("lifetimeSeconds", " must be a number of seconds from 1 to 86400");
    }
    Some(AssertionShape {
        algorithm: algorithm.copied().unwrap_or_default(),
        key: String::from(name.unwrap_or_default()),
        header: object(json_pieces(&assertion, "header")),
        claims: object(json_pieces(&assertion, "claims")),
        own: OwnClaims { issued_at: has("iat"), expires_at: has("exp"), identifier: has("jti") },
        lifetime_seconds: lifetime.unwrap_or_default(),
    })
}

/// An object that has no members is an object.
fn object(pieces: Vec<JsonPiece>) -> JsonPieces {
    if pieces.is_empty() { Vec::from([JsonPiece::Plain(Cow::Borrowed("{}"))]) } else { pieces }
}

//! JSON Web Tokens (RFC 7519) in the compact serialisation (RFC 7515 §7.1): taken apart, not verified.

use super::base64_forms::{STRICT_BASE64URL, TOLERANT_BASE64URL};
use crate::ascii;
use crate::json::{Document, Json, JsonProblem, Kind, PROBLEM_LIMIT};
use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;
use base64::{DecodeError, Engine};

/// 1973 in milliseconds, the year 5138 in seconds: a smaller number of milliseconds since 1970 is one of seconds, as the
/// `NumericDate` of RFC 7519 §2 is.
pub const LEAST_MILLISECONDS: i64 = 100_000_000_000;

/// A token taken apart. Nothing in it has been verified.
#[derive(Clone)]
pub struct DecodedJwt {
    /// The JOSE header as JSON text, where it could be read.
    pub header: Option<String>,
    /// The claims set as JSON text, where it could be read.
    pub claims: Option<String>,
    /// The third segment as it stands, base64url; empty where there is none.
    pub signature: String,
    /// What is wrong, in the order of the text: the first sixteen of it.
    pub problems: Vec<JwtProblem>,
    expires_at_seconds: Option<i64>,
}

/// The part of a token a problem lies in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JwtPart {
    /// The token as a whole: its three segments.
    Token,
    /// The first segment.
    Header,
    /// The second segment.
    Payload,
    /// The third segment.
    Signature,
}

impl JwtPart {
    /// The part as it is named in JavaScript.
    ///
    /// ```
    /// assert_eq!(commerce_auth::scheme::jwt::JwtPart::Payload.as_str(), "payload");
    /// ```
    pub const fn as_str(self) -> &'static str {
        match self {
            JwtPart::Token => "token",
            JwtPart::Header => "header",
            JwtPart::Payload => "payload",
            JwtPart::Signature => "signature",
        }
    }
}

/// Something wrong with a token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JwtProblem {
    /// Where it lies.
    pub part: JwtPart,
    /// The byte offset, counted from 0: in the decoded JSON text for what is wrong with the JSON, in the segment for
    /// what is wrong with its base64url, in the token for what is wrong with its segments.
    pub position: usize,
    /// What is wrong.
    pub message: &'static str,
}

/// Takes a token apart and reports what is wrong instead of failing, because the vendors' own samples are cut off,
/// misprinted, or hold a bare control character.
///
/// ```
/// let decoded = commerce_auth::scheme::jwt::decode("eyJhbGciOiJub25lIn0.eyJleHAiOjE1NzUyNzAyNzB9.");
/// assert_eq!(decoded.claims.as_deref(), Some(r#"{"exp":1575270270}"#));
/// assert!(decoded.problems.is_empty());
/// ```
pub fn decode(token: &str) -> DecodedJwt {
    decode_and_look(token, &mut |_| ())
}

/// The same, with a look at the claims while they are there as values.
pub(crate) fn decode_and_look(token: &str, look: &mut dyn FnMut(Json<'_>)) -> DecodedJwt {
    let mut problems = Vec::new();
    let mut expires_at_seconds = None;
    let (header, payload, signature) = segments(token);
    check_segments(token, signature, &mut problems);
    let header = read_object(header, JwtPart::Header, &mut problems, &mut |_| ());
    let mut look_at_claims = |claims: Json<'_>| {
        expires_at_seconds = claims.member("exp").and_then(Json::integer);
        look(claims);
    };
    let claims = payload.and_then(|payload| read_object(payload, JwtPart::Payload, &mut problems, &mut look_at_claims));
    let signature = signature.unwrap_or_default();
    read_segment(signature, JwtPart::Signature, &mut problems);
    problems.truncate(PROBLEM_LIMIT);
    DecodedJwt { header, claims, signature: signature.to_owned(), problems, expires_at_seconds }
}

impl DecodedJwt {
    /// The `exp` claim in seconds since 1970 (RFC 7519 §4.1.4), its fraction cut off.
    ///
    /// ```
    /// let decoded = commerce_auth::scheme::jwt::decode("eyJhbGciOiJub25lIn0.eyJleHAiOjE1NzUyNzAyNzB9.");
    /// assert_eq!(decoded.expires_at_seconds(), Some(1_575_270_270));
    /// ```
    pub fn expires_at_seconds(&self) -> Option<i64> {
        self.expires_at_seconds
    }
}

/// What stands before the first dot, what between the first two, and all that is behind the second.
pub(super) fn segments(token: &str) -> (&str, Option<&str>, Option<&str>) {
    let Some((header, rest)) = ascii::split_once(token, b'.') else {
        return (token, None, None);
    };
    match ascii::split_once(rest, b'.') {
        Some((payload, signature)) => (header, Some(payload), Some(signature)),
        None => (header, Some(rest), None),
    }
}

pub(super) fn check_segments(token: &str, signature: Option<&str>, problems: &mut Vec<JwtProblem>) {
    if token.get(..7).is_some_and(|start| start.eq_ignore_ascii_case("bearer ")) {
        let message = "it begins with the word \"Bearer\": pass what stands behind it";
        problems.push(JwtProblem { part: JwtPart::Token, position: 0, message });
    }
    let position = match signature {
        None => token.len(),
        Some(rest) => match ascii::position(rest, b'.') {
            Some(dot) => token.len().saturating_sub(rest.len()).saturating_add(dot),
            None => return,
        },
    };
    problems.push(JwtProblem {
        part: JwtPart::Token,
        position,
        message: "a JWT has three segments, separated by two dots",
    });
}

/// A segment that holds a JSON object: strict JSON text, where there is any to be had. It is read once: who wants to know
/// what stands in it looks while it is there as values.
pub(super) fn read_object(
    segment: &str,
    part: JwtPart,
    problems: &mut Vec<JwtProblem>,
    look: &mut dyn FnMut(Json<'_>),
) -> Option<String> {
    let bytes = read_segment(segment, part, problems)?;
    let locate = |problem: JsonProblem| JwtProblem { part, position: problem.position, message: problem.message };
    let document = match Document::parse_leniently(&bytes) {
        Ok(read) => read,
        Err(problem) => {
            problems.push(locate(problem));
            return None;
        }
    };
    problems.extend(document.problems().iter().copied().map(locate));
    let json = document.root();
    if json.kind() != Kind::Object {
        problems.push(JwtProblem { part, position: json.position(), message: "not a JSON object" });
        return None;
    }
    if let Some(position) = json.duplicate_member() {
        problems.push(JwtProblem { part, position, message: "a member name appears twice (RFC 7519 §4)" });
    }
    look(json);
    Some(json.to_strict_text().into_owned())
}

pub(super) fn read_segment(segment: &str, part: JwtPart, problems: &mut Vec<JwtProblem>) -> Option<Vec<u8>> {
    let error = match STRICT_BASE64URL.decode(segment) {
        Ok(bytes) => return Some(bytes),
        Err(error) => error,
    };
    problems.push(base64url_problem(&error, segment, part));
    TOLERANT_BASE64URL.decode(segment).ok()
}

fn base64url_problem(error: &DecodeError, segment: &str, part: JwtPart) -> JwtProblem {
    let (position, message) = match error {
        DecodeError::InvalidByte(position, b'=') => (*position, "padded base64url; RFC 7515 §2 leaves the padding out"),
        DecodeError::InvalidByte(position, b'+' | b'/') => {
            (*position, "base64, where base64url is required (RFC 7515 §2)")
        }
        DecodeError::InvalidByte(position, _) => (*position, "not a base64url character"),
        DecodeError::InvalidLastSymbol { offset, .. } => (*offset, "stray bits in the last base64url character"),
        DecodeError::InvalidLength(_) => (segment.len(), "cut off inside a base64url group"),
        DecodeError::InvalidPadding => {
            (ascii::trim_end(segment, b'=').len(), "padded base64url; RFC 7515 §2 leaves the padding out")
        }
    };
    JwtProblem { part, position, message }
}

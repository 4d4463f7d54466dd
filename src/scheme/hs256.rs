//! JSON Web Tokens signed with HMAC-SHA-256: `HS256` of RFC 7518 §3.2 over the compact serialisation (RFC 7515 §3.1).
//!
//! There is one algorithm here and the token never chooses it (RFC 8725 §3.1). Extensions are refused rather than
//! ignored: `crit` (RFC 7515 §4.1.11) and `b64` (RFC 7797).

use super::base64_forms::STRICT_BASE64URL;
use super::jwt::{JwtPart, JwtProblem, LEAST_MILLISECONDS, check_segments, read_object, read_segment, segments};
use crate::error::{AuthError, ErrorCode};
use crate::json::{Json, Kind, ObjectWriter};
use crate::secret::{Secret, SharedSecret};
use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;
use base64::Engine;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// RFC 7518 §3.2: a key has at least the size of the hash output.
const LEAST_SECRET_BYTES: usize = 32;
/// The claims that are instants (RFC 7519 §4.1), each a `NumericDate` in seconds.
const INSTANTS: [&str; 3] = ["exp", "nbf", "iat"];
const DEFAULT_HEADER: &str = r#"{"alg":"HS256","typ":"JWT"}"#;

/// What a token says beside its claims. Instants are milliseconds since 1970, floored to the second in the token.
#[derive(Clone, Copy, Default)]
pub struct Signing<'a> {
    /// Members of the JOSE header beside `alg` and `typ`.
    pub header: Option<Json<'a>>,
    /// The `iat` claim.
    pub issued_at: Option<i64>,
    /// The `exp` claim.
    pub expires_at: Option<i64>,
}

/// What a token is held to.
#[derive(Clone, Copy, Debug)]
pub struct Validity {
    /// Milliseconds since 1970.
    pub now: i64,
    /// How far the clocks of the two sides may be apart, in seconds.
    pub clock_tolerance_seconds: i64,
    /// Whether a token must expire at all.
    pub expiry: Expiry,
}

/// Whether a token must have an `exp` claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expiry {
    /// A token without one is refused.
    Required,
    /// A token without one never expires.
    Optional,
}

/// Signs a claims set as its text stands: nothing is put into another order, and only what was asked for is added.
///
/// The header is `{"alg":"HS256","typ":"JWT"}`, then the caller's members; one that gives both of these itself keeps
/// its own order.
///
/// # Errors
/// `invalid_argument` for claims and headers that are no objects, name a member twice or have no UTF-8 form, for
/// `exp`, `nbf`, `iat` that are not numbers, for instants in seconds and those that are also among the claims, for
/// another `alg`, for `crit` and `b64`.
///
/// ```
/// use commerce_auth::json::Document;
/// use commerce_auth::scheme::hs256::{Signing, sign};
/// use commerce_auth::secret::SharedSecret;
/// let claims = Document::parse(br#"{"sub":"order-1"}"#).unwrap();
/// let token = sign(claims.root(), &SharedSecret::new("secret").unwrap(), &Signing::default()).unwrap();
/// assert!(token.expose().starts_with("eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJvcmRlci0xIn0."));
/// ```
pub fn sign(claims: Json<'_>, secret: &SharedSecret, signing: &Signing<'_>) -> Result<Secret, AuthError> {
    check_object(claims, "claims")?;
    let is_in_seconds = |name: &str| {
        claims.member(name).is_none_or(|value| value.integer().is_some_and(|seconds| seconds < LEAST_MILLISECONDS))
    };
    if let Some(name) = INSTANTS.iter().copied().find(|name| !is_in_seconds(name)) {
        let field = ["claims.", name].concat();
        let message = [&field, " must be a number of seconds since 1970 (RFC 7519 §2), not of milliseconds"].concat();
        return Err(AuthError::invalid_argument(field, message));
    }
    let header = header_text(signing.header)?;
    let payload = merged(claims.text(), &instants_text(claims, signing)?);
    let mut token = STRICT_BASE64URL.encode(header);
    token.push('.');
    STRICT_BASE64URL.encode_string(payload, &mut token);
    let signature = mac(token.as_bytes(), secret)?.finalize().into_bytes();
    token.push('.');
    STRICT_BASE64URL.encode_string(signature, &mut token);
    Ok(Secret::new(token))
}

/// Verifies a token and returns its claims set as JSON text. The signature is checked before the claims are looked
/// at, against every secret, in a time that does not tell which of them fitted.
///
/// # Errors
/// `malformed_jwt` for what is no token of this kind: not three segments of canonical base64url, another `alg`, a
/// `crit`, a `b64`, a member that stands twice, instants that are not numbers; `signature_mismatch`; `token_expired`
/// from the instant of `exp` on; `token_invalid` before that of `nbf`, without the `exp` that is required, and for an `exp`
/// that was written in milliseconds.
///
/// ```
/// use commerce_auth::json::Document;
/// use commerce_auth::scheme::hs256::{Expiry, Signing, Validity, sign, verify};
/// use commerce_auth::secret::SharedSecret;
/// let secret = SharedSecret::new("the new secret").unwrap();
/// // Instants are milliseconds since 1970, the claim is seconds:
/// let signing = Signing { expires_at: Some(1_700_000_600_000), ..Signing::default() };
/// let token = sign(Document::parse(b"{}").unwrap().root(), &secret, &signing).unwrap();
/// let at = |now| Validity { now, clock_tolerance_seconds: 0, expiry: Expiry::Required };
/// let claims = verify(token.expose(), std::slice::from_ref(&secret), &at(1_700_000_599_999)).unwrap();
/// assert_eq!(claims, r#"{"exp":1700000600}"#);
/// let late = verify(token.expose(), &[secret], &at(1_700_000_600_000)).unwrap_err();
/// assert_eq!(late.code().as_str(), "token_expired");
/// ```
pub fn verify(token: &str, secrets: &[SharedSecret], validity: &Validity) -> Result<String, AuthError> {
    verify_and_look(token, secrets, validity, &mut |_| Ok(())).map(|verified| verified.claims)
}

/// A token that verified.
pub(crate) struct Verified {
    /// Its claims set as JSON text.
    pub claims: String,
    /// Which of the secrets signed it, counted from 0.
    pub secret_index: usize,
}

/// The same, with a look at claims that are right, while they are there as values; what it refuses is refused.
pub(crate) fn verify_and_look(
    token: &str,
    secrets: &[SharedSecret],
    validity: &Validity,
    look: &mut dyn FnMut(Json<'_>) -> Result<(), AuthError>,
) -> Result<Verified, AuthError> {
    let (signed, payload, signature) = split(token)?;
    let mut matched = None;
    for (index, secret) in secrets.iter().enumerate() {
        // No early way out: how long it takes must not tell which secret is in use.
        let fits = mac(signed.as_bytes(), secret)?.verify_slice(&signature).is_ok();
        matched = matched.or(fits.then_some(index));
    }
    let Some(secret_index) = matched else {
        return Err(AuthError::new(
            ErrorCode::SignatureMismatch,
            "the signature does not match this token and secret: is it the right secret, as text and not its base64 or hex, and is the token complete?",
        )
        .in_field("token"));
    };
    let mut problems = Vec::new();
    let mut outcome = Ok(());
    let claims = read_object(payload, JwtPart::Payload, &mut problems, &mut |claims| {
        outcome = check_instants(claims, validity).and_then(|()| look(claims));
    });
    let claims = refuse_problems(claims, &problems)?;
    outcome.map(|()| Verified { claims, secret_index })
}

/// Whether a secret is shorter than RFC 7518 §3.2 demands.
///
/// ```
/// use commerce_auth::{scheme::hs256::is_weak, secret::SharedSecret};
/// assert!(is_weak(&SharedSecret::new([7; 31]).unwrap()));
/// assert!(!is_weak(&SharedSecret::new([7; 32]).unwrap()));
/// ```
pub fn is_weak(secret: &SharedSecret) -> bool {
    secret.expose().len() < LEAST_SECRET_BYTES
}

/// Refuses a secret shorter than RFC 7518 §3.2 demands; how many real merchants' secrets are.
///
/// # Errors
/// `weak_secret`.
///
/// ```
/// use commerce_auth::{scheme::hs256::check_strength, secret::SharedSecret};
/// assert!(check_strength(&SharedSecret::new([7; 32]).unwrap()).is_ok());
/// let weak = check_strength(&SharedSecret::new("your_secret").unwrap()).unwrap_err();
/// assert_eq!(weak.code().as_str(), "weak_secret");
/// ```
pub fn check_strength(secret: &SharedSecret) -> Result<(), AuthError> {
    if is_weak(secret) {
        return Err(AuthError::new(
            ErrorCode::WeakSecret,
            "secret is shorter than the 32 bytes that HS256 requires (RFC 7518 §3.2): use a longer one, or leave strict out where the vendor's secrets are shorter",
        )
        .in_field("secret"));
    }
    Ok(())
}

fn mac(signed: &[u8], secret: &SharedSecret) -> Result<Hmac<Sha256>, AuthError> {
    // HMAC takes keys of every length; the signature of the function is that of keyed algorithms in general.
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.expose())
        .map_err(|_| AuthError::new(ErrorCode::Internal, "HMAC refused a key"))?;
    mac.update(signed);
    Ok(mac)
}

fn check_object(value: Json<'_>, field: &'static str) -> Result<(), AuthError> {
    let what = if value.kind() != Kind::Object {
        " must be an object"
    } else if value.duplicate_member().is_some() {
        " holds a member twice"
    } else if !value.has_utf8_form() {
        " holds half of a surrogate pair, so it has no UTF-8 form: was a text cut in the middle of a character?"
    } else {
        return Ok(());
    };
    Err(AuthError::invalid_argument(field, [field, what].concat()))
}

fn header_text(header: Option<Json<'_>>) -> Result<String, AuthError> {
    let Some(header) = header else {
        return Ok(DEFAULT_HEADER.to_owned());
    };
    check_object(header, "header")?;
    let (alg, typ) = (header.member("alg"), header.member("typ"));
    if alg.is_some_and(|alg| !is_hs256(alg)) {
        return Err(AuthError::invalid_argument(
            "header.alg",
            "header.alg must be HS256, the only algorithm supported here",
        ));
    }
    if header.member("crit").or(header.member("b64")).is_some() {
        return Err(AuthError::invalid_argument(
            "header",
            "header must not hold crit or b64: no extension is supported",
        ));
    }
    if alg.is_some() && typ.is_some() {
        return Ok(header.text().to_owned());
    }
    let mut own = ObjectWriter::new();
    own.string("alg", "HS256").raw("typ", typ.map_or("\"JWT\"", Json::text));
    Ok(merged(&own.finish(), &header.text_with_members(&|name| !matches!(name, "alg" | "typ"))))
}

fn is_hs256(alg: Json<'_>) -> bool {
    alg.string().is_some_and(|alg| alg == "HS256")
}

/// The instants that are added to the claims, as an object.
fn instants_text(claims: Json<'_>, signing: &Signing<'_>) -> Result<String, AuthError> {
    let mut object = ObjectWriter::new();
    for &(field, claim, instant) in &[("issuedAt", "iat", signing.issued_at), ("expiresAt", "exp", signing.expires_at)]
    {
        let Some(instant) = instant else { continue };
        let refuse = |what: &str| Err(AuthError::invalid_argument(field, [field, what, claim].concat()));
        if instant < LEAST_MILLISECONDS {
            return refuse(" is in seconds, and must be in milliseconds since 1970: multiply it by 1000 for ");
        }
        if claims.member(claim).is_some() {
            return refuse(" is given, and the claims already hold it in seconds: leave out the option or the claim ");
        }
        object.integer(claim, instant.div_euclid(1000));
    }
    Ok(object.finish())
}

/// Two objects as one, their members as they stand.
fn merged(first: &str, second: &str) -> String {
    let first = first.strip_suffix("}").unwrap_or(first).trim_end();
    let second = second.strip_prefix("{").unwrap_or(second);
    let comma = if first == "{" || second == "}" { "" } else { "," };
    [first, comma, second].concat()
}

/// The signed part, the payload, and the bytes of the signature of a token whose header is as it must be.
fn split(token: &str) -> Result<(&str, &str, Vec<u8>), AuthError> {
    let mut problems = Vec::new();
    let (header, payload, signature) = segments(token);
    check_segments(token, signature, &mut problems);
    let parts = payload.zip(signature).and_then(|(payload, signature)| {
        let signed = token.get(..header.len().saturating_add(payload.len()).saturating_add(1))?;
        Some((signed, payload, signature))
    });
    let (signed, payload, signature) = refuse_problems(parts, &problems)?;
    let mut outcome = Ok(());
    let header = read_object(header, JwtPart::Header, &mut problems, &mut |header| outcome = check_header(header));
    let signature = read_segment(signature, JwtPart::Signature, &mut problems);
    refuse_problems(header, &problems)?;
    outcome?;
    Ok((signed, payload, refuse_problems(signature, &problems)?))
}

fn check_header(header: Json<'_>) -> Result<(), AuthError> {
    if !header.member("alg").is_some_and(is_hs256) {
        return Err(malformed(
            "the token's header does not name HS256, the only algorithm accepted here (RFC 8725 §3.1)",
        ));
    }
    match header.member("crit").or(header.member("b64")) {
        Some(_) => Err(malformed("the token requires an extension (crit or b64), and none is supported")),
        None => Ok(()),
    }
}

fn check_instants(claims: Json<'_>, validity: &Validity) -> Result<(), AuthError> {
    if !INSTANTS.iter().all(|name| is_instant_or_absent(claims, name)) {
        return Err(malformed("exp, nbf or iat is not a number of seconds since 1970 (RFC 7519 §2)"));
    }
    let tolerance = validity.clock_tolerance_seconds.saturating_mul(1000);
    let instant = |name: &str| claims.member(name).and_then(Json::seconds_in_milliseconds);
    // As an instant in seconds it lies thousands of years ahead: signing refuses it, and whoever signs elsewhere meant less.
    if claims.member("exp").and_then(Json::integer).is_some_and(|seconds| seconds >= LEAST_MILLISECONDS) {
        let message = "the token's exp claim is in milliseconds, and must be in seconds (RFC 7519 §2)";
        return Err(AuthError::new(ErrorCode::TokenInvalid, message).in_field("token"));
    }
    match instant("exp") {
        Some(expiry) if validity.now >= expiry.saturating_add(tolerance) => {
            return Err(AuthError::new(ErrorCode::TokenExpired, "the token has expired").in_field("token"));
        }
        None if validity.expiry == Expiry::Required => {
            let message = "the token has no exp claim, so it never expires, and requireExp is set";
            return Err(AuthError::new(ErrorCode::TokenInvalid, message).in_field("token"));
        }
        _ => {}
    }
    if instant("nbf").is_some_and(|start| start > validity.now.saturating_add(tolerance)) {
        let message = "the token is not valid yet (nbf claim): if it should be, check both clocks";
        return Err(AuthError::new(ErrorCode::TokenInvalid, message).in_field("token"));
    }
    Ok(())
}

fn is_instant_or_absent(claims: Json<'_>, name: &str) -> bool {
    claims.member(name).is_none_or(|value| value.integer().is_some())
}

/// What was read, unless something is wrong with it that [`super::jwt::decode`] would only report.
fn refuse_problems<T>(read: Option<T>, problems: &[JwtProblem]) -> Result<T, AuthError> {
    match (read, problems.first()) {
        (Some(read), None) => Ok(read),
        (_, Some(problem)) => {
            let message = ["the token is malformed in its ", problem.part.as_str(), ": ", problem.message].concat();
            Err(malformed(message).at(problem.position))
        }
        (None, None) => Err(malformed("the token cannot be read")),
    }
}

fn malformed(message: impl Into<alloc::borrow::Cow<'static, str>>) -> AuthError {
    AuthError::new(ErrorCode::MalformedJwt, message).in_field("token")
}

/// Against [Wycheproof](https://github.com/C2SP/wycheproof): what is signed there is mostly no claims set, so the MAC is
/// checked by itself. `tests/vectors/jwt-wycheproof.json` has the same tokens through the public function.
#[cfg(test)]
mod wycheproof {
    #![allow(clippy::unwrap_used, reason = "this is how a test fails")]

    use super::{mac, split};
    use crate::json::{Document, Json};
    use crate::scheme::base64_forms::STRICT_BASE64URL;
    use crate::secret::SharedSecret;
    use base64::Engine;
    use base64::prelude::BASE64_STANDARD;
    use hmac::Mac;

    const MACS: &str = include_str!("../../tests/wycheproof/hmac-sha256.json");
    const TOKENS: &str = include_str!("../../tests/vectors/jwt-wycheproof.json");
    /// Those whose signature is right, and those that are printed there without the fault that makes them invalid.
    const SIGNED_RIGHTLY: [u64; 10] = [1, 348, 352, 357, 358, 359, 367, 370, 376, 377];

    fn text(row: Json<'_>, name: &str) -> String {
        row.member(name).unwrap().string().unwrap().into_owned()
    }

    fn bytes(row: Json<'_>, name: &str) -> Vec<u8> {
        let digits: Vec<char> = text(row, name).chars().collect();
        digits.chunks(2).map(|pair| u8::from_str_radix(&String::from_iter(pair), 16).unwrap()).collect()
    }

    fn fits(signed: &[u8], secret: &[u8], tag: &[u8]) -> bool {
        mac(signed, &SharedSecret::new(secret).unwrap()).unwrap().verify_slice(tag).is_ok()
    }

    /// HS256 has no shortened signatures (RFC 7518 §3.2), so a right one of 16 bytes is refused.
    #[test]
    fn a_tag_is_taken_if_it_is_right_and_whole() {
        let rows = Document::parse(MACS.as_bytes()).unwrap();
        assert_eq!(rows.root().elements().count(), 174);
        for row in rows.root().elements() {
            let is_whole = row.member("tagBits").unwrap().integer() == Some(256);
            let is_taken = fits(&bytes(row, "msg"), &bytes(row, "key"), &bytes(row, "tag"));
            assert_eq!(is_taken, is_whole && text(row, "result") == "valid", "{}", row.text());
        }
    }

    #[test]
    fn a_token_is_taken_if_its_signature_is_right() {
        let rows = Document::parse(TOKENS.as_bytes()).unwrap();
        let taken = rows.root().elements().filter(|row| {
            let mut given = row.member("input").unwrap().member("arguments").unwrap().elements();
            let token = given.next().unwrap().string().unwrap().into_owned();
            let secret = BASE64_STANDARD.decode(text(given.next().unwrap(), "base64")).unwrap();
            let Ok((signed, payload, signature)) = split(&token) else { return false };
            STRICT_BASE64URL.decode(payload).is_ok() && fits(signed.as_bytes(), &secret, &signature)
        });
        let number = |row: Json<'_>| text(row, "source").rsplit(' ').next().unwrap().parse().unwrap();
        assert_eq!(taken.map(number).collect::<Vec<u64>>(), SIGNED_RIGHTLY);
    }
}

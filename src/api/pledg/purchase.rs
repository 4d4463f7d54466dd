//! The signature of a purchase: an HS256 JWT of `{"data":{…}}`, which takes the place of every other parameter in the
//! URL ("Plugin integration", "Purchase management", docs.pledg.co).
//!
//! The page's prose calls the path of the redirect `/purchases`; every plugin of the vendor uses `/purchase`, which is
//! the default here.

use super::cents;
use crate::ascii;
use crate::error::AuthError;
use crate::http::{BaseUrl, Headers, HttpRequest, Method};
use crate::json::{Document, Json, Kind, ObjectWriter};
use crate::scheme::hs256::{self, Signing};
use crate::secret::{Secret, SharedSecret};
use alloc::string::String;

/// The path of the redirect.
pub const PURCHASE_PATH: &str = "/purchase";

/// Parameters of the JavaScript plugin that are not part of what is signed: callbacks, the place in the page, and the
/// signature itself.
pub const NOT_SIGNED: [&str; 6] = ["signature", "onSuccess", "onCancel", "onError", "onOpen", "container"];

/// What stands beside `data`, and `data` itself: among the parameters they would be signed at a place where nobody
/// looks for them.
const NOT_PARAMETERS: [&str; 3] = ["data", "purchase_link_settings", "purchaseLinkSettings"];

/// Signs the parameters of a purchase. `link_settings` stand beside `data`, then `iat` and `exp`.
///
/// # Errors
/// `invalid_argument` for parameters that are no object or hold what stands beside them, for an `amountCents` that is
/// not an integer of cents, and as [`hs256::sign`].
///
/// ```
/// use commerce_auth::json::Document;
/// use commerce_auth::scheme::{hs256::Signing, jwt::decode};
/// use commerce_auth::secret::SharedSecret;
/// use commerce_auth::api::pledg::purchase::sign;
/// let text = br#"{"reference":"ref_1","amountCents":2000,"container":"checkout"}"#;
/// let parameters = Document::parse(text).unwrap();
/// let token = sign(parameters.root(), None, &SharedSecret::new("secret").unwrap(), &Signing::default()).unwrap();
/// let claims = decode(token.expose()).claims;
/// assert_eq!(claims.as_deref(), Some(r#"{"data":{"reference":"ref_1","amountCents":2000}}"#));
/// ```
pub fn sign(
    parameters: Json<'_>,
    link_settings: Option<Json<'_>>,
    secret: &SharedSecret,
    signing: &Signing<'_>,
) -> Result<Secret, AuthError> {
    check_parameters(parameters)?;
    let mut claims = ObjectWriter::new();
    claims.raw("data", &parameters.text_with_members(&|name| !NOT_SIGNED.contains(&name)));
    if let Some(settings) = link_settings {
        claims.raw("purchase_link_settings", settings.text());
    }
    let claims = claims.finish();
    let claims = Document::parse(claims.as_bytes())
        .map_err(|_| AuthError::invalid_argument("parameters", "parameters are nested too deeply"))?;
    // The claims are made here; what can be wrong with them comes from the parameters.
    hs256::sign(claims.root(), secret, signing).map_err(|error| match error.field() {
        Some("claims") => error.in_field("parameters"),
        _ => error,
    })
}

/// Refuses a parameter whose value has no JSON form, unless it is one that is not signed.
///
/// # Errors
/// `invalid_argument`.
///
/// ```
/// use commerce_auth::api::pledg::purchase::check_without_json_form;
/// // A callback of the plugin is left out; an amount of NaN is a mistake.
/// assert!(check_without_json_form("onSuccess").is_ok());
/// assert_eq!(check_without_json_form("amountCents").unwrap_err().field(), Some("amountCents"));
/// ```
pub fn check_without_json_form(name: &str) -> Result<(), AuthError> {
    if NOT_SIGNED.contains(&name) {
        return Ok(());
    }
    if name == "amountCents" {
        return Err(wrong_amount());
    }
    let message = "parameters hold a value that has no JSON form, such as NaN, a function, a Map or a cycle";
    Err(AuthError::invalid_argument("parameters", message))
}

/// Refuses a parameter that is there and undefined, where leaving it out would sign another purchase than was meant.
///
/// # Errors
/// `invalid_argument`.
///
/// ```
/// use commerce_auth::api::pledg::purchase::check_undefined;
/// assert!(check_undefined("email").is_ok());
/// assert_eq!(check_undefined("amountCents").unwrap_err().field(), Some("amountCents"));
/// ```
pub fn check_undefined(name: &str) -> Result<(), AuthError> {
    if name == "amountCents" { Err(wrong_amount()) } else { Ok(()) }
}

/// The address the customer is sent to.
///
/// # Errors
/// `invalid_argument` for a path that is not plain and a signature that is no JWT.
///
/// ```
/// use commerce_auth::http::{BaseUrl, Transport};
/// use commerce_auth::api::pledg::purchase::{PURCHASE_PATH, purchase_url};
/// let front = BaseUrl::parse("staging.front.ecard.pledg.co", Transport::Https, "host").unwrap();
/// let url = purchase_url(&front, PURCHASE_PATH, "eyJhbGciOiJIUzI1NiJ9.e30.c2ln").unwrap();
/// assert_eq!(url, "https://staging.front.ecard.pledg.co/purchase?signature=eyJhbGciOiJIUzI1NiJ9.e30.c2ln");
/// assert_eq!(purchase_url(&front, PURCHASE_PATH, "not a JWT").unwrap_err().field(), Some("signature"));
/// ```
pub fn purchase_url(front: &BaseUrl, path: &str, signature: &str) -> Result<String, AuthError> {
    check_path(path)?;
    with_signature(front, path, signature)
}

/// The address of a payment by transfer.
///
/// # Errors
/// `invalid_argument` for a signature that is no JWT.
///
/// ```
/// use commerce_auth::http::{BaseUrl, Transport};
/// use commerce_auth::api::pledg::purchase::transfer_url;
/// let back = BaseUrl::parse("back.ecard.pledg.co", Transport::Https, "host").unwrap();
/// let url = transfer_url(&back, "e30.e30.c2ln").unwrap();
/// assert_eq!(url, "https://back.ecard.pledg.co/api/payment_by_transfer?signature=e30.e30.c2ln");
/// ```
pub fn transfer_url(back: &BaseUrl, signature: &str) -> Result<String, AuthError> {
    with_signature(back, "/api/payment_by_transfer", signature)
}

/// The request that creates a payment link.
///
/// # Errors
/// `invalid_argument` for a signature that is no JWT.
///
/// ```
/// use commerce_auth::http::{BaseUrl, Transport};
/// use commerce_auth::api::pledg::purchase::link_request;
/// let back = BaseUrl::parse("back.ecard.pledg.co", Transport::Https, "host").unwrap();
/// let request = link_request(&back, "e30.e30.c2ln").unwrap();
/// assert_eq!(request.url, "https://back.ecard.pledg.co/api/purchase_link/?signature=e30.e30.c2ln");
/// assert!(request.body.is_none());
/// ```
pub fn link_request(back: &BaseUrl, signature: &str) -> Result<HttpRequest, AuthError> {
    let url = with_signature(back, "/api/purchase_link/", signature)?;
    Ok(HttpRequest { method: Method::Post, url, headers: Headers::new(), body: None })
}

fn check_parameters(parameters: Json<'_>) -> Result<(), AuthError> {
    if parameters.kind() != Kind::Object {
        return Err(AuthError::invalid_argument("parameters", "parameters must be an object"));
    }
    if let Some(name) = NOT_PARAMETERS.iter().copied().find(|name| parameters.member(name).is_some()) {
        let message = [
            "parameters hold ",
            name,
            ", which is not a parameter: pass the bare parameters, without data around them, and a link's settings as the option purchaseLinkSettings",
        ];
        return Err(AuthError::invalid_argument("parameters", message.concat()));
    }
    match parameters.member("amountCents") {
        Some(amount) if cents(amount).is_none() => Err(wrong_amount()),
        _ => Ok(()),
    }
}

fn wrong_amount() -> AuthError {
    AuthError::invalid_argument(
        "amountCents",
        "amountCents must be an integer of cents from 0 on: for a price in euros use Math.round(price * 100)",
    )
}

fn with_signature(base: &BaseUrl, path: &str, signature: &str) -> Result<String, AuthError> {
    check_signature(signature)?;
    Ok([&base.join(path), "?signature=", signature].concat())
}

/// Three segments of base64url need no escape in a URL; anything else is not what [`sign`] returned.
fn check_signature(signature: &str) -> Result<(), AuthError> {
    let is_segment = |segment: &str| {
        !segment.is_empty() && segment.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
    };
    if ascii::pieces(signature, b'.').count() == 3 && ascii::pieces(signature, b'.').all(is_segment) {
        return Ok(());
    }
    Err(AuthError::invalid_argument(
        "signature",
        "signature must be what signPurchase returned: a JWT of three segments",
    ))
}

fn check_path(path: &str) -> Result<(), AuthError> {
    let is_plain = |segment: &str| {
        !matches!(segment, "" | "." | "..")
            && segment.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte))
    };
    let inner = path.strip_prefix("/").map(|rest| rest.strip_suffix("/").unwrap_or(rest));
    if inner.is_some_and(|inner| ascii::pieces(inner, b'/').all(is_plain)) {
        return Ok(());
    }
    Err(AuthError::invalid_argument(
        "path",
        "path must be a plain path that starts with a slash, such as \"/purchase\"",
    ))
}

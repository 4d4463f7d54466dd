//! The signature of a purchase: an HS256 JWT of `{"data":{…}}`, which takes the place of every other parameter in the
//! URL ("Plugin integration", "Purchase management", docs.pledg.co).
//!
//! The page's prose calls the path of the redirect `/purchases`; every plugin of the vendor uses `/purchase`, which is
//! the default here.

use super::{cents, parameter_names};
use crate::ascii;
use crate::error::{AuthError, ErrorCode};
use crate::http::{BaseUrl, Headers, HttpRequest, Method};
use crate::json::{Document, Json, Kind, ObjectWriter};
use crate::scheme::hs256::{self, Signing};
use crate::scheme::jwt::{self, LEAST_MILLISECONDS};
use crate::secret::{Secret, SharedSecret};
use alloc::borrow::ToOwned;
use alloc::string::String;

/// The path of the redirect.
pub const PURCHASE_PATH: &str = "/purchase";

/// Where a customer chooses among the ways to pay of a company.
pub const PAYMENT_SOLUTIONS_PATH: &str = "/payment_solutions";

/// Settings of the browser's plugin, which are not part of what is signed: callbacks, functions, the place in the page, and
/// the signature itself ("Plugin" of today and the older page, docs.pledg.co; `container` stands in old examples).
pub const NOT_SIGNED: [&str; 14] = [
    "signature",
    "onSuccess",
    "onError",
    "onOpen",
    "onClose",
    "onCancel",
    "onSetback",
    "onCheckValidity",
    "onPaymentSolutionsAccess",
    "onCheckoutFormStatusChange",
    "configure",
    "validateCheckout",
    "containerElement",
    "container",
];

/// Parameters that are objects inside a signature, and text outside of one.
const OBJECTS: [&str; 3] = ["address", "shippingAddress", "metadata"];
/// A name longer than this is not repeated.
const LONGEST_REPEATED_NAME: usize = 40;

/// What is demanded of a purchase beside its signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Completeness {
    /// Whose it is, its reference and its amount.
    Whole,
    /// Nothing: the caller knows better.
    Incomplete,
}

/// What a purchase is held to.
#[derive(Clone, Copy, Debug)]
pub struct Demands<'a> {
    /// Milliseconds since 1970.
    pub now: i64,
    /// What has to be there.
    pub completeness: Completeness,
    /// Names that are meant as they are written, though they are near to known ones.
    pub others: &'a [&'a str],
}

/// What stands beside `data`, and `data` itself: among the parameters they would be signed at a place where nobody
/// looks for them.
const NOT_PARAMETERS: [&str; 3] = ["data", "purchase_link_settings", "purchaseLinkSettings"];

/// Signs the parameters of a purchase. `link_settings` stand beside `data`, then `iat` and `exp`.
///
/// # Errors
/// `invalid_argument` for parameters that are no object or hold what stands beside them, for an `amountCents` that is
/// not an integer of cents, an `address`, `shippingAddress` or `metadata` that is no object, a purchase that is not complete,
/// an end that has passed, and as [`hs256::sign`]; `unknown_option` for a name that was meant for another.
///
/// ```
/// use commerce_auth::json::Document;
/// use commerce_auth::scheme::{hs256::Signing, jwt::decode};
/// use commerce_auth::secret::SharedSecret;
/// use commerce_auth::api::pledg::purchase::{Completeness, Demands, sign};
/// let text = br#"{"merchantUid":"mer_1","reference":"ref_1","amountCents":2000,"container":"checkout"}"#;
/// let parameters = Document::parse(text).unwrap();
/// let secret = SharedSecret::new("secret").unwrap();
/// let demands = Demands { now: 1_700_000_000_000, completeness: Completeness::Whole, others: &[] };
/// let token = sign(parameters.root(), None, &secret, &Signing::default(), &demands).unwrap();
/// let claims = decode(token.expose()).claims;
/// assert_eq!(claims.as_deref(), Some(r#"{"data":{"merchantUid":"mer_1","reference":"ref_1","amountCents":2000}}"#));
/// let passed = Signing { expires_at: Some(1_699_999_999_000), ..Signing::default() };
/// let error = sign(parameters.root(), None, &secret, &passed, &demands).unwrap_err();
/// assert_eq!(error.field(), Some("expiresAt"));
/// ```
pub fn sign(
    parameters: Json<'_>,
    link_settings: Option<Json<'_>>,
    secret: &SharedSecret,
    signing: &Signing<'_>,
    demands: &Demands<'_>,
) -> Result<Secret, AuthError> {
    check_parameters(parameters)?;
    check_names(parameters, demands.others)?;
    check_amount(parameters)?;
    check_objects(parameters)?;
    if demands.completeness == Completeness::Whole {
        check_completeness(parameters)?;
    }
    check_end(signing.expires_at, demands.now)?;
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
/// assert_eq!(check_without_json_form("onPaid").unwrap_err().field(), Some("onPaid"));
/// ```
pub fn check_without_json_form(name: &str) -> Result<(), AuthError> {
    if NOT_SIGNED.contains(&name) {
        return Ok(());
    }
    if name == "amountCents" {
        return Err(wrong_amount());
    }
    let what = " holds a value that has no JSON form, such as NaN, a function, a Map or a cycle";
    if !is_repeatable(name) {
        return Err(AuthError::invalid_argument("parameters", ["one of the parameters", what].concat()));
    }
    Err(AuthError::invalid_argument(name.to_owned(), [name, what, ": leave it out"].concat()))
}

/// A stranger's name may hold anything.
fn is_repeatable(name: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.');
    !name.is_empty() && name.len() <= LONGEST_REPEATED_NAME && name.bytes().all(is_plain)
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

/// The path for signed parameters: a company's customers choose among its ways to pay, a merchant's pay ("By redirection",
/// docs.pledg.co).
///
/// ```
/// use commerce_auth::api::pledg::purchase::{PAYMENT_SOLUTIONS_PATH, PURCHASE_PATH, path_of};
/// // {"data":{"companyUid":"com_1"}}, {"data":{"merchantUid":"mer_1"}}, and nothing that can be read:
/// assert_eq!(path_of("e30.eyJkYXRhIjp7ImNvbXBhbnlVaWQiOiJjb21fMSJ9fQ.c2ln"), PAYMENT_SOLUTIONS_PATH);
/// assert_eq!(path_of("e30.eyJkYXRhIjp7Im1lcmNoYW50VWlkIjoibWVyXzEifX0.c2ln"), PURCHASE_PATH);
/// assert_eq!(path_of("e30.e30.c2ln"), PURCHASE_PATH);
/// ```
pub fn path_of(signature: &str) -> &'static str {
    let claims = jwt::decode(signature).claims.unwrap_or_default();
    let is_of_company = Document::parse(claims.as_bytes()).is_ok_and(|claims| {
        let has = |name: &str| claims.root().pointer(name).is_some_and(|value| !value.is_null());
        has("/data/companyUid") && !has("/data/merchantUid")
    });
    if is_of_company { PAYMENT_SOLUTIONS_PATH } else { PURCHASE_PATH }
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
    Ok(())
}

fn check_amount(parameters: Json<'_>) -> Result<(), AuthError> {
    match parameters.member("amountCents") {
        Some(amount) if cents(amount).is_none() => Err(wrong_amount()),
        _ => Ok(()),
    }
}

fn check_names(parameters: Json<'_>, others: &[&str]) -> Result<(), AuthError> {
    for (name, _) in parameters.members() {
        let name = name.string().unwrap_or_default();
        let Some(meant) = parameter_names::meant(&name).filter(|_| !others.contains(&&*name)) else { continue };
        let shown = if is_repeatable(&name) { &*name } else { "(a name too long or too odd to repeat)" };
        let message = [
            "parameters hold ",
            shown,
            ": did you mean ",
            meant,
            "? A parameter that is really called so goes into the option others",
        ];
        return Err(AuthError::new(ErrorCode::UnknownOption, message.concat()).in_field(shown.to_owned()));
    }
    Ok(())
}

/// Null stands for no such object, as in the plugins.
fn check_objects(parameters: Json<'_>) -> Result<(), AuthError> {
    let is_wrong =
        |name: &&str| parameters.member(name).is_some_and(|value| !matches!(value.kind(), Kind::Object | Kind::Null));
    let Some(name) = OBJECTS.iter().copied().find(is_wrong) else { return Ok(()) };
    let message = [name, " must be an object: its text, as by JSON.stringify, is for parameters that are not signed"];
    Err(AuthError::invalid_argument(name, message.concat()))
}

fn check_completeness(parameters: Json<'_>) -> Result<(), AuthError> {
    let is_there = |name: &str| {
        parameters
            .member(name)
            .is_some_and(|value| !value.is_null() && value.string().is_none_or(|text| !text.is_empty()))
    };
    let missing = if !is_there("merchantUid") && !is_there("companyUid") {
        ("merchantUid", "merchantUid or companyUid is missing: whose purchase is it?")
    } else if !is_there("reference") {
        ("reference", "reference is missing: notifications could not be told apart.")
    } else if !is_there("amountCents") {
        ("amountCents", "amountCents is missing.")
    } else {
        return Ok(());
    };
    let message = [missing.1, " Where that is meant, set the option incomplete"].concat();
    Err(AuthError::invalid_argument(missing.0, message))
}

fn check_end(expires_at: Option<i64>, now: i64) -> Result<(), AuthError> {
    // What is in seconds is refused as such.
    match expires_at {
        Some(end) if end <= now && end >= LEAST_MILLISECONDS => {
            Err(AuthError::invalid_argument("expiresAt", "expiresAt has passed: nobody could pay with this signature"))
        }
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

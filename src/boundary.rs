//! The operations by name: JSON text in, JSON text out.
//!
//! Structured values cross to JavaScript as JSON text in both builds. Every runtime has a fast, well-tested reader
//! and writer of it, the reader is here anyway, and no serialisation framework has to be shipped. It also lets
//! native tests and fuzzers drive exactly what JavaScript drives. What must be quicker, a header for every call, has
//! byte paths of its own in the `js` room.

mod arguments;
pub(crate) mod capillary;
mod capillary_customer;
mod capillary_staff;
pub(crate) mod caxton;
pub(crate) mod environment;
mod hs256;
pub mod options;
pub(crate) mod pledg;
pub(crate) mod profile;
pub(crate) mod profile_definition;
mod response;
mod results;
mod scheme;
mod secret_input;

pub use results::{access_token_json, error_json, headers_json, request_json};

use crate::api::capillary::customer::call;
use crate::error::{AuthError, ErrorCode};
use crate::json::{Document, Json, TOO_DEEP};
use alloc::string::String;
use arguments::Arguments;
use capillary_customer as customer;

/// An operation: its arguments as a JSON array, its result as JSON text.
type Operation = fn(&mut Arguments<'_>) -> Result<String, AuthError>;

/// Every operation by the name it has in JavaScript.
const OPERATIONS: &[(&str, Operation)] = &[
    ("basicAuthorization", scheme::basic_authorization),
    ("parseBasicAuthorization", scheme::parse_basic_authorization),
    ("bearerAuthorization", scheme::bearer_authorization),
    ("decodeJwt", scheme::decode_jwt),
    ("signJwtHs256", hs256::sign_jwt),
    ("verifyJwtHs256", hs256::verify_jwt),
    ("capillary.basicAuthorization", capillary::basic_authorization),
    ("capillary.basicCredentials", capillary::basic_credentials),
    ("capillary.basicHeaders", capillary::basic_headers),
    ("capillary.oauthHeaders", capillary::oauth_headers),
    ("capillary.tokenRequest", capillary::token_request),
    ("capillary.readTokenResponse", capillary::read_token_response),
    ("capillary.classifyResponse", capillary::classify_response),
    ("defineProfile", profile::define_profile),
    ("profile.tokenRequest", profile::request),
    ("profile.readTokenResponse", profile::response),
    ("profile.headers", profile::headers),
    ("profile.classifyResponse", profile::classify_response),
    ("caxton.environments", caxton::environments),
    ("caxton.registerRequest", caxton::register_request),
    ("caxton.readRegisterResponse", caxton::read_register_response),
    ("caxton.tokenRequest", caxton::token_request),
    ("caxton.readTokenResponse", caxton::read_token_response),
    ("caxton.bearerHeaders", caxton::bearer_headers),
    ("caxton.subsidiaryRequest", caxton::subsidiary_request),
    ("caxton.resetRequest", caxton::reset_request),
    ("caxton.readEnvelope", caxton::read_envelope),
    ("caxton.parseDateTime", caxton::parse_date_time),
    ("caxton.userPasswordDigest", caxton::user_password_digest),
    ("capillary.customer.tokenRequest", |given| customer::request(given, &call::TOKEN)),
    ("capillary.customer.otpRequest", |given| customer::request(given, &call::OTP)),
    ("capillary.customer.otpValidateRequest", |given| customer::request(given, &call::OTP_VALIDATE)),
    ("capillary.customer.passwordValidateRequest", |given| customer::request(given, &call::PASSWORD_VALIDATE)),
    ("capillary.customer.regenerateRequest", |given| customer::request(given, &call::REGENERATE)),
    ("capillary.customer.passwordChangeRequest", |given| customer::request(given, &call::PASSWORD_CHANGE)),
    ("capillary.customer.passwordForgetRequest", |given| customer::request(given, &call::PASSWORD_FORGET)),
    ("capillary.customer.updateIdentifierRequest", |given| customer::request(given, &call::UPDATE_IDENTIFIER)),
    ("capillary.customer.expireRequest", |given| customer::request(given, &call::EXPIRE)),
    ("capillary.customer.readResponse", customer::read_session),
    ("capillary.customer.headers", customer::customer_headers),
    ("capillary.staffTokenRequest", capillary_staff::staff_token_request),
    ("capillary.readStaffTokenResponse", capillary_staff::read_staff_token_response),
    ("capillary.staffHeaders", capillary_staff::staff_headers),
    ("capillary.staffLogoutRequest", capillary_staff::staff_logout_request),
    ("capillary.adminHeaders", capillary_staff::admin_headers),
    ("pledg.environments", pledg::environments),
    ("pledg.basicHeaders", pledg::basic_headers),
    ("pledg.tokenRequest", pledg::token_request),
    ("pledg.readTokenResponse", pledg::read_token_response),
    ("pledg.bearerHeaders", pledg::bearer_headers),
    ("pledg.signPurchase", pledg::sign_purchase),
    ("pledg.purchaseUrl", pledg::purchase_url),
    ("pledg.transferUrl", pledg::transfer_url),
    ("pledg.purchaseLinkRequest", pledg::purchase_link_request),
    ("pledg.verifyNotification", pledg::verify_notification),
    ("refuseScenario", options::refuse_scenario),
];

/// Performs an operation. The call is a JSON array: the name of the operation, then its arguments. The subject is what
/// came from outside, as it came: the body of an answer or notification, a token. Inside JSON text it would have to be
/// escaped, read and undone before it could be read itself.
///
/// # Errors
/// Those of the operation; `invalid_argument` for arguments that are nested too deeply; `internal` for a call that no
/// facade of this package makes.
///
/// ```
/// use commerce_auth::boundary::perform;
/// let header = perform(br#"["basicAuthorization","Aladdin","open sesame"]"#, None);
/// assert_eq!(header.unwrap(), r#""Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==""#);
/// let call = br#"["capillary.classifyResponse",{"status":200}]"#;
/// let meaning = perform(call, Some(br#"{"response":{"status":{"success":"true","code":"498"}}}"#));
/// assert_eq!(meaning.unwrap(), r#""token_expired""#);
/// ```
pub fn perform(call: &[u8], subject: Option<&[u8]>) -> Result<String, AuthError> {
    let internal = || AuthError::new(ErrorCode::Internal, "the package called its own core wrongly: please report it");
    let call = Document::parse(call).map_err(|problem| match problem.message {
        TOO_DEEP => AuthError::invalid_argument("options", "an argument is nested too deeply"),
        _ => internal(),
    })?;
    let mut arguments = Arguments::new(call.root(), subject);
    let name = arguments.next().and_then(Json::string).ok_or_else(internal)?;
    let operation = OPERATIONS.iter().find(|(known, _)| *known == name).map(|(_, operation)| operation);
    operation.ok_or_else(internal)?(&mut arguments)
}

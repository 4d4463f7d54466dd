//! The operations by name: JSON text in, JSON text out.
//!
//! Structured values cross to JavaScript as JSON text in both builds. Every runtime has a fast, well-tested reader
//! and writer of it, the scanner is here anyway, and no serialisation framework has to be shipped. It also lets
//! native tests and fuzzers drive exactly what JavaScript drives. What must be quicker, a header for every call, has
//! byte paths of its own in the `js` room.

mod arguments;
pub(crate) mod capillary;
mod hs256;
pub mod options;
pub(crate) mod pledg;
mod response;
mod results;
mod scheme;
mod secret_input;

pub use results::{access_token_json, error_json, headers_json, request_json};

use crate::error::{AuthError, ErrorCode};
use crate::json::Json;
use alloc::string::String;
use arguments::Arguments;

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
    ("pledg.environments", pledg::environments),
    ("pledg.basicHeaders", pledg::basic_headers),
    ("pledg.signPurchase", pledg::sign_purchase),
    ("pledg.purchaseUrl", pledg::purchase_url),
    ("pledg.transferUrl", pledg::transfer_url),
    ("pledg.purchaseLinkRequest", pledg::purchase_link_request),
    ("pledg.verifyNotification", pledg::verify_notification),
];

/// Performs an operation. The call is a JSON array: the name of the operation, then its arguments.
///
/// # Errors
/// Those of the operation; `internal` for a call that no facade of this package makes.
///
/// ```
/// let header = commerce_auth::boundary::perform(br#"["basicAuthorization","Aladdin","open sesame"]"#);
/// assert_eq!(header.unwrap(), r#""Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==""#);
/// ```
pub fn perform(call: &[u8]) -> Result<String, AuthError> {
    let internal = || AuthError::new(ErrorCode::Internal, "the package called its own core wrongly: please report it");
    let call = Json::parse(call).map_err(|_| internal())?;
    let mut arguments = Arguments::new(call);
    let name = arguments.next().and_then(Json::string).ok_or_else(internal)?;
    let operation = OPERATIONS.iter().find(|(known, _)| *known == name).map(|(_, operation)| operation);
    operation.ok_or_else(internal)?(&mut arguments)
}

//! The admin APIs (custom fields, staff, recommendations): Basic of an InTouch user, who is named by an e-mail address,
//! and the key and the organisation the call is for ("Custom Fields", docs.capillarytech.com; "Staff",
//! Capillary/api-documentation on GitHub). A till's credentials are refused there with code 91032.

use super::basic::{self, TillPassword};
use super::named_options::{HeaderOption, NamedOptions, Presence, push_options};
use crate::error::AuthError;
use crate::http::Headers;

/// The names of the options beside the user's.
pub const NAMES: &[&str] = &["authKey", "orgId", "entityId"];

const FIELDS: &[HeaderOption] = &[
    ("authKey", "X-CAP-API-AUTH-KEY", Presence::Required),
    ("orgId", "X-CAP-API-AUTH-ORG-ID", Presence::Required),
    ("entityId", "X-CAP-API-AUTH-ENTITY-ID", Presence::Optional),
];

/// The header fields of an admin call.
///
/// # Errors
/// As [`basic::authorization`]; `invalid_argument` where the key or the organisation is missing;
/// `invalid_header_value` for what no field can carry.
///
/// ```
/// use commerce_auth::secret::Secret;
/// use commerce_auth::api::capillary::{admin::headers, basic::TillPassword};
/// let given = [("authKey", Secret::new("my-key")), ("orgId", Secret::new("1115"))];
/// let fields = headers("ann@example.com", TillPassword::Clear("my-password"), &given).unwrap();
/// assert_eq!((&*fields[4].0, fields[4].1.expose()), ("X-CAP-API-AUTH-ORG-ID", "1115"));
/// let error = headers("ann@example.com", TillPassword::Clear("my-password"), &[]).unwrap_err();
/// assert_eq!(error.field(), Some("authKey"));
/// ```
pub fn headers(username: &str, password: TillPassword<'_>, given: &NamedOptions) -> Result<Headers, AuthError> {
    let mut headers = basic::headers(username, password, None)?;
    push_options(&mut headers, FIELDS, given)?;
    Ok(headers)
}

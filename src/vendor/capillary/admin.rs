//! The admin APIs (custom fields, staff, recommendations): Basic of an InTouch user, who is named by an e-mail address,
//! and the key and the organisation the call is for ("Custom Fields", docs.capillarytech.com; "Staff",
//! Capillary/api-documentation on GitHub). A till's credentials are refused there with code 91032.

use super::basic::{self, TillPassword};
use crate::error::AuthError;
use crate::http::{Headers, check_header_value, push_field};

/// For whom an admin call is made.
#[derive(Clone, Copy)]
pub struct AdminScope<'a> {
    /// The authentication key of the InTouch user.
    pub auth_key: &'a str,
    /// The organisation.
    pub org_id: &'a str,
    /// The till, for the APIs that ask for one.
    pub entity_id: Option<&'a str>,
}

/// The header fields of an admin call.
///
/// # Errors
/// As [`basic::authorization`]; `invalid_header_value` for what no field can carry.
pub fn headers(username: &str, password: TillPassword<'_>, scope: AdminScope<'_>) -> Result<Headers, AuthError> {
    let mut headers = basic::headers(username, password, None)?;
    let fields = [
        ("authKey", "X-CAP-API-AUTH-KEY", Some(scope.auth_key)),
        ("orgId", "X-CAP-API-AUTH-ORG-ID", Some(scope.org_id)),
        ("entityId", "X-CAP-API-AUTH-ENTITY-ID", scope.entity_id),
    ];
    for (option, name, value) in fields {
        if let Some(value) = value {
            check_header_value(value, option)?;
            push_field(&mut headers, name, value);
        }
    }
    Ok(headers)
}

//! The admin APIs (custom fields, staff, recommendations, rewards): Basic of an InTouch user, who is named by an e-mail address, or
//! the OAuth token, and whom the call is for: the user's key, the organisation, the entity, in every combination ("Custom
//! Fields", "Create search filter" and "OrgContextSwitch", docs.capillarytech.com; "Staff", Capillary/api-documentation on
//! GitHub). A till's credentials are refused there with code 91032.

use super::basic::{self, TillPassword};
use super::named_options::{HeaderOption, NamedOptions, Presence, push_options};
use super::oauth;
use crate::error::AuthError;
use crate::http::Headers;
use crate::secret::refuse_unset;

/// The names of the options beside the user's.
pub const NAMES: &[&str] = &["authKey", "orgId", "entityId"];

const FIELDS: &[HeaderOption] = &[
    ("authKey", "X-CAP-API-AUTH-KEY", Presence::Optional),
    ("orgId", "X-CAP-API-AUTH-ORG-ID", Presence::Optional),
    ("entityId", "X-CAP-API-AUTH-ENTITY-ID", Presence::Optional),
];

/// Who makes an admin call.
#[derive(Clone, Copy)]
pub enum Administrator<'a> {
    /// An InTouch user.
    User(&'a str, TillPassword<'a>),
    /// Whoever the OAuth token was given to.
    Token(&'a str),
}

/// The header fields of an admin call.
///
/// # Errors
/// As [`basic::authorization`] or [`oauth::headers`]; `invalid_argument` where nothing says whom the call is for, and
/// for what is empty; `invalid_header_value` for what no field can carry.
///
/// ```
/// use commerce_auth::secret::Secret;
/// use commerce_auth::api::capillary::{admin::{Administrator, headers}, basic::TillPassword};
/// let user = Administrator::User("ann@example.com", TillPassword::Clear("my-password"));
/// let fields = headers(user, &[("orgId", Secret::new("1115"))]).unwrap();
/// assert_eq!((&*fields[3].0, fields[3].1.expose()), ("X-CAP-API-AUTH-ORG-ID", "1115"));
/// let fields = headers(Administrator::Token("t0k3n"), &[("entityId", Secret::new("7"))]).unwrap();
/// assert_eq!((&*fields[0].0, &*fields[3].0), ("X-CAP-API-OAUTH-TOKEN", "X-CAP-API-AUTH-ENTITY-ID"));
/// assert_eq!(headers(user, &[]).unwrap_err().field(), Some("orgId"));
/// ```
pub fn headers(administrator: Administrator<'_>, given: &NamedOptions) -> Result<Headers, AuthError> {
    let mut headers = match administrator {
        Administrator::User(username, password) => basic::headers(username, password, None)?,
        Administrator::Token(token) => oauth::headers(token, None).map_err(|error| error.in_field("accessToken"))?,
    };
    if given.is_empty() {
        let message =
            "orgId is missing: an admin call says whom it is for by authKey, orgId, entityId, or several of them";
        return Err(AuthError::invalid_argument("orgId", message));
    }
    for (option, value) in given {
        refuse_unset(value.expose(), option)?;
    }
    push_options(&mut headers, FIELDS, given)?;
    Ok(headers)
}

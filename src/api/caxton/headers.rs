//! Step 3: the fields of a call ("Authentication" and "Sub-Accounts" for the token, "Payroll & Bulk Payments" for the
//! two others, dev.caxton.io/docs).

use crate::error::AuthError;
use crate::http::{Headers, check_header_value, push_field};
use crate::secret::refuse_unset;
use crate::token::profile::HeaderShape;

/// Whom a call is made for, and as which user.
#[derive(Clone, Copy, Default)]
pub struct Caller<'a> {
    /// The sub-account the main account acts for.
    pub identity_number: Option<&'a str>,
    /// The `ApiToken` of a user, which the examples of payments send; whether all of them need it is not said.
    pub user_api_token: Option<&'a str>,
}

/// The fields of a call with a token; what its content is in, is the call's own affair.
///
/// # Errors
/// `invalid_argument` for an empty value and for a token with the word `Bearer` before it, `invalid_header_value` for
/// one that no field can carry.
///
/// ```
/// use commerce_auth::api::caxton::headers::{Caller, bearer_headers};
/// let fields = bearer_headers("my-token", Caller { identity_number: Some("12345"), user_api_token: None }).unwrap();
/// assert_eq!((&*fields[0].0, fields[0].1.expose()), ("Authorization", "Bearer my-token"));
/// assert_eq!((&*fields[1].0, fields[1].1.expose()), ("IdentityNumber", "12345"));
/// let unset = bearer_headers("my-token", Caller { identity_number: Some(""), user_api_token: None }).unwrap_err();
/// assert_eq!((unset.code().as_str(), unset.field()), ("invalid_argument", Some("identityNumber")));
/// ```
pub fn bearer_headers(access_token: &str, caller: Caller<'_>) -> Result<Headers, AuthError> {
    let mut headers = Headers::from([HeaderShape::BEARER.with_token(access_token)?]);
    push_caller(&mut headers, caller)?;
    Ok(headers)
}

/// An empty sub-account is a variable that was not set: without its field, the main account would be the one to pay.
fn push_caller(headers: &mut Headers, caller: Caller<'_>) -> Result<(), AuthError> {
    let fields = [
        ("IdentityNumber", "identityNumber", caller.identity_number),
        ("userapitoken", "userApiToken", caller.user_api_token),
    ];
    for (name, option, value) in fields {
        let Some(value) = value else { continue };
        refuse_unset(value, option)?;
        check_header_value(value, option)?;
        push_field(headers, name, value);
    }
    Ok(())
}

//! Caxton (payments and FX): the table of contents.
//!
//! | file | flow | page |
//! |---|---|---|
//! | [`environments`] | where the API stands, and how a host becomes its base address | "Authentication" |
//! | [`register`] | step 1, a client password with an end date | "Authentication" |
//! | [`token`] | step 2, the access token | "Authentication" |
//! | [`headers`] | step 3, the fields of a call with a token | "Authentication", "Sub-Accounts", "Payroll & Bulk Payments" |
//! | [`envelope`] | the frame of every answer but the token's, and what it means | "Authentication", "Webhooks" |
//! | [`sent_with`] | what a call was made with, which is what a 401 is about | "Authentication" |
//! | [`subsidiary`] | a new sub-account | "Sub-Accounts" |
//! | [`reset`] | the reset of a sub-account's credentials, unverified | "Authentication" |
//! | [`user_password`] | the digest a user's login asks for | "User Accounts" |
//!
//! All pages stand on dev.caxton.io/docs.

pub mod envelope;
pub mod environments;
pub mod headers;
pub mod register;
pub mod reset;
pub mod sent_with;
pub mod subsidiary;
pub mod token;
pub mod user_password;

mod refusal;

use crate::error::AuthError;
use crate::secret::{refuse_control_character, refuse_unset};

/// The vendor as errors name it.
const NAME: &str = "caxton";

/// A name that goes into a body: set, and on one line.
fn check_name(value: &str, field: &'static str) -> Result<(), AuthError> {
    refuse_unset(value, field)?;
    refuse_control_character(value, field)
}

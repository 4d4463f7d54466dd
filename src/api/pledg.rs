//! Pledg (instalments): the table of contents.
//!
//! | file | flow | page |
//! |---|---|---|
//! | [`environments`] | the hosts of staging and production | "Environments" |
//! | [`token`] | the access token | "Authentication" |
//! | [`basic`] | Basic with a dashboard user | "Authentication" |
//! | [`purchase`] | the signature of a purchase, and where it goes | "Plugin integration", "Purchase management" |
//! | [`notification`] | what Pledg posts to the merchant, verified | "Plugin integration", "Transfer mode" |
//! | [`back_mode`] | the signature of the standard notification | "Plugin integration" |
//!
//! All pages stand on docs.pledg.co.

pub mod back_mode;
pub mod basic;
pub mod environments;
pub mod notification;
pub mod purchase;
pub mod token;

use crate::json::Json;

/// An amount in cents: an integer from 0 to 2⁵³ − 1, written without fraction and exponent. What JavaScript's
/// `total * 100` makes of a price has a fraction, and to cut it off loses a cent.
pub(crate) fn cents(value: Json<'_>) -> Option<i64> {
    let is_plain = value.text().bytes().all(|byte| byte.is_ascii_digit());
    is_plain.then(|| value.integer())?
}

//! Pledg (instalments): the table of contents.
//!
//! | file | flow | page |
//! |---|---|---|
//! | [`environments`] | the hosts of staging and production | "Environments" |
//! | [`token`] | the access token | "Authentication" |
//! | [`basic`] | Basic with a dashboard user | "Authentication" |
//! | [`purchase`] | the signature of a purchase, and where it goes | "Plugin integration", "Purchase management" |
//! | [`parameter_names`] | what a misspelt parameter was meant for | "Settings" |
//! | [`notification`] | what Pledg posts to the merchant, verified | "Plugin integration", "Transfer mode" |
//! | [`back_mode`] | the signature of the standard notification | "Plugin integration" |
//! | [`returned`] | what the customer comes back with | "By redirection" |
//! | [`outcome`] | what a notification means for the order | "Plugin integration" |
//!
//! All pages stand on docs.pledg.co.

pub mod back_mode;
pub mod basic;
pub mod environments;
pub mod notification;
pub mod outcome;
pub mod parameter_names;
pub mod purchase;
pub mod returned;
pub mod token;

use crate::json::Json;

/// An amount in cents: a number of whole value from 0 to 2⁵³ − 1; Python writes `2015.0`. What JavaScript's `total * 100` makes
/// of a price has a fraction, and to cut it off loses a cent.
pub(crate) fn cents(value: Json<'_>) -> Option<i64> {
    value.whole_number().filter(|cents| *cents >= 0)
}

//! Capillary (loyalty): the table of contents.
//!
//! | file | flow | page |
//! |---|---|---|
//! | [`basic`] | Basic with the MD5 digest of a till's password | "Basic authentication" |
//! | [`oauth`] | the access token of an API client and its header | "OAuth2 Client Credentials Flow" |
//! | [`attribution`] | acting for another till or store | "Overview" of the API reference |
//! | [`errors`] | what answers mean for the credentials | "Authorization Flows" |
//!
//! All pages stand on docs.capillarytech.com.

pub mod attribution;
pub mod basic;
pub mod errors;
pub mod oauth;

use crate::http::{Headers, push_field};

/// The two fields every call carries: the older page asks for both ("Get Started", step 3).
fn push_json_fields(headers: &mut Headers) {
    push_field(headers, "Content-Type", "application/json");
    push_field(headers, "Accept", "application/json");
}

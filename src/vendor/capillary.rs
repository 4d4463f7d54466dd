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

use crate::http::HeaderName;
use crate::secret::Secret;
use alloc::vec::Vec;

/// Header fields in the order and spelling of the vendor's pages.
pub type Headers = Vec<(HeaderName, Secret)>;

/// The two fields every call carries: the older page asks for both ("Get Started", step 3).
fn push_json_fields(headers: &mut Headers) {
    headers.push(("Content-Type", Secret::new("application/json")));
    headers.push(("Accept", Secret::new("application/json")));
}

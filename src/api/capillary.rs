//! Capillary (loyalty): the table of contents.
//!
//! | file | flow | page |
//! |---|---|---|
//! | [`basic`] | Basic with the MD5 digest of a till's password | "Basic authentication" |
//! | [`oauth`] | the access token of an API client and its header | "OAuth2 Client Credentials Flow" |
//! | [`cluster`] | the host of a cluster | "Overview" of the API reference |
//! | [`attribution`] | acting for another till or store | "Overview" of the API reference |
//! | [`customer`] | end customers of a brand: one-time passwords, passwords, second factor | "Auth Engine" |
//! | [`staff`] | the access token of a staff user and its header | "Staff", Capillary/api-documentation on GitHub |
//! | [`admin`] | Basic of an InTouch user, with the fields of the admin APIs | "Custom Fields", and the same |
//! | [`response`] | what answers say: errors, warnings, when to try again | the same |
//! | [`webhook`] | events held against the fields of their webhook | "Consuming event notifications" |
//! | [`named_options`] | options by name, for calls that are tables | |
//! | [`errors`] | what answers mean for the credentials | "Authorization Flows" |
//!
//! Pages stand on docs.capillarytech.com where nothing else is said. Hosts and the table of scenarios are data that no
//! rule here needs, so they stand in the facade, where they take half the room.

pub mod admin;
pub mod attribution;
pub mod basic;
pub mod cluster;
pub mod customer;
pub mod errors;
pub mod named_options;
pub mod oauth;
pub mod response;
pub mod staff;
pub mod webhook;

use crate::http::{Headers, push_field};

/// The two fields every call carries: the older page asks for both ("Get Started", step 3).
fn push_json_fields(headers: &mut Headers) {
    push_field(headers, "Content-Type", "application/json");
    push_field(headers, "Accept", "application/json");
}

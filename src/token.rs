//! Access tokens: how one is asked for and read, how long it is fresh, when it is renewed.

pub mod access_token;
pub mod address;
pub mod api_profile;
pub mod assertion;
pub mod cache_key;
pub mod call_fields;
pub mod classification;
pub mod client_credentials;
pub mod freshness;
pub mod kept;
pub mod profile;
pub mod profile_text;
pub(crate) mod refusal;
pub(crate) mod refusal_words;
pub mod renewal;
pub(crate) mod repeated_secret;
pub mod request;
pub mod response;
pub mod retry;
pub mod signing_key;
pub mod stored;
pub mod template;
pub mod timestamp;
pub(crate) mod vendor_text;

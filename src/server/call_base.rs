//! Where the calls of an account go, and where its credentials may go.

use crate::http::BaseUrl;
use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

/// The base address of calls, and the origins of the API.
pub(super) struct CallBase {
    /// Without a slash at its end; nothing where it comes with a token.
    pub(super) address: Option<String>,
    /// Those of the token endpoint and of the base address.
    pub(super) origins: Vec<String>,
}

impl CallBase {
    /// Below one host.
    pub(super) fn of_host(host: &BaseUrl) -> CallBase {
        CallBase { address: Some(host.text()), origins: Vec::from([host.origin().to_owned()]) }
    }
}

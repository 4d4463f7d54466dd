//! The host of a cluster ("Overview" of the API reference, as of 2026-08-03): its name stands in front of it, and is none by itself.

use crate::error::AuthError;
use crate::http::{BaseUrl, Transport};

/// What clusters are called in their addresses, and `us`, which people write for two of them.
const NAMES: [&str; 9] = ["apac", "apac2", "china", "eu", "north-america", "sea", "tata", "us", "ushc"];

/// Reads a host as options give it.
///
/// # Errors
/// `invalid_argument` for the bare name of a cluster; and as [`BaseUrl::parse`].
///
/// ```
/// use commerce_auth::api::capillary::cluster::host;
/// use commerce_auth::http::Transport;
/// assert!(host("eu.api.capillarytech.com", Transport::Https).is_ok());
/// assert_eq!(host("eu", Transport::Https).unwrap_err().field(), Some("host"));
/// ```
pub fn host(text: &str, transport: Transport) -> Result<BaseUrl, AuthError> {
    let host = BaseUrl::parse(text, transport, "host")?;
    match host.origin().strip_prefix("https://") {
        Some(name) if NAMES.contains(&name) => Err(AuthError::about(
            "host",
            " is the name of a cluster and no host: write the whole host, as capillary.hosts has it",
        )),
        _ => Ok(host),
    }
}

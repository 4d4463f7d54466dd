//! A vendor's address as options give it: the name of an environment, or a host.

use super::options::Options;
use crate::error::AuthError;
use crate::http::{BaseUrl, Transport};
use crate::secret::Secret;
use alloc::string::String;
use alloc::vec::Vec;

/// Reads exactly one of `environment` and `host`; the environments of the vendor are pairs of name and address.
pub(crate) fn read_address(
    options: &Options<'_>,
    environments: &[(&str, &str)],
    transport: Transport,
) -> Result<BaseUrl, AuthError> {
    let environment = options.optional_string("environment")?;
    let host = options.optional_string("host")?;
    let address = match (environment, host) {
        (Some(name), None) => {
            let found = environments.iter().find(|(known, _)| *known == name.expose());
            Secret::new(found.ok_or_else(|| refuse(environments, " must be one of "))?.1)
        }
        (None, Some(host)) => host,
        (None, None) => return Err(refuse(environments, " is missing: it may be one of ")),
        (Some(_), Some(_)) => {
            return Err(AuthError::invalid_argument("host", "give either environment or host, not both"));
        }
    };
    BaseUrl::parse(address.expose(), transport, "host")
}

fn refuse(environments: &[(&str, &str)], what: &str) -> AuthError {
    let names: Vec<&str> = environments.iter().map(|(name, _)| *name).collect();
    let message: String =
        ["environment", what, &names.join(", "), "; for any other address give host instead"].concat();
    AuthError::invalid_argument("environment", message)
}

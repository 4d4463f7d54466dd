//! A vendor's address as options give it: the name of an environment, or a host.

use super::operation::{Field, Kind, optional_text};
use super::record::{Given, Record};
use crate::error::AuthError;
use crate::http::{BaseUrl, Transport};
use alloc::string::String;
use alloc::vec::Vec;

/// The two options, of which one has to be there.
pub(super) const ENVIRONMENT: Field = optional_text("environment");
pub(super) const HOST: Field = optional_text("host");
/// Beside a host that a request is made for: an emulator of this machine has no certificate.
pub(super) const LOOPBACK: Field = Field::optional("dangerouslyAllowInsecureHttp", Kind::Loopback);

/// Reads exactly one of `environment` and `host`, and [`LOOPBACK`]; the environments of the vendor are pairs of name and address.
pub(super) fn read_address(given: &mut Given<'_>, environments: &[(&str, &str)]) -> Result<BaseUrl, AuthError> {
    let address = Address::read(given);
    address.among(environments, given.transport())
}

/// The two as they were given.
#[derive(Clone, Copy)]
pub(crate) struct Address<'a> {
    environment: Option<&'a str>,
    host: Option<&'a str>,
}

impl<'a> Address<'a> {
    /// Takes the two.
    pub(super) fn read(given: &mut Given<'a>) -> Address<'a> {
        Address { environment: given.optional_text(), host: given.optional_text() }
    }

    /// The address that one of the two says.
    pub(crate) fn among(self, environments: &[(&str, &str)], transport: Transport) -> Result<BaseUrl, AuthError> {
        let address = match (self.environment, self.host) {
            (Some(name), None) => {
                let found = environments.iter().find(|(known, _)| *known == name);
                found.ok_or_else(|| refuse(environments, " must be one of "))?.1
            }
            (None, Some(host)) => host,
            (None, None) => return Err(refuse(environments, " is missing: it may be one of ")),
            (Some(_), Some(_)) => {
                return Err(AuthError::invalid_argument("host", "give either environment or host, not both"));
            }
        };
        BaseUrl::parse(address, transport, "host")
    }
}

/// The environments with their addresses.
pub(super) fn write_addresses(environments: &[(&str, &str)], out: &mut Record) {
    for (name, address) in environments {
        out.text(name);
        out.text(address);
    }
}

fn refuse(environments: &[(&str, &str)], what: &str) -> AuthError {
    let names: Vec<&str> = environments.iter().map(|(name, _)| *name).collect();
    let message: String =
        ["environment", what, &names.join(", "), "; for any other address give host instead"].concat();
    AuthError::invalid_argument("environment", message)
}

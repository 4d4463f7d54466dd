//! A host as options give it, taken apart.

use super::operation::{Operation, Outcome, Place, text};
use super::record::{Given, Record};
use crate::error::AuthError;
use crate::http::{BaseUrl, Transport};

/// The table.
pub const OPERATIONS: &[Operation] = &[Operation {
    name: "parseHost",
    takes: &[text("text")],
    gives: Outcome::Host,
    place: Place::Anywhere,
    run: parse_host,
}];

/// Over which transport credentials may travel there is for the functions that send them to judge.
fn parse_host(given: &mut Given<'_>, out: &mut Record) -> Result<(), AuthError> {
    match BaseUrl::parse(given.text(), Transport::HttpAnywhere, "text") {
        Ok(host) => {
            out.text(host.origin());
            out.text(host.path());
        }
        Err(_) => out.optional_text(None),
    }
    Ok(())
}

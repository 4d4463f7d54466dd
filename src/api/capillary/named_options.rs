//! Options as pairs of name and value: for calls that are tables of fields.

use crate::error::AuthError;
use crate::http::{Headers, check_header_value, push_field};
use crate::secret::Secret;

/// The options that were given, by name.
pub type NamedOptions = [(&'static str, Secret)];

/// An option that travels in a header field: its name, that of the field, and whether it has to be there.
pub(super) type HeaderOption = (&'static str, &'static str, Presence);

/// Whether an option has to be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Presence {
    Required,
    Optional,
}

pub(super) fn value_of<'g>(given: &'g NamedOptions, name: &str) -> Option<&'g str> {
    given.iter().find(|(known, _)| *known == name).map(|(_, value)| value.expose())
}

/// # Errors
/// `invalid_argument` where the option is not there.
pub(super) fn required<'g>(given: &'g NamedOptions, name: &'static str) -> Result<&'g str, AuthError> {
    value_of(given, name).ok_or_else(|| missing(name, "this call needs it"))
}

pub(super) fn missing(name: &'static str, why: &str) -> AuthError {
    AuthError::invalid_argument(name, [name, " is missing: ", why].concat())
}

/// Adds the fields whose options are there.
///
/// # Errors
/// `invalid_argument` where one is missing that has to be there, `invalid_header_value` for what no field can carry.
pub(super) fn push_options(
    headers: &mut Headers,
    options: &[HeaderOption],
    given: &NamedOptions,
) -> Result<(), AuthError> {
    for (option, name, presence) in options {
        let value = match presence {
            Presence::Required => required(given, option)?,
            Presence::Optional => match value_of(given, option) {
                Some(value) => value,
                None => continue,
            },
        };
        check_header_value(value, option)?;
        push_field(headers, name, value);
    }
    Ok(())
}

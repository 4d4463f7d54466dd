//! The operations that belong to no vendor.

use super::operation::{Field, Kind, Operation, Outcome, Place, text};
use super::record::{Given, Record};
use super::results::write_jwt;
use crate::error::AuthError;
use crate::scheme::{basic, bearer, jwt};
use crate::secret::refuse_unset;

/// The table of header makers.
pub const HEADERS: &[Operation] = &[
    Operation {
        name: "basicAuthorization",
        takes: &[text("username"), text("password")],
        gives: Outcome::Text,
        place: Place::Anywhere,
        run: basic_authorization,
    },
    Operation {
        name: "parseBasicAuthorization",
        takes: &[text("value")],
        gives: Outcome::Credentials,
        place: Place::Anywhere,
        run: parse_basic_authorization,
    },
    Operation {
        name: "bearerAuthorization",
        takes: &[Field::required("token", Kind::Token)],
        gives: Outcome::Text,
        place: Place::Anywhere,
        run: bearer_authorization,
    },
];

/// The table of everything else.
pub const OPERATIONS: &[Operation] = &[Operation {
    name: "decodeJwt",
    takes: &[Field::required("token", Kind::Subject)],
    gives: Outcome::Jwt,
    place: Place::Anywhere,
    run: decode_jwt,
}];

fn basic_authorization(given: &mut Given<'_>, out: &mut Record) -> Result<(), AuthError> {
    out.text(basic::basic_authorization(given.text(), given.text())?.expose());
    Ok(())
}

fn parse_basic_authorization(given: &mut Given<'_>, out: &mut Record) -> Result<(), AuthError> {
    let credentials = basic::parse_basic_authorization(given.text())?;
    out.text(&credentials.username);
    out.text(credentials.password.expose());
    Ok(())
}

fn bearer_authorization(given: &mut Given<'_>, out: &mut Record) -> Result<(), AuthError> {
    out.text(bearer::bearer_authorization(given.text())?.expose());
    Ok(())
}

fn decode_jwt(given: &mut Given<'_>, out: &mut Record) -> Result<(), AuthError> {
    let token = given.subject_text();
    refuse_unset(token, "token")?;
    write_jwt(&jwt::decode(token), out);
    Ok(())
}

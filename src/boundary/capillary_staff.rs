//! The operations of Capillary's staff users and admin APIs.

use super::capillary::{ALLOW_HASH_LIKE_PASSWORD, PASSWORD, PASSWORD_MD5, USERNAME, read_password};
use super::environment::LOOPBACK;
use super::operation::{Field, Kind, NOW, Operation, Outcome, Place, RESPONSE, optional_text, options, text};
use super::record::{Given, Record};
use super::response::read_token;
use super::results::{write_headers, write_request};
use crate::api::capillary::admin::{self, Administrator};
use crate::api::capillary::{cluster, staff};
use crate::error::AuthError;

/// The table of header makers.
pub const HEADERS: &[Operation] = &[
    Operation {
        name: "capillary.staffHeaders",
        takes: &[options(&[Field::required("accessToken", Kind::Token)])],
        gives: Outcome::Headers,
        place: Place::Anywhere,
        run: staff_headers,
    },
    Operation {
        name: "capillary.adminHeaders",
        takes: &[options(&[
            optional_text("username"),
            PASSWORD,
            PASSWORD_MD5,
            ALLOW_HASH_LIKE_PASSWORD,
            Field::optional("accessToken", Kind::Token),
            optional_text("authKey"),
            Field::optional("orgId", Kind::Identifier),
            Field::optional("entityId", Kind::Identifier),
        ])],
        gives: Outcome::Headers,
        place: Place::Anywhere,
        run: admin_headers,
    },
];

/// The table of everything else.
pub const OPERATIONS: &[Operation] = &[
    Operation {
        name: "capillary.staffTokenRequest",
        takes: &[options(&[text("host"), LOOPBACK, USERNAME, PASSWORD, PASSWORD_MD5, ALLOW_HASH_LIKE_PASSWORD])],
        gives: Outcome::Request,
        place: Place::Server,
        run: staff_token_request,
    },
    Operation {
        name: "capillary.readStaffTokenResponse",
        takes: &[RESPONSE, NOW],
        gives: Outcome::Token,
        place: Place::Anywhere,
        run: |given, out| read_token(&staff::PROFILE, given, out),
    },
    Operation {
        name: "capillary.staffLogoutRequest",
        takes: &[options(&[text("host"), LOOPBACK, Field::required("accessToken", Kind::Token)])],
        gives: Outcome::Request,
        place: Place::Anywhere,
        run: staff_logout_request,
    },
];

fn staff_token_request(given: &mut Given<'_>, out: &mut Record) -> Result<(), AuthError> {
    let host = cluster::host(given.text(), given.transport())?;
    let username = given.text();
    write_request(&staff::token_request(host, username, read_password(given)?)?, out);
    Ok(())
}

fn staff_headers(given: &mut Given<'_>, out: &mut Record) -> Result<(), AuthError> {
    write_headers(&staff::headers(given.text())?, out);
    Ok(())
}

fn staff_logout_request(given: &mut Given<'_>, out: &mut Record) -> Result<(), AuthError> {
    let host = cluster::host(given.text(), given.transport())?;
    write_request(&staff::logout_request(&host, given.text())?, out);
    Ok(())
}

fn admin_headers(given: &mut Given<'_>, out: &mut Record) -> Result<(), AuthError> {
    let username = given.optional_text();
    let password = read_password(given);
    let token = given.optional_text();
    let others = given.texts(admin::NAMES.iter().copied());
    let administrator = match (username, token) {
        // The one error that says that there is none: of two, the token would make one more.
        (None, Some(token)) if password.as_ref().is_err_and(|error| error.field() == Some("password")) => {
            Administrator::Token(token)
        }
        (Some(username), None) => Administrator::User(username, password?),
        (None, None) => {
            let why = " is missing: give username and password of an InTouch user, or accessToken";
            return Err(AuthError::about("username", why));
        }
        (_, Some(_)) => {
            let message = "give either username and password, or accessToken, not both";
            return Err(AuthError::invalid_argument("accessToken", message));
        }
    };
    write_headers(&admin::headers(administrator, &others)?, out);
    Ok(())
}

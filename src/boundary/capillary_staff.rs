//! The operations of Capillary's staff users and admin APIs.

use super::capillary::{ALLOW_HASH_LIKE_PASSWORD, PASSWORD, PASSWORD_MD5, USERNAME, read_password};
use super::operation::{Field, Kind, NOW, Operation, Outcome, Place, RESPONSE, optional_text, options, text};
use super::record::{Given, Record};
use super::response::read_token;
use super::results::{write_headers, write_request};
use crate::api::capillary::{admin, staff};
use crate::error::AuthError;
use crate::http::{BaseUrl, Transport};

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
            USERNAME,
            PASSWORD,
            PASSWORD_MD5,
            ALLOW_HASH_LIKE_PASSWORD,
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
        takes: &[options(&[text("host"), USERNAME, PASSWORD, PASSWORD_MD5, ALLOW_HASH_LIKE_PASSWORD])],
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
        takes: &[options(&[text("host"), Field::required("accessToken", Kind::Token)])],
        gives: Outcome::Request,
        place: Place::Anywhere,
        run: staff_logout_request,
    },
];

fn staff_token_request(given: &mut Given<'_>, out: &mut Record) -> Result<(), AuthError> {
    let host = BaseUrl::parse(given.text(), Transport::Https, "host")?;
    let username = given.text();
    write_request(&staff::token_request(host, username, read_password(given)?)?, out);
    Ok(())
}

fn staff_headers(given: &mut Given<'_>, out: &mut Record) -> Result<(), AuthError> {
    write_headers(&staff::headers(given.text())?, out);
    Ok(())
}

fn staff_logout_request(given: &mut Given<'_>, out: &mut Record) -> Result<(), AuthError> {
    let host = BaseUrl::parse(given.text(), Transport::Https, "host")?;
    write_request(&staff::logout_request(&host, given.text())?, out);
    Ok(())
}

fn admin_headers(given: &mut Given<'_>, out: &mut Record) -> Result<(), AuthError> {
    let username = given.text();
    let password = read_password(given)?;
    let others = given.texts(admin::NAMES.iter().copied());
    write_headers(&admin::headers(username, password, &others)?, out);
    Ok(())
}

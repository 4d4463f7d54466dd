//! The operations of Caxton.

use super::environment::{ENVIRONMENT, HOST, LOOPBACK, read_address, write_addresses};
use super::operation::{Field, Kind, NOW, Operation, Outcome, Place, RESPONSE, optional_text, options, text};
use super::record::{Given, Record};
use super::response::{read_now, read_token};
use super::results::{write_headers, write_registration, write_request};
use crate::api::caxton::envelope;
use crate::api::caxton::environments::{ENVIRONMENTS, base_url};
use crate::api::caxton::headers::{self, Caller};
use crate::api::caxton::sent_with::SentWith;
use crate::api::caxton::{register, reset, subsidiary, token, user_password};
use crate::error::AuthError;
use crate::http::{Answer, BaseUrl};
use crate::json::Json;
use crate::token::client_credentials::ClientCredentials;
use crate::token::request;
use crate::token::timestamp;

const ACCESS_TOKEN: Field = Field::required("accessToken", Kind::Token);

/// The table of header makers.
pub const HEADERS: &[Operation] = &[Operation {
    name: "caxton.bearerHeaders",
    takes: &[options(&[ACCESS_TOKEN, optional_text("identityNumber"), optional_text("userApiToken")])],
    gives: Outcome::Headers,
    place: Place::Anywhere,
    run: bearer_headers,
}];

/// The table of everything else.
pub const OPERATIONS: &[Operation] = &[
    Operation {
        name: "caxton.environments",
        takes: &[],
        gives: Outcome::Addresses,
        place: Place::Anywhere,
        run: |_, out| {
            write_addresses(ENVIRONMENTS, out);
            Ok(())
        },
    },
    Operation {
        name: "caxton.registerRequest",
        takes: &[options(&[ENVIRONMENT, HOST, LOOPBACK, text("username"), text("clientname")])],
        gives: Outcome::Request,
        place: Place::Server,
        run: register_request,
    },
    Operation {
        name: "caxton.readRegisterResponse",
        takes: &[RESPONSE, NOW],
        gives: Outcome::Registration,
        place: Place::Anywhere,
        run: read_register_response,
    },
    Operation {
        name: "caxton.tokenRequest",
        takes: &[options(&[ENVIRONMENT, HOST, LOOPBACK, text("username"), text("clientPassword")])],
        gives: Outcome::Request,
        place: Place::Server,
        run: token_request,
    },
    Operation {
        name: "caxton.readTokenResponse",
        takes: &[RESPONSE, NOW],
        gives: Outcome::Token,
        place: Place::Anywhere,
        run: |given, out| read_token(&token::PROFILE, given, out),
    },
    Operation {
        name: "caxton.subsidiaryRequest",
        takes: &[options(&[ENVIRONMENT, HOST, LOOPBACK, ACCESS_TOKEN, text("companyName"), text("email")])],
        gives: Outcome::Request,
        place: Place::Anywhere,
        run: subsidiary_request,
    },
    Operation {
        name: "caxton.resetRequest",
        takes: &[options(&[ENVIRONMENT, HOST, LOOPBACK, text("path"), ACCESS_TOKEN, optional_text("identityNumber")])],
        gives: Outcome::Request,
        place: Place::Anywhere,
        run: reset_request,
    },
    Operation {
        name: "caxton.readEnvelope",
        takes: &[RESPONSE, NOW],
        gives: Outcome::Envelope,
        place: Place::Anywhere,
        run: read_envelope,
    },
    Operation {
        name: "caxton.parseDateTime",
        takes: &[text("text")],
        gives: Outcome::Number,
        place: Place::Anywhere,
        run: parse_date_time,
    },
    Operation {
        name: "caxton.userPasswordDigest",
        takes: &[text("password")],
        gives: Outcome::Text,
        place: Place::Anywhere,
        run: user_password_digest,
    },
];

fn register_request(given: &mut Given<'_>, out: &mut Record) -> Result<(), AuthError> {
    let base = read_base(given)?;
    write_request(&register::register_request(&base, given.text(), given.text())?, out);
    Ok(())
}

fn read_register_response(given: &mut Given<'_>, out: &mut Record) -> Result<(), AuthError> {
    let response = given.response()?.response;
    let registration = register::read_register_response(&response, read_now(given))?;
    write_registration(&registration, out);
    Ok(())
}

fn token_request(given: &mut Given<'_>, out: &mut Record) -> Result<(), AuthError> {
    let credentials = ClientCredentials::of_checked(read_base(given)?);
    let credentials = credentials.with("username", given.text())?.with("clientPassword", given.text())?;
    write_request(&request::token_request(&token::PROFILE, &credentials)?, out);
    Ok(())
}

fn bearer_headers(given: &mut Given<'_>, out: &mut Record) -> Result<(), AuthError> {
    let token = given.text();
    let caller = Caller { identity_number: given.optional_text(), user_api_token: given.optional_text() };
    write_headers(&headers::bearer_headers(token, caller)?, out);
    Ok(())
}

fn subsidiary_request(given: &mut Given<'_>, out: &mut Record) -> Result<(), AuthError> {
    let base = read_base(given)?;
    let (token, company_name, email) = (given.text(), given.text(), given.text());
    write_request(&subsidiary::subsidiary_request(&base, token, company_name, email)?, out);
    Ok(())
}

fn reset_request(given: &mut Given<'_>, out: &mut Record) -> Result<(), AuthError> {
    let base = read_base(given)?;
    let (path, token) = (given.text(), given.text());
    write_request(&reset::reset_request(&base, path, token, given.optional_text())?, out);
    Ok(())
}

fn read_envelope(given: &mut Given<'_>, out: &mut Record) -> Result<(), AuthError> {
    let response = given.response()?.response;
    let answer = Answer::read(&response);
    let answer = envelope::read(&answer, read_now(given), SentWith::Token)?;
    out.text(answer.model.text());
    out.optional_text(answer.authorised_client.map(Json::text));
    out.optional_text(answer.authorised_user.map(Json::text));
    Ok(())
}

fn parse_date_time(given: &mut Given<'_>, out: &mut Record) -> Result<(), AuthError> {
    let timestamp = timestamp::parse(given.text()).ok_or_else(|| {
        AuthError::about(
            "text",
            " must be a date with a time, such as 2023-08-23T10:55:45.0645017Z or 2023-11-21T00:00:00",
        )
    })?;
    out.number(timestamp.instant_ms);
    Ok(())
}

fn user_password_digest(given: &mut Given<'_>, out: &mut Record) -> Result<(), AuthError> {
    out.text(user_password::user_password_digest(given.text())?.expose());
    Ok(())
}

/// The base address of the API, from `environment` or `host`.
fn read_base(given: &mut Given<'_>) -> Result<BaseUrl, AuthError> {
    Ok(base_url(read_address(given, ENVIRONMENTS)?))
}

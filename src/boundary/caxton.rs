//! The operations of Caxton.

use super::arguments::Arguments;
use super::environment::read_address;
use super::options::Options;
use super::profile::{named_credentials, read_answer};
use super::response::{read_now, read_response};
use super::results::{headers_json, request_json};
use crate::api::caxton::envelope::{self, SentWith};
use crate::api::caxton::environments::{ENVIRONMENTS, base_url};
use crate::api::caxton::headers::{self, Caller};
use crate::api::caxton::{register, reset, subsidiary, token, user_password};
use crate::error::AuthError;
use crate::http::{Answer, BaseUrl, Transport};
use crate::json::{ObjectWriter, decimal, quoted};
use crate::secret::Secret;
use crate::token::{request, timestamp};
use alloc::string::String;

pub(super) fn environments(_: &mut Arguments<'_>) -> Result<String, AuthError> {
    let mut object = ObjectWriter::new();
    for (name, base) in ENVIRONMENTS {
        object.string(name, base);
    }
    Ok(object.finish())
}

pub(super) fn register_request(arguments: &mut Arguments<'_>) -> Result<String, AuthError> {
    let options = arguments.options(&["environment", "host", "username", "clientname"])?;
    let base = read_base(&options, Transport::Https)?;
    let (username, clientname) = (options.string("username")?, options.string("clientname")?);
    Ok(request_json(&register::register_request(&base, username.expose(), clientname.expose())?))
}

pub(super) fn read_register_response(arguments: &mut Arguments<'_>) -> Result<String, AuthError> {
    let response = read_response(arguments)?;
    Ok(registration_json(&register::read_register_response(&response, read_now(arguments)?)?))
}

/// A registration as JavaScript sees it.
pub(crate) fn registration_json(registration: &register::Registration) -> String {
    let mut object = ObjectWriter::new();
    object.string("clientPassword", registration.client_password.expose());
    object.integer("startsAt", registration.starts_at).integer("endsAt", registration.ends_at);
    match &registration.public_key {
        Some(key) => object.string("publicKey", key),
        None => object.raw("publicKey", "null"),
    };
    object.finish()
}

pub(super) fn token_request(arguments: &mut Arguments<'_>) -> Result<String, AuthError> {
    let options = arguments.options(&["environment", "host", "username", "clientPassword"])?;
    let base = read_base(&options, Transport::Https)?;
    let credentials = named_credentials(&options, &["username", "clientPassword"], base, Transport::Https)?;
    Ok(request_json(&request::token_request(&token::PROFILE, &credentials)?))
}

pub(super) fn read_token_response(arguments: &mut Arguments<'_>) -> Result<String, AuthError> {
    read_answer(&token::PROFILE, arguments)
}

pub(super) fn bearer_headers(arguments: &mut Arguments<'_>) -> Result<String, AuthError> {
    let options = arguments.options(&["accessToken", "identityNumber", "userApiToken"])?;
    let token = options.string("accessToken")?;
    let identity_number = options.optional_string("identityNumber")?;
    let user_api_token = options.optional_string("userApiToken")?;
    let caller = Caller {
        identity_number: identity_number.as_ref().map(Secret::expose),
        user_api_token: user_api_token.as_ref().map(Secret::expose),
    };
    Ok(headers_json(&headers::bearer_headers(token.expose(), caller)?))
}

pub(super) fn subsidiary_request(arguments: &mut Arguments<'_>) -> Result<String, AuthError> {
    let options = arguments.options(&["environment", "host", "accessToken", "companyName", "email"])?;
    let base = read_base(&options, Transport::Https)?;
    let token = options.string("accessToken")?;
    let (company_name, email) = (options.string("companyName")?, options.string("email")?);
    let request = subsidiary::subsidiary_request(&base, token.expose(), company_name.expose(), email.expose())?;
    Ok(request_json(&request))
}

pub(super) fn reset_request(arguments: &mut Arguments<'_>) -> Result<String, AuthError> {
    let options = arguments.options(&["environment", "host", "path", "accessToken", "identityNumber"])?;
    let base = read_base(&options, Transport::Https)?;
    let (path, token) = (options.string("path")?, options.string("accessToken")?);
    let number = options.optional_string("identityNumber")?;
    let number = number.as_ref().map(Secret::expose);
    Ok(request_json(&reset::reset_request(&base, path.expose(), token.expose(), number)?))
}

pub(super) fn read_envelope(arguments: &mut Arguments<'_>) -> Result<String, AuthError> {
    let response = read_response(arguments)?;
    let answer = Answer::read(&response);
    let answer = envelope::read(&answer, read_now(arguments)?, SentWith::Token)?;
    let mut object = ObjectWriter::new();
    object.raw("model", answer.model.text());
    for &(name, value) in &[("authorisedClient", answer.authorised_client), ("authorisedUser", answer.authorised_user)]
    {
        if let Some(value) = value {
            object.raw(name, value.text());
        }
    }
    Ok(object.finish())
}

pub(super) fn parse_date_time(arguments: &mut Arguments<'_>) -> Result<String, AuthError> {
    let text = arguments.string("text")?;
    let timestamp = timestamp::parse(text.expose()).ok_or_else(|| {
        AuthError::invalid_argument(
            "text",
            "text must be a date with a time, such as 2023-08-23T10:55:45.0645017Z or 2023-11-21T00:00:00",
        )
    })?;
    Ok(decimal(timestamp.instant_ms))
}

pub(super) fn user_password_digest(arguments: &mut Arguments<'_>) -> Result<String, AuthError> {
    let password = arguments.string("password")?;
    Ok(quoted(user_password::user_password_digest(password.expose())?.expose()))
}

/// The base address of the API, from `environment` or `host`.
pub(crate) fn read_base(options: &Options<'_>, transport: Transport) -> Result<BaseUrl, AuthError> {
    Ok(base_url(read_address(options, ENVIRONMENTS, transport)?))
}

//! The operations of Capillary's staff users and admin APIs.

use super::arguments::Arguments;
use super::capillary::Till;
use super::options::Options;
use super::profile::read_answer;
use super::results::{headers_json, request_json};
use crate::api::capillary::{admin, staff};
use crate::error::AuthError;
use crate::http::{BaseUrl, Transport};
use alloc::string::String;

pub(super) fn staff_token_request(arguments: &mut Arguments<'_>) -> Result<String, AuthError> {
    let options = arguments.options(&["host", "username", "password", "passwordMd5", "allowHashLikePassword"])?;
    let host = read_host(&options)?;
    let user = Till::read(&options)?;
    Ok(request_json(&staff::token_request(host, user.username(), user.password())?))
}

pub(super) fn read_staff_token_response(arguments: &mut Arguments<'_>) -> Result<String, AuthError> {
    read_answer(&staff::PROFILE, arguments)
}

pub(super) fn staff_headers(arguments: &mut Arguments<'_>) -> Result<String, AuthError> {
    let options = arguments.options(&["accessToken"])?;
    Ok(headers_json(&staff::headers(options.string("accessToken")?.expose())?))
}

pub(super) fn staff_logout_request(arguments: &mut Arguments<'_>) -> Result<String, AuthError> {
    let options = arguments.options(&["host", "accessToken"])?;
    let host = read_host(&options)?;
    Ok(request_json(&staff::logout_request(&host, options.string("accessToken")?.expose())?))
}

pub(super) fn admin_headers(arguments: &mut Arguments<'_>) -> Result<String, AuthError> {
    let options = arguments.options(&[
        "username",
        "password",
        "passwordMd5",
        "allowHashLikePassword",
        "authKey",
        "orgId",
        "entityId",
    ])?;
    let user = Till::read(&options)?;
    Ok(headers_json(&admin::headers(user.username(), user.password(), &options.texts(admin::NAMES)?)?))
}

fn read_host(options: &Options<'_>) -> Result<BaseUrl, AuthError> {
    BaseUrl::parse(options.string("host")?.expose(), Transport::Https, "host")
}

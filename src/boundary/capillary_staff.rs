//! The operations of Capillary's staff users and admin APIs.

use super::arguments::Arguments;
use super::capillary::Till;
use super::options::Options;
use super::profile::read_answer;
use super::results::{headers_json, request_json};
use crate::error::AuthError;
use crate::http::{BaseUrl, Transport};
use crate::json::Kind;
use crate::secret::Secret;
use crate::vendor::capillary::admin::{self, AdminScope};
use crate::vendor::capillary::staff;
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
    let auth_key = options.string("authKey")?;
    let org_id = match identifier(&options, "orgId")? {
        Some(org_id) => org_id,
        None => options.string("orgId")?,
    };
    let entity_id = identifier(&options, "entityId")?;
    let scope = AdminScope {
        auth_key: auth_key.expose(),
        org_id: org_id.expose(),
        entity_id: entity_id.as_ref().map(Secret::expose),
    };
    Ok(headers_json(&admin::headers(user.username(), user.password(), scope)?))
}

/// An identifier as text, or as the number that the vendor's answers have it as.
fn identifier(options: &Options<'_>, name: &'static str) -> Result<Option<Secret>, AuthError> {
    match options.present(name) {
        Some(value) if value.kind() == Kind::Number => {
            if value.text().bytes().all(|byte| byte.is_ascii_digit()) && value.integer().is_some() {
                return Ok(Some(Secret::new(value.text())));
            }
            Err(AuthError::invalid_argument(name, [name, " must be text, or a positive integer"].concat()))
        }
        _ => options.optional_string(name),
    }
}

fn read_host(options: &Options<'_>) -> Result<BaseUrl, AuthError> {
    BaseUrl::parse(options.string("host")?.expose(), Transport::Https, "host")
}

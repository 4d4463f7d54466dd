//! The operations of a profile that a caller defines, and what the vendors' token flows share with them.

use super::arguments::Arguments;
use super::options::{Options, nearest, text_of};
use super::profile_definition::define;
use super::response::{classification_json, read_given, read_now, read_response};
use super::results::{access_token_json, headers_json, request_json};
use crate::error::{AuthError, ErrorCode};
use crate::http::{BaseUrl, Headers, Transport};
use crate::json::{Json, Kind};
use crate::token::profile::{ClientAuthentication, TokenProfile, basic_pair};
use crate::token::request::{Credentials, credential_names, token_request};
use crate::token::response::read_token_response;
use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

pub(super) fn define_profile(arguments: &mut Arguments<'_>) -> Result<String, AuthError> {
    define(arguments.next())?;
    Ok(String::from("true"))
}

pub(super) fn request(arguments: &mut Arguments<'_>) -> Result<String, AuthError> {
    let profile = define(arguments.next())?;
    let credentials = read_credentials(&profile, arguments.next(), Transport::Https)?;
    Ok(request_json(&token_request(&profile, &credentials)?))
}

pub(super) fn response(arguments: &mut Arguments<'_>) -> Result<String, AuthError> {
    let response = read_response(arguments)?;
    let profile = define(arguments.next())?;
    let now = read_now(arguments)?;
    Ok(access_token_json(&read_token_response(&profile, &response, now, None)?))
}

pub(super) fn headers(arguments: &mut Arguments<'_>) -> Result<String, AuthError> {
    let profile = define(arguments.next())?;
    let token = arguments.string("accessToken")?;
    Ok(headers_json(&Headers::from([profile.header.with_token(token.expose())?])))
}

pub(super) fn classify_response(arguments: &mut Arguments<'_>) -> Result<String, AuthError> {
    let given = read_given(arguments)?;
    let profile = define(arguments.next())?;
    classification_json(&given, &profile.errors)
}

/// The token answer of a vendor: `response, { now }`.
pub(super) fn read_answer(profile: &TokenProfile, arguments: &mut Arguments<'_>) -> Result<String, AuthError> {
    let response = read_response(arguments)?;
    let now = read_now(arguments)?;
    Ok(access_token_json(&read_token_response(profile, &response, now, None)?))
}

/// The credentials that options name for a vendor's own flow.
pub(crate) fn named_credentials(
    options: &Options<'_>,
    names: &[&'static str],
    host: BaseUrl,
    transport: Transport,
) -> Result<Credentials, AuthError> {
    names.iter().try_fold(Credentials::new(Some(host), transport), |credentials, name| {
        credentials.with(*name, options.string(name)?.expose())
    })
}

/// The credentials of a caller's own profile: a record with exactly the names that the profile asks for.
pub(crate) fn read_credentials(
    profile: &TokenProfile,
    given: Option<Json<'_>>,
    transport: Transport,
) -> Result<Credentials, AuthError> {
    let Some(given) = given.filter(|given| given.kind() == Kind::Object) else {
        let names = credential_names(profile).join(", ");
        let message = ["credentials must be an object with ", &names].concat();
        return Err(AuthError::invalid_argument("credentials", message));
    };
    let known = known_names(profile, given);
    let host = match given.member("host") {
        Some(host) if known.contains(&"host") => {
            Some(BaseUrl::parse(text_of(Some(host), "host")?.expose(), transport, "host")?)
        }
        _ => None,
    };
    let mut credentials = Credentials::new(host, transport);
    for (name, value) in given.members() {
        let name = name.string().unwrap_or(Cow::Borrowed("?"));
        if !known.contains(&&*name) {
            return Err(unknown_credential(&name, &known));
        }
        if name != "host" {
            let value = text_of(Some(value), &name)?;
            credentials = credentials.with(name.into_owned(), value.expose())?;
        }
    }
    Ok(credentials)
}

/// What the templates name; with Basic also the first pair of names that the record has one of.
fn known_names<'p>(profile: &'p TokenProfile, given: Json<'_>) -> Vec<&'p str> {
    let mut names = credential_names(profile);
    if matches!(profile.request.client_authentication, ClientAuthentication::Basic(_)) {
        let is_there = |name: &str| given.member(name).is_some();
        let (id, secret) = basic_pair(is_there);
        names.extend([id, secret].iter().copied().filter(|name| !names.contains(name)).collect::<Vec<_>>());
    }
    names
}

fn unknown_credential(name: &str, known: &[&str]) -> AuthError {
    let advice = match nearest(name, known) {
        Some(meant) => [" Did you mean ", meant, "?"].concat(),
        None => [" It asks for ", &known.join(", "), "."].concat(),
    };
    // A stranger's name may be a secret, when name and value were swapped, so it is not repeated.
    let message = ["credentials has a member that the profile does not ask for.", &advice].concat();
    AuthError::new(ErrorCode::UnknownOption, message).in_field("credentials")
}

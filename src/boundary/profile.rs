//! The operations of a profile that a caller defines.

use super::nearest_name::nearest;
use super::operation::{Field, Kind, NOW, Operation, Outcome, Place, RESPONSE};
use super::profile_definition::define;
use super::record::{Given, GivenCredentials, Record, Unfit};
use super::response::{read_now, write_classification};
use super::results::{write_headers, write_request, write_token};
use crate::error::{AuthError, ErrorCode};
use crate::http::{BaseUrl, Headers, Transport};
use crate::json::Document;
use crate::token::profile::{ClientAuthentication, TokenProfile, basic_pair};
use crate::token::request::{ClientCredentials, credential_names, token_request};
use crate::token::response::read_token_response;
use alloc::string::String;
use alloc::vec::Vec;

pub(super) const PROFILE: Field = Field::required("profile", Kind::Written);

/// The table.
pub const OPERATIONS: &[Operation] = &[
    Operation {
        name: "defineProfile",
        takes: &[PROFILE],
        gives: Outcome::Names,
        place: Place::Anywhere,
        run: define_profile,
    },
    Operation {
        name: "profile.tokenRequest",
        takes: &[PROFILE, Field::required("credentials", Kind::Credentials)],
        gives: Outcome::Request,
        place: Place::Server,
        run: request,
    },
    Operation {
        name: "profile.readTokenResponse",
        takes: &[RESPONSE, PROFILE, NOW],
        gives: Outcome::Token,
        place: Place::Anywhere,
        run: response,
    },
    Operation {
        name: "profile.headers",
        takes: &[PROFILE, Field::required("accessToken", Kind::Token)],
        gives: Outcome::Headers,
        place: Place::Anywhere,
        run: headers,
    },
    Operation {
        name: "profile.classifyResponse",
        takes: &[RESPONSE, PROFILE],
        gives: Outcome::Text,
        place: Place::Anywhere,
        run: classify_response,
    },
];

fn read_profile(given: &mut Given<'_>) -> Result<TokenProfile, AuthError> {
    let data = given.document("profile")?;
    define(data.as_ref().map(Document::root))
}

/// Gives back the names of the credentials.
fn define_profile(given: &mut Given<'_>, out: &mut Record) -> Result<(), AuthError> {
    let profile = read_profile(given)?;
    let templated = credential_names(&profile);
    for name in with_pair(&profile, templated.clone(), |name| templated.contains(&name)) {
        out.text(name);
    }
    Ok(())
}

fn request(given: &mut Given<'_>, out: &mut Record) -> Result<(), AuthError> {
    let profile = read_profile(given)?;
    let credentials = credentials_of(&profile, given.credentials(), Transport::Https)?;
    write_request(&token_request(&profile, &credentials)?, out);
    Ok(())
}

fn response(given: &mut Given<'_>, out: &mut Record) -> Result<(), AuthError> {
    let response = given.response()?.response;
    let profile = read_profile(given)?;
    write_token(&read_token_response(&profile, &response, read_now(given), None)?, out);
    Ok(())
}

fn headers(given: &mut Given<'_>, out: &mut Record) -> Result<(), AuthError> {
    let profile = read_profile(given)?;
    write_headers(&Headers::from([profile.header.with_token(given.text())?]), out);
    Ok(())
}

fn classify_response(given: &mut Given<'_>, out: &mut Record) -> Result<(), AuthError> {
    let answer = given.response()?;
    write_classification(&answer, &read_profile(given)?.errors, out)
}

/// The credentials of a caller's own profile: exactly the names that the profile asks for.
pub(crate) fn credentials_of(
    profile: &TokenProfile,
    given: GivenCredentials<'_>,
    transport: Transport,
) -> Result<ClientCredentials, AuthError> {
    let Some(given) = given else {
        let names = credential_names(profile).join(", ");
        let message = ["credentials must be an object with ", &names].concat();
        return Err(AuthError::invalid_argument("credentials", message));
    };
    let known = known_names(profile, &given);
    let host = match given.iter().find(|(name, _)| *name == "host") {
        Some((_, host)) if known.contains(&"host") => Some(BaseUrl::parse(text_of(*host, "host")?, transport, "host")?),
        _ => None,
    };
    let mut credentials = ClientCredentials::new(host, transport);
    for (name, value) in given {
        if !known.contains(&name) {
            return Err(unknown_credential(name, &known));
        }
        if name != "host" {
            credentials = credentials.with(String::from(name), text_of(value, name)?)?;
        }
    }
    Ok(credentials)
}

/// What the templates name; with Basic also the first pair of names that the record has one of.
fn known_names<'p>(profile: &'p TokenProfile, given: &[(&str, Result<&str, Unfit>)]) -> Vec<&'p str> {
    with_pair(profile, credential_names(profile), |name| given.iter().any(|(known, _)| *known == name))
}

/// With Basic the names and the first pair that one is there of, or else the first of all.
fn with_pair<'p>(profile: &TokenProfile, mut names: Vec<&'p str>, is_there: impl Fn(&str) -> bool) -> Vec<&'p str> {
    if matches!(profile.request.client_authentication, ClientAuthentication::Basic(_)) {
        let (id, secret) = basic_pair(is_there);
        names.extend([id, secret].iter().copied().filter(|name| !names.contains(name)).collect::<Vec<_>>());
    }
    names
}

/// A credential as text. What is refused is named, so this comes after the name is known for one of the profile's.
fn text_of<'a>(value: Result<&'a str, Unfit>, name: &str) -> Result<&'a str, AuthError> {
    let what = match value {
        Ok("«redacted»") => " is the placeholder that secrets print as: pass the real value",
        Ok(text) => return Ok(text),
        Err(Unfit::Missing) => " is missing: is the variable it comes from set?",
        Err(Unfit::NoText) => " must be a string",
        Err(Unfit::Halved) => {
            " holds half of a surrogate pair, so it has no UTF-8 form: was the text cut in the middle of a character?"
        }
    };
    Err(AuthError::about(name, what))
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

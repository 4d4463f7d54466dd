//! The operations of a profile that a caller defines.

use super::environment::LOOPBACK;
use super::nearest_name::nearest;
use super::operation::{Field, Kind, NOW, Operation, Outcome, Place, RESPONSE, optional_text};
use super::profile_definition::{define, define_whole};
use super::record::{Given, GivenCredentials, Record, Unfit, document_of};
use super::response::{read_now, write_classification};
use super::results::{write_error, write_headers, write_request, write_token};
use crate::error::{AuthError, ErrorCode};
use crate::http::{BaseUrl, Transport};
use crate::json::Document;
use crate::secret::{Secret, refuse_control_character};
use crate::token::access_token::AccessToken;
use crate::token::api_profile::ApiProfile;
use crate::token::assertion::{ASSERTION, credentials_with};
use crate::token::call_fields::CallValues;
use crate::token::client_credentials::{ClientCredentials, Standing};
use crate::token::kept;
use crate::token::profile::{ClientAuthentication, TokenProfile, basic_pair};
use crate::token::request::token_request;
use crate::token::response::read_token_response;
use crate::token::signing_key::check_key;
use alloc::rc::Rc;
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
        takes: &[
            PROFILE,
            Field::required("credentials", Kind::Credentials),
            Field::optional("options", Kind::Object(&[optional_text(ASSERTION), LOOPBACK])),
        ],
        gives: Outcome::Request,
        place: Place::Server,
        run: request,
    },
    Operation {
        name: "profile.readTokenResponse",
        takes: &[RESPONSE, PROFILE, NOW],
        gives: Outcome::TokenWithKept,
        place: Place::Anywhere,
        run: response,
    },
    Operation {
        name: "profile.headers",
        takes: &[
            PROFILE,
            Field::optional("accessToken", Kind::Token),
            Field::optional("kept", Kind::Written),
            Field::optional("credentials", Kind::Credentials),
        ],
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
    Operation {
        name: "checkProfile",
        takes: &[PROFILE],
        gives: Outcome::ProfileCheck,
        place: Place::Anywhere,
        run: check_profile,
    },
];

/// Reads and checks the text of a profile.
pub(crate) fn define_text(text: Option<&[u8]>) -> Result<Rc<ApiProfile>, AuthError> {
    let data = document_of(text, "profile")?;
    define(data.as_ref().map(Document::root)).map(Rc::new)
}

/// The token flow of a profile that has one.
fn flow_of(profile: &ApiProfile) -> Result<&TokenProfile, AuthError> {
    profile.flow.as_ref().ok_or_else(|| {
        let message = "this profile has no request: its credentials need no token call. Use headers(null, credentials)";
        AuthError::invalid_argument("profile", message)
    })
}

/// Gives back the names of the credentials.
fn define_profile(given: &mut Given<'_>, out: &mut Record) -> Result<(), AuthError> {
    let profile = given.profile(define_text)?;
    let templated = profile.credential_names();
    for name in with_pair(&profile, templated.clone(), |name| templated.contains(&name)) {
        out.text(name);
    }
    Ok(())
}

/// Gives back every mistake; of a profile without one, each credential and what it is.
fn check_profile(given: &mut Given<'_>, out: &mut Record) -> Result<(), AuthError> {
    let data = given.document("profile");
    let defined = match &data {
        Ok(data) => define_whole(data.as_ref().map(Document::root)),
        Err(unreadable) => Err([unreadable.clone()].into()),
    };
    let mistakes = defined.as_ref().err().map_or(&[][..], Vec::as_slice);
    out.number(i64::try_from(mistakes.len()).unwrap_or(0));
    for mistake in mistakes {
        write_error(mistake, out);
    }
    if let Ok(profile) = &defined {
        let templated = profile.credential_names();
        for name in with_pair(profile, templated.clone(), |name| templated.contains(&name)) {
            out.text(name);
            out.text(kind_of(profile, name));
        }
    }
    Ok(())
}

/// What a credential is, as callers are told.
fn kind_of(profile: &ApiProfile, name: &str) -> &'static str {
    if profile.hosts.iter().any(|host| host == name) {
        return "host";
    }
    match profile.standing(name) {
        Standing::Secret => "secret",
        Standing::Public => "public",
        Standing::Listed => "choice",
    }
}

fn request(given: &mut Given<'_>, out: &mut Record) -> Result<(), AuthError> {
    let profile = given.profile(define_text)?;
    let flow = flow_of(&profile)?;
    let named = given.credentials();
    given.object();
    let assertion = given.optional_text();
    let mut credentials = credentials_of(&profile, named, given.transport())?;
    match (&profile.assertion, assertion) {
        (Some(_), Some(assertion)) => credentials = credentials_with(assertion, &credentials)?,
        (Some(_), None) => {
            let message = "assertion is missing: this profile signs its token request. Use profileAuthenticator, which signs it, or pass one made elsewhere";
            return Err(AuthError::invalid_argument(ASSERTION, message));
        }
        (None, Some(_)) => {
            return Err(AuthError::about(ASSERTION, " is for profiles with request.assertion: leave it out"));
        }
        (None, None) => {}
    }
    write_request(&token_request(flow, &credentials)?, out);
    Ok(())
}

fn response(given: &mut Given<'_>, out: &mut Record) -> Result<(), AuthError> {
    let response = given.response()?.response;
    let profile = given.profile(define_text)?;
    let token = read_token_response(flow_of(&profile)?, &response, read_now(given), None)?;
    write_token(&token, out);
    out.optional_text(kept::json_text(&token.kept).as_deref());
    Ok(())
}

fn headers(given: &mut Given<'_>, out: &mut Record) -> Result<(), AuthError> {
    let profile = given.profile(define_text)?;
    let token = match (&profile.flow, given.optional_text()) {
        (Some(flow), Some(token)) => Some(token_of(flow, token, given.document("accessToken")?.as_ref())?),
        (Some(_), None) => return Err(AuthError::missing("accessToken")),
        (None, Some(_)) => {
            let what = " must be null: this profile has no request, and so no token";
            return Err(AuthError::about("accessToken", what));
        }
        (None, None) => {
            given.optional_text();
            None
        }
    };
    let credentials = given.credentials();
    let needs_none = credentials.is_none() && token.is_some();
    let credentials = match needs_none {
        true => ClientCredentials::new(None, Transport::Https),
        false => credentials_of(&profile, credentials, Transport::Https)?,
    };
    let values = CallValues { credentials: &credentials, token: token.as_ref() };
    write_headers(&profile.calls.headers(values)?, out);
    Ok(())
}

/// A token that a caller brings, with what was kept beside it.
fn token_of(flow: &TokenProfile, token: &str, kept: Option<&Document<'_>>) -> Result<AccessToken, AuthError> {
    flow.header.check_token(token).map_err(|error| error.in_field("accessToken"))?;
    let kept = kept::of_json(&flow.response.keep, kept.map(Document::root)).ok_or_else(|| {
        let what = " must be an AccessToken of this profile: its calls carry what was kept beside the token";
        AuthError::about("accessToken", what)
    })?;
    Ok(AccessToken {
        value: Secret::new(token),
        obtained_at: 0,
        expires_at: None,
        lifetime_seconds: None,
        token_type: None,
        refresh_token: None,
        kept,
    })
}

fn classify_response(given: &mut Given<'_>, out: &mut Record) -> Result<(), AuthError> {
    let answer = given.response()?;
    let profile = given.profile(define_text)?;
    write_classification(&answer, profile.flow.as_ref().map_or(&profile.rejections, |flow| &flow.errors), out)
}

/// The credentials of a caller's own profile: exactly the names that the profile asks for.
pub(crate) fn credentials_of(
    profile: &ApiProfile,
    given: GivenCredentials<'_>,
    transport: Transport,
) -> Result<ClientCredentials, AuthError> {
    let Some(given) = given else {
        let names = profile.credential_names().join(", ");
        let message = ["credentials must be an object with ", &names].concat();
        return Err(AuthError::invalid_argument("credentials", message));
    };
    let known = known_names(profile, &given);
    let mut credentials = ClientCredentials::new(None, transport);
    for (name, value) in given {
        if !known.contains(&name) {
            return Err(unknown_credential(name, &known));
        }
        let value = text_of(value, name)?;
        if profile.hosts.iter().any(|host| host == name) {
            credentials = credentials.with_host(String::from(name), BaseUrl::parse(value, transport, name)?);
            continue;
        }
        if let Some(list) = profile.list_of(name)
            && !list.iter().any(|listed| listed == value)
        {
            return Err(AuthError::about(name, &[" must be one of ", &list.join(", ")].concat()));
        }
        match profile.assertion.as_ref().filter(|shape| shape.key == name) {
            // A key as files have it stands on several lines.
            Some(shape) => check_key(name, value, shape.algorithm)?,
            None => refuse_control_character(value, name)?,
        }
        credentials = credentials.with_any(String::from(name).into(), value, profile.standing(name))?;
    }
    Ok(credentials)
}

/// What the templates name; with Basic also the first pair of names that the record has one of.
fn known_names<'p>(profile: &'p ApiProfile, given: &[(&str, Result<&str, Unfit>)]) -> Vec<&'p str> {
    with_pair(profile, profile.credential_names(), |name| given.iter().any(|(known, _)| *known == name))
}

/// With Basic the names and the first pair that one is there of, or else the first of all.
fn with_pair<'p>(profile: &ApiProfile, mut names: Vec<&'p str>, is_there: impl Fn(&str) -> bool) -> Vec<&'p str> {
    let authentication = profile.flow.as_ref().map(|flow| &flow.request.client_authentication);
    if matches!(authentication, Some(ClientAuthentication::Basic(_))) {
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

//! The operations of Capillary with a till's or an API client's credentials.

use super::environment::LOOPBACK;
use super::operation::{Field, Kind, NOW, Operation, Outcome, Place, RESPONSE, flag, optional_text, options, text};
use super::record::{Given, Presence, Record};
use super::response::{read_now, write_classification};
use super::results::{write_headers, write_request, write_token};
use crate::api::capillary::attribution::{EntityAttribution, LookupAttribution};
use crate::api::capillary::basic::{self, TillPassword};
use crate::api::capillary::{cluster, errors, oauth, response, webhook};
use crate::error::AuthError;
use crate::json::{Document, Json};
use crate::token::client_credentials::ClientCredentials;
use crate::token::request::token_request as token_request_of;
use crate::token::response::read_token_response;
use alloc::borrow::Cow;
use alloc::vec::Vec;

/// The options that say who a till or a user is.
pub(super) const USERNAME: Field = text("username");
pub(super) const PASSWORD: Field = optional_text("password");
pub(super) const PASSWORD_MD5: Field = optional_text("passwordMd5");
pub(super) const ALLOW_HASH_LIKE_PASSWORD: Field = flag("allowHashLikePassword");
/// Attribution with Basic.
pub(super) const LOOKUP: Field = Field::optional("attribution", Kind::Object(&[text("lookupType"), text("lookup")]));
/// Attribution with OAuth.
pub(super) const ENTITY: Field =
    Field::optional("attribution", Kind::Object(&[optional_text("entityType"), text("entityCode")]));

/// The table of header makers.
pub const HEADERS: &[Operation] = &[
    Operation {
        name: "capillary.basicAuthorization",
        takes: &[USERNAME, text("password")],
        gives: Outcome::Text,
        place: Place::Anywhere,
        run: basic_authorization,
    },
    Operation {
        name: "capillary.basicCredentials",
        takes: &[USERNAME, text("password")],
        gives: Outcome::DigestedCredentials,
        place: Place::Anywhere,
        run: basic_credentials,
    },
    Operation {
        name: "capillary.basicHeaders",
        takes: &[options(&[USERNAME, PASSWORD, PASSWORD_MD5, ALLOW_HASH_LIKE_PASSWORD, LOOKUP])],
        gives: Outcome::Headers,
        place: Place::Anywhere,
        run: basic_headers,
    },
    Operation {
        name: "capillary.oauthHeaders",
        takes: &[options(&[Field::required("accessToken", Kind::Token), ENTITY])],
        gives: Outcome::Headers,
        place: Place::Anywhere,
        run: oauth_headers,
    },
];

/// The table of requests and answers.
pub const OPERATIONS: &[Operation] = &[
    Operation {
        name: "capillary.tokenRequest",
        takes: &[options(&[text("host"), LOOPBACK, text("key"), text("secret")])],
        gives: Outcome::Request,
        place: Place::Server,
        run: token_request,
    },
    Operation {
        name: "capillary.readTokenResponse",
        takes: &[RESPONSE, NOW],
        gives: Outcome::Token,
        place: Place::Anywhere,
        run: read_access_token,
    },
    Operation {
        name: "capillary.classifyResponse",
        takes: &[RESPONSE],
        gives: Outcome::Text,
        place: Place::Anywhere,
        run: |given, out| write_classification(&given.response()?, &errors::ERRORS, out),
    },
    Operation {
        name: "capillary.readResponse",
        takes: &[RESPONSE, NOW],
        gives: Outcome::SaidResponse,
        place: Place::Anywhere,
        run: read_response,
    },
    Operation {
        name: "capillary.verifyWebhook",
        takes: &[options(&[
            Field::required("headers", Kind::FieldsThatCame),
            Field::required("expected", Kind::FieldsExpected),
        ])],
        gives: Outcome::Nothing,
        place: Place::Anywhere,
        run: verify_webhook,
    },
];

fn read_access_token(given: &mut Given<'_>, out: &mut Record) -> Result<(), AuthError> {
    let answer = given.response()?.response;
    let token = read_token_response(&oauth::PROFILE, &answer, read_now(given), None)?;
    oauth::check_end(&token, answer.status())?;
    write_token(&token, out);
    Ok(())
}

fn read_response(given: &mut Given<'_>, out: &mut Record) -> Result<(), AuthError> {
    let answer = given.response()?;
    let said = response::said(&answer.response, read_now(given));
    out.text(said.classification.as_str());
    out.optional_text(said.request_id.as_deref());
    out.optional_number(said.retry_after_ms.and_then(|wait| i64::try_from(wait).ok()));
    for entries in [&said.errors, &said.warnings] {
        out.number(i64::try_from(entries.len()).unwrap_or(0));
        for entry in entries {
            out.text(&entry.code);
            out.text(&entry.message);
        }
    }
    Ok(())
}

fn verify_webhook(given: &mut Given<'_>, _: &mut Record) -> Result<(), AuthError> {
    let (came, expected) = (given.document("headers")?, given.document("expected")?);
    let (came, expected) = (names_and_values(came.as_ref()), names_and_values(expected.as_ref()));
    webhook::verify(&borrowed(&came), &borrowed(&expected))
}

type NameAndValues<'a> = (Cow<'a, str>, Vec<Cow<'a, str>>);

/// The fields in a JSON text that the facade wrote.
fn names_and_values<'a>(fields: Option<&'a Document<'_>>) -> Vec<NameAndValues<'a>> {
    let texts = |list: Json<'a>| list.elements().map(|value| value.string().unwrap_or_default()).collect();
    let field = |field: Json<'a>| {
        let mut parts = field.elements();
        let name = parts.next().and_then(Json::string).unwrap_or_default();
        (name, parts.next().map_or_else(Vec::new, texts))
    };
    fields.map_or_else(Vec::new, |fields| fields.root().elements().map(field).collect())
}

fn borrowed<'a>(fields: &'a [NameAndValues<'_>]) -> Vec<webhook::Field<'a>> {
    fields.iter().map(|(name, values)| (&**name, values.iter().map(|value| &**value).collect())).collect()
}

fn basic_authorization(given: &mut Given<'_>, out: &mut Record) -> Result<(), AuthError> {
    out.text(basic::authorization(given.text(), TillPassword::Clear(given.text()))?.expose());
    Ok(())
}

fn basic_credentials(given: &mut Given<'_>, out: &mut Record) -> Result<(), AuthError> {
    let (username, password) = (given.text(), given.text());
    basic::check_till_id(username)?;
    out.text(username);
    out.text(TillPassword::Clear(password).md5()?.expose());
    Ok(())
}

fn basic_headers(given: &mut Given<'_>, out: &mut Record) -> Result<(), AuthError> {
    let username = given.text();
    let password = read_password(given)?;
    write_headers(&basic::headers(username, password, read_lookup(given))?, out);
    Ok(())
}

fn oauth_headers(given: &mut Given<'_>, out: &mut Record) -> Result<(), AuthError> {
    let token = given.text();
    write_headers(&oauth::headers(token, read_entity(given))?, out);
    Ok(())
}

fn token_request(given: &mut Given<'_>, out: &mut Record) -> Result<(), AuthError> {
    let credentials = ClientCredentials::of_checked(cluster::host(given.text(), given.transport())?);
    let credentials = credentials.with("key", given.text())?.with("secret", given.text())?;
    write_request(&token_request_of(&oauth::PROFILE, &credentials)?, out);
    Ok(())
}

/// The password that one of `password` and `passwordMd5` says, and `allowHashLikePassword`.
pub(super) fn read_password<'a>(given: &mut Given<'a>) -> Result<TillPassword<'a>, AuthError> {
    let (clear, digest, allow_hash_like) = (given.optional_text(), given.optional_text(), given.flag());
    match (clear, digest) {
        (Some(password), None) if allow_hash_like => Ok(TillPassword::ClearThoughHashLike(password)),
        (Some(password), None) => Ok(TillPassword::Clear(password)),
        (None, Some(digest)) => Ok(TillPassword::Md5(digest)),
        (None, None) => Err(AuthError::invalid_argument(
            "password",
            "password is missing: give the till's password as password, or its MD5 digest as passwordMd5",
        )),
        (Some(_), Some(_)) => {
            Err(AuthError::invalid_argument("passwordMd5", "give either password or passwordMd5, not both"))
        }
    }
}

pub(crate) fn read_lookup<'a>(given: &mut Given<'a>) -> Option<LookupAttribution<'a>> {
    (given.object() == Presence::There).then(|| LookupAttribution { lookup_type: given.text(), lookup: given.text() })
}

pub(crate) fn read_entity<'a>(given: &mut Given<'a>) -> Option<EntityAttribution<'a>> {
    (given.object() == Presence::There)
        .then(|| EntityAttribution { entity_type: given.optional_text(), entity_code: given.text() })
}

//! The operations of Pledg.

use super::arguments::Arguments;
use super::environment::read_address;
use super::hs256::read_signing;
use super::options::Options;
use super::profile::{named_credentials, read_answer};
use super::response::now_of;
use super::results::{headers_json, request_json};
use super::secret_input::{secret_of, secrets_of};
use crate::api::pledg::environments::{BACK, FRONT};
use crate::api::pledg::notification::{self, Authenticity, Expected, Notification};
use crate::api::pledg::{basic, cents, purchase, token};
use crate::error::AuthError;
use crate::http::{BaseUrl, Headers, Transport};
use crate::json::{Json, ObjectWriter, quoted};
use crate::secret::{Secret, SharedSecret, refuse_unset};
use crate::token::request;
use alloc::string::String;
use alloc::vec::Vec;

const LINK_SETTINGS: [&str; 4] = ["send_email", "email", "send_sms", "phone_number"];

pub(super) fn environments(_: &mut Arguments<'_>) -> Result<String, AuthError> {
    let mut all = ObjectWriter::new();
    for ((name, back), (_, front)) in BACK.iter().zip(FRONT) {
        let mut hosts = ObjectWriter::new();
        hosts.string("back", back).string("front", front);
        all.raw(name, &hosts.finish());
    }
    Ok(all.finish())
}

pub(super) fn basic_headers(arguments: &mut Arguments<'_>) -> Result<String, AuthError> {
    let options = arguments.options(&["email", "password"])?;
    let headers = basic::headers(options.string("email")?.expose(), options.string("password")?.expose())?;
    Ok(headers_json(&headers))
}

pub(super) fn token_request(arguments: &mut Arguments<'_>) -> Result<String, AuthError> {
    let options = arguments.options(&["environment", "host", "key", "secret"])?;
    let back = read_address(&options, BACK, Transport::Https)?;
    let credentials = named_credentials(&options, &["key", "secret"], back, Transport::Https)?;
    Ok(request_json(&request::token_request(&token::PROFILE, &credentials)?))
}

pub(super) fn read_token_response(arguments: &mut Arguments<'_>) -> Result<String, AuthError> {
    read_answer(&token::PROFILE, arguments)
}

pub(super) fn bearer_headers(arguments: &mut Arguments<'_>) -> Result<String, AuthError> {
    let token = arguments.options(&["accessToken"])?.string("accessToken")?;
    Ok(headers_json(&Headers::from([token::PROFILE.header.with_token(token.expose())?])))
}

/// Its fourth and fifth argument are the facade's: the names of the parameters whose values have no JSON form, and of
/// those that are undefined.
pub(super) fn sign_purchase(arguments: &mut Arguments<'_>) -> Result<String, AuthError> {
    let parameters = arguments
        .next()
        .filter(|parameters| !parameters.is_null())
        .ok_or_else(|| AuthError::invalid_argument("parameters", "parameters is missing: it must be an object"))?;
    let secret = secret_of(arguments.next())?;
    let options = arguments.optional_options(&["issuedAt", "expiresAt", "purchaseLinkSettings"])?;
    if let Some(names) = arguments.next() {
        names.elements().try_for_each(|name| purchase::check_without_json_form(&name.string().unwrap_or_default()))?;
    }
    if let Some(names) = arguments.next() {
        names.elements().try_for_each(|name| purchase::check_undefined(&name.string().unwrap_or_default()))?;
    }
    let settings = read_link_settings(&options)?;
    Ok(quoted(purchase::sign(parameters, settings, &secret, &read_signing(&options)?)?.expose()))
}

pub(super) fn purchase_url(arguments: &mut Arguments<'_>) -> Result<String, AuthError> {
    let options = arguments.options(&["environment", "host", "signature", "path"])?;
    let front = read_address(&options, FRONT, Transport::Https)?;
    let path = options.optional_string("path")?;
    let path = path.as_ref().map_or(purchase::PURCHASE_PATH, Secret::expose);
    Ok(quoted(&purchase::purchase_url(&front, path, options.string("signature")?.expose())?))
}

pub(super) fn transfer_url(arguments: &mut Arguments<'_>) -> Result<String, AuthError> {
    let (back, signature) = read_signed_call(arguments)?;
    Ok(quoted(&purchase::transfer_url(&back, signature.expose())?))
}

pub(super) fn purchase_link_request(arguments: &mut Arguments<'_>) -> Result<String, AuthError> {
    let (back, signature) = read_signed_call(arguments)?;
    Ok(request_json(&purchase::link_request(&back, signature.expose())?))
}

pub(super) fn verify_notification(arguments: &mut Arguments<'_>) -> Result<String, AuthError> {
    let body = arguments.subject_bytes("body")?;
    let options = arguments.options(&["secret", "now", "expect"])?;
    let secrets = read_secrets(&options)?;
    let authenticity = match &secrets {
        Some(secrets) => Authenticity::Signed(secrets),
        None => Authenticity::Unsigned,
    };
    let (reference, amount_cents) = read_expected(&options)?;
    let expected = Expected { reference: reference.as_ref().map(Secret::expose), amount_cents };
    let notification = notification::verify(body, authenticity, now_of(&options)?, &expected)?;
    Ok(notification_json(&notification, authenticity))
}

fn read_signed_call(arguments: &mut Arguments<'_>) -> Result<(BaseUrl, Secret), AuthError> {
    let options = arguments.options(&["environment", "host", "signature"])?;
    Ok((read_address(&options, BACK, Transport::Https)?, options.string("signature")?))
}

fn read_link_settings<'a>(options: &Options<'a>) -> Result<Option<Json<'a>>, AuthError> {
    if let Some(settings) = options.nested("purchaseLinkSettings", &LINK_SETTINGS)? {
        settings.flag("send_email")?;
        settings.flag("send_sms")?;
        settings.optional_string("email")?;
        settings.optional_string("phone_number")?;
    }
    Ok(options.present("purchaseLinkSettings"))
}

/// Nothing for a null, which has to be written: a variable that is not set must not pass for a merchant without secret.
fn read_secrets(options: &Options<'_>) -> Result<Option<Vec<SharedSecret>>, AuthError> {
    match options.present("secret") {
        None if options.mentions("secret") => Ok(None),
        None => Err(AuthError::invalid_argument(
            "secret",
            "secret is missing: give the merchant's secret, or null if the merchant has none",
        )),
        secret => secrets_of(secret).map(Some),
    }
}

/// What is mentioned has to be there: an expectation that is not set would expect nothing.
fn read_expected(options: &Options<'_>) -> Result<(Option<Secret>, Option<i64>), AuthError> {
    let Some(expect) = options.nested("expect", &["reference", "amountCents"])? else {
        return if options.mentions("expect") { Err(expects_nothing()) } else { Ok((None, None)) };
    };
    if !expect.mentions("reference") && !expect.mentions("amountCents") {
        return Err(expects_nothing());
    }
    let reference = expect.mentions("reference").then(|| expect.string("reference")).transpose()?;
    if let Some(reference) = &reference {
        refuse_unset(reference.expose(), "expect.reference")?;
    }
    let amount = expect.mentions("amountCents").then(|| {
        expect.present("amountCents").and_then(cents).ok_or_else(|| {
            AuthError::invalid_argument(
                "expect.amountCents",
                "expect.amountCents must be an integer of cents from 0 on",
            )
        })
    });
    Ok((reference, amount.transpose()?))
}

fn expects_nothing() -> AuthError {
    AuthError::about("expect", " expects nothing: give reference, amountCents or both, or leave expect out")
}

fn notification_json(notification: &Notification, authenticity: Authenticity<'_>) -> String {
    let trust = match authenticity {
        Authenticity::Signed(_) => "signed",
        Authenticity::Unsigned => "unsigned",
    };
    let mut object = ObjectWriter::new();
    object.string("kind", notification.kind.as_str()).string("trust", trust);
    object.raw("verified", &notification.verified).raw("unverified", &notification.unverified);
    object.finish()
}

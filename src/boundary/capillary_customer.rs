//! The operations of Capillary's auth engine.

use super::arguments::Arguments;
use super::options::Options;
use super::response::{read_now, read_response};
use super::results::{access_token_json, headers_json, request_json};
use crate::api::capillary::customer::call::{Channel, CustomerCall};
use crate::api::capillary::customer::headers::{NAMES, headers};
use crate::api::capillary::customer::session::{self, CustomerSession, NextStep};
use crate::error::AuthError;
use crate::http::{BaseUrl, Transport};
use crate::json::{Kind, ObjectWriter, quoted};
use crate::secret::Secret;
use crate::token::access_token::AccessToken;
use alloc::string::String;
use alloc::vec::Vec;

/// A call as a request: `host`, `channel` where the call has one for each, and the fields of the call.
pub(super) fn request(arguments: &mut Arguments<'_>, call: &'static CustomerCall) -> Result<String, AuthError> {
    let options = arguments.next();
    let channel = options.and_then(|options| Channel::named(&options.member("channel")?.string()?));
    // Which names there are depends on the channel; without a good one, that is what has to be said first.
    let mut names = Vec::from(["host"]);
    if call.has_channels() {
        names.push("channel");
    }
    names.extend(call.fields_in(channel).iter().map(|field| field.name));
    let options = Options::read(options, "options", &names)?;
    refuse_number(&options)?;
    let given = options.texts(&names)?;
    if call.has_channels() && channel.is_none() {
        return Err(AuthError::invalid_argument(
            "channel",
            "channel must be \"mobile\" for an app, \"web\" for a page, \"mfa\" for the second factor of either",
        ));
    }
    let host = BaseUrl::parse(options.string("host")?.expose(), Transport::Https, "host")?;
    Ok(request_json(&call.request(channel.filter(|_| call.has_channels()), &host, &given)?))
}

fn refuse_number(options: &Options<'_>) -> Result<(), AuthError> {
    if options.present("otp").is_some_and(|otp| otp.kind() == Kind::Number) {
        return Err(AuthError::invalid_argument(
            "otp",
            "otp must be a string, as the customer typed it: a number has lost its leading zeros",
        ));
    }
    Ok(())
}

pub(super) fn read_session(arguments: &mut Arguments<'_>) -> Result<String, AuthError> {
    let response = read_response(arguments)?;
    let now = read_now(arguments)?;
    Ok(session_json(&session::read_response(&response, now)?))
}

fn session_json(session: &CustomerSession) -> String {
    let text = |text: Option<&str>| text.map_or_else(null, quoted);
    let flag = |flag: Option<bool>| flag.map_or("null", |flag| if flag { "true" } else { "false" });
    let token = |token: &Option<AccessToken>| token.as_ref().map_or_else(null, access_token_json);
    let mut object = ObjectWriter::new();
    object.boolean("loggedIn", session.is_logged_in());
    object.raw("next", &text(session.next_step().map(NextStep::as_str)));
    object.raw("role", &text(session.role.as_deref()));
    object.raw("token", &token(&session.token));
    object.raw("key", &token(&session.key));
    object.raw("sessionId", &text(session.session_id.as_ref().map(Secret::expose)));
    object.raw("userRegisteredForPassword", flag(session.registered_for_password));
    object.raw("appRegistered", flag(session.app_registered));
    object.finish()
}

fn null() -> String {
    String::from("null")
}

pub(super) fn customer_headers(arguments: &mut Arguments<'_>) -> Result<String, AuthError> {
    Ok(headers_json(&headers(&arguments.options(NAMES)?.texts(NAMES)?)?))
}

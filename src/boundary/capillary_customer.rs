//! The operations of Capillary's auth engine.

use super::arguments::Arguments;
use super::options::Options;
use super::response::{read_now, read_response};
use super::results::{access_token_json, headers_json, request_json};
use crate::error::AuthError;
use crate::http::{BaseUrl, Transport};
use crate::json::{Json, Kind, ObjectWriter, quoted};
use crate::secret::Secret;
use crate::token::access_token::AccessToken;
use crate::vendor::capillary::customer::call::{Channel, CustomerCall};
use crate::vendor::capillary::customer::headers::{OPTIONAL_NAMES, headers};
use crate::vendor::capillary::customer::session::{self, CustomerSession, NextStep};
use alloc::string::String;
use alloc::vec::Vec;

/// A call as a request: `host`, `channel` where the call has one for each, and the fields of the call.
pub(super) fn request(arguments: &mut Arguments<'_>, call: &'static CustomerCall) -> Result<String, AuthError> {
    let given = arguments.next();
    let mut known = Vec::from(["host"]);
    if call.has_channels() {
        known.push("channel");
    }
    // Which names there are depends on the channel; without a good one, the names of the first factor on the web.
    known.extend(call.names(given.and_then(channel_of)));
    let options = Options::read(given, "options", &known)?;
    let channel = call.has_channels().then(|| read_channel(&options)).transpose()?;
    let host = BaseUrl::parse(options.string("host")?.expose(), Transport::Https, "host")?;
    let mut values = Vec::new();
    for name in call.names(channel) {
        if let Some(value) = read_value(&options, name)? {
            values.push((name, value));
        }
    }
    Ok(request_json(&call.request(channel, &host, &values)?))
}

fn channel_of(options: Json<'_>) -> Option<Channel> {
    Channel::named(&options.member("channel")?.string()?)
}

fn read_channel(options: &Options<'_>) -> Result<Channel, AuthError> {
    Channel::named(options.string("channel")?.expose()).ok_or_else(|| {
        AuthError::invalid_argument(
            "channel",
            "channel must be \"mobile\" for an app, \"web\" for a page, \"mfa\" for the second factor of either",
        )
    })
}

fn read_value(options: &Options<'_>, name: &'static str) -> Result<Option<Secret>, AuthError> {
    if name == "otp" && options.present(name).is_some_and(|value| value.kind() == Kind::Number) {
        return Err(AuthError::invalid_argument(
            "otp",
            "otp must be a string, as the customer typed it: a number has lost its leading zeros",
        ));
    }
    options.optional_string(name)
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
    let options = arguments.options(&["token", "brand", "deviceId", "identifierType", "identifierValue", "mobile"])?;
    let token = options.string("token")?;
    let brand = options.string("brand")?;
    let mut values = Vec::new();
    for name in OPTIONAL_NAMES {
        if let Some(value) = options.optional_string(name)? {
            values.push((name, value));
        }
    }
    let value_of = |name: &str| values.iter().find(|(known, _)| *known == name).map(|(_, value)| value.expose());
    Ok(headers_json(&headers(token.expose(), brand.expose(), value_of)?))
}

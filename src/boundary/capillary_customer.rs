//! The operations of Capillary's auth engine: each request is a row of `api/capillary/customer/call.rs` and nothing else.

use super::environment::LOOPBACK;
use super::operation::{
    EVERY_CHANNEL, Field, Kind, NOW, Need, Operation, Outcome, Place, RESPONSE, optional_text, options,
};
use super::record::{Given, Record};
use super::response::read_now;
use super::results::{write_headers, write_optional_token, write_request};
use crate::api::capillary::cluster;
use crate::api::capillary::customer::call::{self, Channel, CustomerCall};
use crate::api::capillary::customer::headers::{NAMES, headers};
use crate::api::capillary::customer::session::{self, CustomerSession, NextStep};
use crate::error::AuthError;
use crate::secret::Secret;

macro_rules! table {
    (requests: { $($name:literal => $call:ident,)* } others: { $($other:expr,)* }) => {
        /// The requests, which are nothing but their fields: the public name of each, and its call.
        pub const REQUESTS: &[(&str, &CustomerCall)] = &[
            $((concat!("capillary.customer.", $name), &call::$call),)*
        ];
        /// The table.
        pub const OPERATIONS: &[Operation] = &[
            $(Operation {
                name: concat!("capillary.customer.", $name),
                takes: &[options(&{
                    const FIELDS: [Field; call::$call.width()] = fields(&call::$call);
                    FIELDS
                })],
                gives: Outcome::Request,
                place: Place::Anywhere,
                run: |given, out| request(&call::$call, given, out),
            },)*
            $($other,)*
        ];
    };
}

table! {
    requests: {
        "tokenRequest" => TOKEN,
        "otpRequest" => OTP,
        "otpValidateRequest" => OTP_VALIDATE,
        "passwordValidateRequest" => PASSWORD_VALIDATE,
        "regenerateRequest" => REGENERATE,
        "passwordChangeRequest" => PASSWORD_CHANGE,
        "passwordForgetRequest" => PASSWORD_FORGET,
        "updateIdentifierRequest" => UPDATE_IDENTIFIER,
        "expireRequest" => EXPIRE,
    }
    others: {
        READ_RESPONSE,
    }
}

const READ_RESPONSE: Operation = Operation {
    name: "capillary.customer.readResponse",
    takes: &[RESPONSE, NOW],
    gives: Outcome::Session,
    place: Place::Anywhere,
    run: read_session,
};

/// Operations that make headers.
pub const HEADERS: &[Operation] = &[Operation {
    name: "capillary.customer.headers",
    takes: &[options(&[
        Field::optional("token", Kind::Token),
        optional_text("brand"),
        optional_text("deviceId"),
        optional_text("identifierType"),
        optional_text("identifierValue"),
        optional_text("mobile"),
    ])],
    gives: Outcome::Headers,
    place: Place::Anywhere,
    run: customer_headers,
}];

/// `host`, `channel` where the call has one for each, and the fields of the call.
#[expect(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "runs in the compiler, where a fault is an error of the build"
)]
const fn fields<const WIDTH: usize>(call: &CustomerCall) -> [Field; WIDTH] {
    let mut fields = [Field::optional("host", Kind::Text); WIDTH];
    fields[1] = LOOPBACK;
    let mut next = 2;
    if call.has_channels() {
        fields[next] = Field::optional("channel", Kind::Text);
        next += 1;
    }
    let mut index = 0;
    while index < call.field_count() {
        let field = call.field(index);
        let kind = if field.is_token() {
            Kind::Token
        } else if field.is_digits() {
            Kind::Digits
        } else {
            Kind::Text
        };
        let channels = if call.has_channels() { field.channels() } else { EVERY_CHANNEL };
        fields[next] = Field { name: field.name, kind, need: Need::Optional, channels };
        next += 1;
        index += 1;
    }
    fields
}

fn request(call: &'static CustomerCall, given: &mut Given<'_>, out: &mut Record) -> Result<(), AuthError> {
    let (host, transport) = (given.optional_text(), given.transport());
    let mut channel = None;
    if call.has_channels() {
        channel = given.optional_text().and_then(Channel::named);
        if channel.is_none() {
            return Err(AuthError::invalid_argument(
                "channel",
                "channel must be \"mobile\" for an app, \"web\" for a page, \"mfa\" for the second factor of either",
            ));
        }
    }
    let names = call.fields_in(None);
    let fields = given.texts(names.iter().map(|field| field.name));
    let host = host.ok_or_else(|| AuthError::missing("host"))?;
    let host = cluster::host(host, transport)?;
    write_request(&call.request(channel, &host, &fields)?, out);
    Ok(())
}

fn read_session(given: &mut Given<'_>, out: &mut Record) -> Result<(), AuthError> {
    let given_response = given.response()?;
    write_session(&session::read_response(&given_response.response, read_now(given))?, out);
    Ok(())
}

fn write_session(session: &CustomerSession, out: &mut Record) {
    out.optional_flag(Some(session.is_logged_in()));
    out.optional_text(session.next_step().map(NextStep::as_str));
    out.optional_text(session.role.as_deref());
    write_optional_token(session.token.as_ref(), out);
    write_optional_token(session.key.as_ref(), out);
    out.optional_text(session.session_id.as_ref().map(Secret::expose));
    out.optional_flag(session.registered_for_password);
    out.optional_flag(session.app_registered);
}

fn customer_headers(given: &mut Given<'_>, out: &mut Record) -> Result<(), AuthError> {
    let fields = given.texts(NAMES.iter().copied());
    write_headers(&headers(&fields)?, out);
    Ok(())
}

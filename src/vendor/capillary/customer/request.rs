//! A call of the auth engine as a request. Passwords travel in clear inside TLS, unlike with Basic.

use super::call::{Channel, CustomerCall, FIRST_FACTOR_TYPES, Field, FieldKind, Need, TOKEN};
use crate::error::AuthError;
use crate::http::{BaseUrl, Headers, HttpRequest};
use crate::json::ObjectWriter;
use crate::scheme::bearer::check_token;
use crate::secret::{Secret, refuse_control_character, refuse_unset};
use crate::vendor::capillary::push_json_fields;
use alloc::string::String;

/// The fields of a call by name.
pub type Values = [(&'static str, Secret)];

/// What has to be typed twice, by the name of each; code 1521 of the vendor.
const TYPED_TWICE: [&str; 2] = ["newPassword", "password"];

impl CustomerCall {
    /// The request.
    ///
    /// # Errors
    /// `invalid_argument` naming the field: a channel that does not have the call, a field that is missing, empty, or
    /// holds a control character, an unknown type of identifier, nothing that says who the customer is, a repeated
    /// password that differs; `invalid_header_value` for a token that is none.
    pub fn request(&self, channel: Option<Channel>, host: &BaseUrl, values: &Values) -> Result<HttpRequest, AuthError> {
        self.check_channel(channel)?;
        let mut body = ObjectWriter::new();
        let mut query = String::new();
        for (field, need) in self.fields_in(channel) {
            match value_of(values, field.name) {
                Some(value) => {
                    field.check(value, channel)?;
                    match field.kind {
                        FieldKind::QueryWord => query = ["?", field.name, "=", value].concat(),
                        _ => {
                            body.string(field.name, value);
                        }
                    }
                }
                None if need == Need::Required => return Err(missing(field.name, " is missing: this call needs it")),
                None => {}
            }
        }
        check_identity(values)?;
        check_repetition(values)?;
        if self.path == TOKEN.path {
            check_opening(values)?;
        }
        let prefix = channel.map_or("", Channel::path_prefix);
        let mut headers = Headers::new();
        push_json_fields(&mut headers);
        Ok(HttpRequest {
            method: self.method,
            url: host.join(&["auth/v1/", prefix, self.path, &query].concat()),
            headers,
            body: Some(Secret::new(body.finish())),
        })
    }

    /// # Errors
    /// `invalid_argument` where the call has no such channel.
    fn check_channel(&self, channel: Option<Channel>) -> Result<(), AuthError> {
        match channel {
            Some(channel) if !self.channels.contains(&channel) => Err(AuthError::invalid_argument(
                "channel",
                "channel must be \"mfa\": only the second factor has this call",
            )),
            _ => Ok(()),
        }
    }
}

impl Field {
    fn check(&self, value: &str, channel: Option<Channel>) -> Result<(), AuthError> {
        refuse_unset(value, self.name)?;
        match self.kind {
            FieldKind::Text => refuse_control_character(value, self.name),
            FieldKind::Token => check_token(value).map_err(|error| error.in_field(self.name)),
            FieldKind::IdentifierType => {
                check_identifier_type(value, channel.map_or(FIRST_FACTOR_TYPES, Channel::identifier_types))
            }
            FieldKind::QueryWord => check_query_word(value, self.name),
        }
    }
}

/// # Errors
/// `invalid_argument` where the type is not among these.
pub(super) fn check_identifier_type(value: &str, known: &[&str]) -> Result<(), AuthError> {
    if known.contains(&value) {
        return Ok(());
    }
    let message = ["identifierType must be one of ", &known.join(", "), " in capital letters"].concat();
    Err(AuthError::invalid_argument("identifierType", message))
}

fn check_query_word(value: &str, name: &'static str) -> Result<(), AuthError> {
    let stray = value.bytes().position(|byte| !(byte.is_ascii_alphanumeric() || b"_-".contains(&byte)));
    match stray {
        None => Ok(()),
        Some(position) => {
            let message = [name, " must be a word such as SMS: letters, digits, _ and -"].concat();
            Err(AuthError::invalid_argument(name, message).at(position))
        }
    }
}

/// Somebody has to be named (codes 1519 and 1540 of the vendor), and by a type only together with its value.
fn check_identity(values: &Values) -> Result<(), AuthError> {
    let given = |name| value_of(values, name);
    if given("identifierValue").is_some() {
        return Ok(());
    }
    if given("identifierType").is_some() {
        return Err(missing("identifierValue", " is missing: identifierType only says what kind of value it is"));
    }
    if given("mobile").is_none() && given("email").is_none() {
        return Err(missing(
            "identifierValue",
            " is missing: say who the customer is, or give mobile or email instead",
        ));
    }
    Ok(())
}

/// What a session cannot be opened without (codes 1540 and 1520 of the vendor). The second factor knows its customer
/// from the first.
fn check_opening(values: &Values) -> Result<(), AuthError> {
    let given = |name| value_of(values, name);
    let needs_address = given("identifierType") == Some("USERNAME") && given("authorizedToken").is_none();
    if needs_address && given("mobile").is_none() && given("email").is_none() {
        return Err(missing(
            "mobile",
            " is missing: a user name needs mobile or email beside it, for the one-time password",
        ));
    }
    if given("password").is_some() && given("confirmPassword").is_none() {
        return Err(missing("confirmPassword", " is missing: the vendor wants the password twice"));
    }
    Ok(())
}

fn check_repetition(values: &Values) -> Result<(), AuthError> {
    let first = TYPED_TWICE.into_iter().find_map(|name| Some((name, value_of(values, name)?)));
    match (first, value_of(values, "confirmPassword")) {
        (Some((name, password)), Some(repeated)) if password != repeated => Err(AuthError::invalid_argument(
            "confirmPassword",
            ["confirmPassword differs from ", name, ": let the customer type it again"].concat(),
        )),
        (None, Some(_)) => Err(missing("password", " is missing: confirmPassword repeats it")),
        _ => Ok(()),
    }
}

fn value_of<'v>(values: &'v Values, name: &str) -> Option<&'v str> {
    values.iter().find(|(known, _)| *known == name).map(|(_, value)| value.expose())
}

fn missing(field: &'static str, what: &str) -> AuthError {
    AuthError::invalid_argument(field, [field, what].concat())
}

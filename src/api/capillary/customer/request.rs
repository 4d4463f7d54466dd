//! A call of the auth engine as a request ("Auth Engine", Capillary/api-documentation on GitHub). Passwords travel in
//! clear inside TLS, unlike with Basic.

use super::call::{Channel, CustomerCall, FIRST_FACTOR_TYPES, Field, FieldKind, Need, TOKEN};
use crate::api::capillary::named_options::{NamedOptions, missing, required, value_of};
use crate::api::capillary::push_json_fields;
use crate::error::AuthError;
use crate::http::{BaseUrl, Headers, HttpRequest};
use crate::json::ObjectWriter;
use crate::scheme::bearer::check_token;
use crate::secret::{Secret, refuse_control_character, refuse_unset};
use alloc::string::String;

/// What has to be typed twice, by the name of each; code 1521 of the vendor.
const TYPED_TWICE: [&str; 2] = ["newPassword", "password"];

impl CustomerCall {
    /// The request.
    ///
    /// # Errors
    /// `invalid_argument` naming the field: a channel that does not have the call, a field that is missing, empty, or
    /// holds a control character, an unknown type of identifier, nothing that says who the customer is, a repeated
    /// password that differs; `invalid_header_value` for a token that is none.
    ///
    /// ```
    /// use commerce_auth::http::{BaseUrl, Transport};
    /// use commerce_auth::secret::Secret;
    /// use commerce_auth::api::capillary::customer::call::{Channel, TOKEN};
    /// let host = BaseUrl::parse("eu-auth-api.capillarytech.com", Transport::Https, "host").unwrap();
    /// let given = [("mobile", Secret::new("919999999993")), ("brand", Secret::new("DocDemo"))];
    /// let request = TOKEN.request(Some(Channel::Web), &host, &given).unwrap();
    /// assert_eq!(request.url, "https://eu-auth-api.capillarytech.com/auth/v1/web/token/generate");
    /// // A mobile app has to name its device:
    /// let error = TOKEN.request(Some(Channel::Mobile), &host, &given).unwrap_err();
    /// assert_eq!((error.code().as_str(), error.field()), ("invalid_argument", Some("deviceId")));
    /// ```
    pub fn request(
        &self,
        channel: Option<Channel>,
        host: &BaseUrl,
        given: &NamedOptions,
    ) -> Result<HttpRequest, AuthError> {
        self.check_channel(channel)?;
        let mut body = ObjectWriter::new();
        let mut query = String::new();
        for field in self.fields_in(channel) {
            let value = match field.need(channel) {
                Need::Required => required(given, field.name)?,
                _ => match value_of(given, field.name) {
                    Some(value) => value,
                    None => continue,
                },
            };
            field.check(value, channel)?;
            match field.kind {
                FieldKind::QueryWord => query = ["?", field.name, "=", value].concat(),
                _ => {
                    body.string(field.name, value);
                }
            }
        }
        check_identity(given)?;
        check_repetition(given)?;
        if self.path == TOKEN.path {
            check_opening(given)?;
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
            FieldKind::Text | FieldKind::Digits => refuse_control_character(value, self.name),
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
fn check_identity(given: &NamedOptions) -> Result<(), AuthError> {
    let is_given = |name| value_of(given, name).is_some();
    if is_given("identifierValue") {
        return Ok(());
    }
    if is_given("identifierType") {
        return Err(missing("identifierValue", "identifierType only says what kind of value it is"));
    }
    if is_given("mobile") || is_given("email") {
        return Ok(());
    }
    Err(missing("identifierValue", "say who the customer is, or give mobile or email instead"))
}

/// What a session cannot be opened without (codes 1540 and 1520 of the vendor). The second factor knows its customer
/// from the first.
fn check_opening(given: &NamedOptions) -> Result<(), AuthError> {
    let is_given = |name| value_of(given, name).is_some();
    let is_user_name = value_of(given, "identifierType") == Some("USERNAME");
    if is_user_name && !is_given("authorizedToken") && !is_given("mobile") && !is_given("email") {
        return Err(missing("mobile", "a USERNAME needs mobile or email beside it, for the one-time password"));
    }
    if is_given("password") && !is_given("confirmPassword") {
        return Err(missing("confirmPassword", "the vendor wants the password twice"));
    }
    Ok(())
}

fn check_repetition(given: &NamedOptions) -> Result<(), AuthError> {
    let Some(repeated) = value_of(given, "confirmPassword") else {
        return Ok(());
    };
    match TYPED_TWICE.iter().copied().find_map(|name| value_of(given, name)) {
        Some(password) if password == repeated => Ok(()),
        Some(_) => Err(AuthError::invalid_argument(
            "confirmPassword",
            "confirmPassword differs from the password it repeats: let the customer type it again",
        )),
        None => Err(missing("password", "confirmPassword repeats it")),
    }
}

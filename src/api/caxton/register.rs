//! Step 1: the client password ("Authentication", "Step 1. Generate Password", dev.caxton.io/docs).
//!
//! The password has a life of its own, 30 days on the page, apart from that of the tokens it gives. Nothing says
//! whether a second registration voids the first, so one is never made unasked.

use super::envelope::{self, malformed};
use super::sent_with::SentWith;
use super::{NAME, check_name};
use crate::error::AuthError;
use crate::http::{Answer, BaseUrl, Headers, HttpRequest, HttpResponse, Method, push_field};
use crate::json::{Json, ObjectWriter};
use crate::secret::Secret;
use crate::token::timestamp;
use alloc::borrow::Cow;
use alloc::string::String;

/// A client password with its life.
#[derive(Clone, Debug)]
pub struct Registration {
    /// The password that step 2 sends.
    pub client_password: Secret,
    /// From when it is valid, in milliseconds since 1970.
    pub starts_at: i64,
    /// When it ends, in milliseconds since 1970.
    pub ends_at: i64,
    /// A key whose meaning no page explains; that it is missing spoils no registration.
    pub public_key: Option<String>,
}

/// The request for a client password. It carries no password itself, but its answer does.
///
/// # Errors
/// `invalid_argument` for a name that is empty or holds a control character.
///
/// ```
/// use commerce_auth::http::{BaseUrl, Transport};
/// use commerce_auth::api::caxton::register::register_request;
/// let base = BaseUrl::parse("https://sandbox.caxton.io/api/", Transport::Https, "host").unwrap();
/// let request = register_request(&base, "my-username", "cxtnclient").unwrap();
/// assert_eq!(request.url, "https://sandbox.caxton.io/api/clients/auth/register");
/// assert_eq!(request.body.unwrap().expose(), r#"{"Username":"my-username","Clientname":"cxtnclient"}"#);
/// ```
pub fn register_request(base: &BaseUrl, username: &str, clientname: &str) -> Result<HttpRequest, AuthError> {
    check_name(username, "username")?;
    check_name(clientname, "clientname")?;
    let mut headers = Headers::new();
    push_field(&mut headers, "accept", "application/json");
    // Sic: the page says `text/json` here, and `application/json` everywhere else.
    push_field(&mut headers, "content-type", "text/json");
    let mut body = ObjectWriter::new();
    body.string("Username", username).string("Clientname", clientname);
    Ok(HttpRequest {
        method: Method::Post,
        url: base.join("clients/auth/register"),
        headers,
        body: Some(Secret::new(body.finish())),
    })
}

/// Reads the answer to [`register_request`]; `now` in milliseconds since 1970.
///
/// # Errors
/// As [`envelope::read`]; `malformed_response` naming the member, where a success holds no password or no life of it.
///
/// ```
/// use commerce_auth::http::HttpResponse;
/// use commerce_auth::api::caxton::register::read_register_response;
/// let body = br#"{"Content": {"Model": {"ClientPassword": "my-client-password", "ApiStatus": "IsValid",
///     "StartDate": "2023-08-23T10:55:45.0645017Z", "EndDate": "2023-09-22T10:55:45.0645017Z"},
///     "ExpectedResponses": ["IsValid"]}}"#;
/// let response = HttpResponse::new(200, vec![], body.to_vec()).unwrap();
/// let registration = read_register_response(&response, 1_692_788_145_000).unwrap();
/// assert_eq!(registration.client_password.expose(), "my-client-password");
/// assert_eq!(registration.ends_at, 1_695_380_145_064);
/// ```
pub fn read_register_response(response: &HttpResponse<'_>, now: i64) -> Result<Registration, AuthError> {
    let answer = Answer::read(response);
    let envelope = envelope::read(&answer, now, SentWith::Names)?;
    read_model(envelope.model).map_err(|error| error.of_vendor(NAME).with_status(response.status()))
}

fn read_model(model: Json<'_>) -> Result<Registration, AuthError> {
    let password = text_of(model, "ClientPassword", "/Content/Model/ClientPassword")?.filter(|text| !text.is_empty());
    let Some(password) = password else {
        return Err(malformed("has no password").in_field("/Content/Model/ClientPassword"));
    };
    let starts_at = instant_of(model, "StartDate", "/Content/Model/StartDate")?;
    let ends_at = instant_of(model, "EndDate", "/Content/Model/EndDate")?;
    if ends_at <= starts_at {
        return Err(malformed("has a password that ends before it begins").in_field("/Content/Model/EndDate"));
    }
    let public_key = text_of(model, "PublicKey", "/Content/Model/PublicKey")?.map(Cow::into_owned);
    Ok(Registration { client_password: Secret::new(password), starts_at, ends_at, public_key })
}

fn text_of<'a>(model: Json<'a>, name: &str, pointer: &'static str) -> Result<Option<Cow<'a, str>>, AuthError> {
    let value = model.member(name).filter(|value| !value.is_null());
    let text = value.map(|value| value.string().ok_or_else(|| malformed("has a member that is not text")));
    text.transpose().map_err(|error| error.in_field(pointer))
}

/// Seven digits of a second, which is what .NET writes, and no zone at all are both read.
fn instant_of(model: Json<'_>, name: &str, pointer: &'static str) -> Result<i64, AuthError> {
    let text = text_of(model, name, pointer)?;
    let read = text.as_deref().and_then(timestamp::parse).map(|timestamp| timestamp.instant_ms);
    read.ok_or_else(|| malformed("has no date and time for when the password starts or ends").in_field(pointer))
}

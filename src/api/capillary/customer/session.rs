//! What an answer of the auth engine says: whether the customer is logged in, with which token, and what comes next.
//!
//! A token is not a login: the first call gives one with the role `VIEW`. No field states a lifetime; tokens of 90
//! seconds and of 3 hours are on the vendor's own pages, so the `exp` claim alone counts. Calls that give no token
//! answer nothing but `status`.

use super::refusal::{refusal, truth};
use crate::api::capillary::errors::request_id;
use crate::error::{AuthError, ErrorCode};
use crate::http::{Answer, HttpResponse, NoJson};
use crate::json::{Json, Kind};
use crate::scheme::{bearer, jwt};
use crate::secret::Secret;
use crate::token::access_token::AccessToken;
use crate::token::kept::Kept;
use crate::token::refusal_words::{AMBIGUOUS, NOT_JSON};
use crate::token::timestamp::instant_of_claim;
use alloc::borrow::Cow;
use alloc::string::String;

/// The state of a customer after a call.
///
/// ```
/// use commerce_auth::http::HttpResponse;
/// use commerce_auth::api::capillary::customer::session::{NextStep, read_response};
/// // The answer to `token/generate`: a token, and no login yet.
/// let body = br#"{
///     "status": {"success": true, "code": 200, "message": "SUCCESS"},
///     "auth": {"token": "eyJhbGciOiJIUzI1NiJ9.eyJleHAiOjE1OTc2NTU4MTMsInJvbCI6IlZJRVcifQ.c2ln", "key": null},
///     "user": {"sessionId": "D-12c177af", "role": "VIEW", "userRegisteredForPassword": false, "appRegistered": false}
/// }"#;
/// let session = read_response(&HttpResponse::new(200, vec![], body.to_vec()).unwrap(), 1_597_652_213_000).unwrap();
/// assert!(!session.is_logged_in());
/// assert_eq!(session.next_step(), Some(NextStep::Otp));
/// assert_eq!(session.token.unwrap().expires_at, Some(1_597_655_813_000));
/// ```
pub struct CustomerSession {
    /// `VIEW`, `USER`, `MFA_PENDING`, or whatever else the vendor says; nothing where the answer is only a status.
    pub role: Option<String>,
    /// The token of that role.
    pub token: Option<AccessToken>,
    /// What a mobile app asks for further tokens with. It has no `exp`.
    pub key: Option<AccessToken>,
    /// The session the next call belongs to, for 15 minutes.
    pub session_id: Option<Secret>,
    /// Whether the customer has a password.
    pub registered_for_password: Option<bool>,
    /// Whether the customer has registered in the app.
    pub app_registered: Option<bool>,
    /// Whether the token says of itself that it is no login.
    token_says_view: bool,
}

/// What has to be done before the customer is logged in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NextStep {
    /// Send and check a one-time password.
    Otp,
    /// Check the customer's password.
    Password,
    /// Go through the second factor.
    Mfa,
    /// Nothing: the customer is logged in.
    None,
}

impl NextStep {
    /// The step as it is named in JavaScript.
    ///
    /// ```
    /// assert_eq!(commerce_auth::api::capillary::customer::session::NextStep::Otp.as_str(), "otp");
    /// ```
    pub const fn as_str(self) -> &'static str {
        match self {
            NextStep::Otp => "otp",
            NextStep::Password => "password",
            NextStep::Mfa => "mfa",
            NextStep::None => "none",
        }
    }
}

impl CustomerSession {
    /// Whether the answer logs the customer in: the role is `USER`, and the token does not say `VIEW` of itself.
    pub fn is_logged_in(&self) -> bool {
        self.role.as_deref() == Some("USER") && self.token.is_some() && !self.token_says_view
    }

    /// What comes next; nothing where the answer does not say. A customer who comes for the first time has no password
    /// yet and goes through a one-time password ("Validate Password").
    pub fn next_step(&self) -> Option<NextStep> {
        match self.role.as_deref()? {
            "USER" if self.is_logged_in() => Some(NextStep::None),
            "MFA_PENDING" => Some(NextStep::Mfa),
            "VIEW" | "USER" if self.registered_for_password == Some(true) => Some(NextStep::Password),
            "VIEW" | "USER" => Some(NextStep::Otp),
            _ => None,
        }
    }
}

/// Reads the answer to any call of the auth engine; `now` in milliseconds since 1970.
///
/// # Errors
/// What the vendor refused, by its code or the HTTP status; `malformed_response` where a success is not what the
/// vendor documents.
///
/// ```
/// use commerce_auth::http::HttpResponse;
/// use commerce_auth::api::capillary::customer::session::read_response;
/// let body = br#"{"status":{"success":false,"code":1506,"message":"Invalid OTP"}}"#.to_vec();
/// let error = read_response(&HttpResponse::new(200, vec![], body).unwrap(), 1_597_652_213_000).err().unwrap();
/// assert_eq!((error.code().as_str(), error.vendor_code()), ("bad_credentials", Some("1506")));
/// ```
pub fn read_response(response: &HttpResponse<'_>, now: i64) -> Result<CustomerSession, AuthError> {
    let answer = Answer::read(response);
    let outcome = match refusal(&answer, now) {
        Some(error) => Err(error),
        None => read_session(&answer, now),
    };
    outcome.map_err(|error| {
        error.of_vendor("capillary").with_status(response.status()).with_request_id(request_id(response))
    })
}

fn says_view(claims: Json<'_>) -> bool {
    claims.member("rol").and_then(Json::string).as_deref() == Some("VIEW")
}

fn read_session(answer: &Answer<'_>, now: i64) -> Result<CustomerSession, AuthError> {
    let body = answer.strict_json().map_err(|why| match why {
        NoJson::ByType => malformed(NOT_JSON),
        NoJson::Malformed(problem) => malformed(problem.message).at(problem.position),
    })?;
    if let Some(position) = body.duplicate_member() {
        return Err(malformed(AMBIGUOUS).at(position));
    }
    let said = Said { body };
    if body.pointer("/status/success").and_then(truth) != Some(true) {
        return Err(Said::wrong("/status/success", "does not say whether the call succeeded"));
    }
    let parts = [said.object("/auth")?, said.object("/user")?];
    let login = parts.iter().any(Option::is_some);
    let role = said.text("/user/role")?;
    let mut token_says_view = false;
    let token = said.token("/auth/token", now, &mut |claims| token_says_view = says_view(claims))?;
    if login && role.is_none() {
        return Err(Said::wrong("/user/role", "holds no role"));
    }
    if login && token.is_none() {
        return Err(Said::wrong("/auth/token", "holds no token"));
    }
    Ok(CustomerSession {
        role: role.map(Cow::into_owned),
        token,
        key: said.token("/auth/key", now, &mut |_| ())?,
        session_id: said.text("/user/sessionId")?.map(Secret::new),
        registered_for_password: said.flag("/user/userRegisteredForPassword")?,
        app_registered: said.flag("/user/appRegistered")?,
        token_says_view,
    })
}

/// What a successful answer says; null is as good as left out.
struct Said<'a> {
    body: Json<'a>,
}

impl<'a> Said<'a> {
    fn present(&self, pointer: &str) -> Option<Json<'a>> {
        self.body.pointer(pointer).filter(|value| !value.is_null())
    }

    fn object(&self, pointer: &'static str) -> Result<Option<Json<'a>>, AuthError> {
        match self.present(pointer) {
            Some(value) if value.kind() != Kind::Object => {
                Err(Said::wrong(pointer, "holds something other than an object"))
            }
            value => Ok(value),
        }
    }

    fn text(&self, pointer: &'static str) -> Result<Option<Cow<'a, str>>, AuthError> {
        let Some(value) = self.present(pointer) else {
            return Ok(None);
        };
        match value.string() {
            Some(text) if !text.is_empty() => Ok(Some(text)),
            _ => Err(Said::wrong(pointer, "holds something other than text")),
        }
    }

    fn flag(&self, pointer: &'static str) -> Result<Option<bool>, AuthError> {
        match self.present(pointer).map(Json::boolean) {
            None => Ok(None),
            Some(Some(flag)) => Ok(Some(flag)),
            Some(None) => Err(Said::wrong(pointer, "holds something other than true or false")),
        }
    }

    fn token(
        &self,
        pointer: &'static str,
        now: i64,
        look: &mut dyn FnMut(Json<'_>),
    ) -> Result<Option<AccessToken>, AuthError> {
        let Some(value) = self.text(pointer)? else {
            return Ok(None);
        };
        if bearer::check_token(&value).is_err() {
            return Err(Said::wrong(pointer, "holds a token that no header field can carry"));
        }
        let expires_at = jwt::decode_and_look(&value, look).expires_at_seconds().and_then(instant_of_claim);
        Ok(Some(AccessToken {
            value: Secret::new(value),
            obtained_at: now,
            expires_at,
            lifetime_seconds: None,
            token_type: None,
            refresh_token: None,
            kept: Kept::new(),
        }))
    }

    fn wrong(pointer: &'static str, what: &str) -> AuthError {
        malformed(what).in_field(pointer)
    }
}

fn malformed(what: &str) -> AuthError {
    AuthError::new(ErrorCode::MalformedResponse, ["capillary: the answer of the auth engine ", what].concat())
}

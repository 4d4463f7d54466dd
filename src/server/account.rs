//! An account as JavaScript holds it.

use super::credentials::Credentials;
use super::token_call::{Failure, TokenCall, TokenOutcome};
use super::values::{ErrorFields, StatusFields, TokenFields, outward};
use crate::boundary::headers_json;
use crate::boundary::options::Options;
use crate::error::{AuthError, ErrorCode};
use crate::http::{BaseUrl, HttpResponse, Transport};
use crate::json::{Json, Kind};
use crate::stack;
use crate::token::freshness::{Instant, Share};
use crate::token::renewal::{Action, CallId, Event, Generation, Renewal, RenewalSettings};
use alloc::string::String;
use alloc::vec::Vec;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

/// The options of every account beside those of its credentials. The shell keeps those that are functions.
pub(super) const COMMON_OPTIONS: [&str; 7] = [
    "origins",
    "timeoutMs",
    "refreshMarginSeconds",
    "maxResponseBytes",
    "dangerouslyAllowInsecureHttp",
    "fetch",
    "now",
];
/// Instants below are of early 1973 in milliseconds, and the year 5138 in seconds.
const SECONDS_LIMIT: i64 = 100_000_000_000;
const DEFAULT_TIMEOUT_MS: i64 = 10_000;
/// The longest timer JavaScript has, 2³¹ − 1 ms; a longer one fires at once.
const LONGEST_TIMEOUT_MS: i64 = 2_147_483_647;
const DEFAULT_BODY_LIMIT: i64 = 64 * 1024;

/// What the shell is to do for a caller who wants the token.
#[wasm_bindgen]
#[derive(Clone, Copy)]
pub enum Step {
    /// Use the token.
    Serve,
    /// Use the token, and make a call meanwhile.
    ServeAndCall,
    /// Make a call, and wait for it.
    Call,
    /// Wait for the call under way.
    Join,
    /// Fail with [`Account::failure`].
    Fail,
}

/// Credentials, where they may go, and the renewal of their token.
#[wasm_bindgen]
pub struct Account {
    credentials: Credentials,
    host: BaseUrl,
    origins: Vec<BaseUrl>,
    timeout_ms: i64,
    body_limit: usize,
    renewal: Renewal,
    next_call: Option<CallId>,
    failure: Option<AuthError>,
    token_calls: u32,
    failed_calls: u32,
    rejections: u32,
}

#[wasm_bindgen]
impl Account {
    /// An account of this kind; the options are JSON text.
    #[wasm_bindgen(constructor)]
    pub fn new(kind: &str, options: &str) -> Result<Account, JsValue> {
        let opened = open(kind, options);
        stack::wipe::<{ stack::WHOLE_REACH }>();
        opened.map_err(|error| thrown(&error))
    }

    /// The base address, for relative URLs.
    pub fn address(&self) -> String {
        self.host.text()
    }

    /// Whether the credentials may go to this origin.
    pub fn allows(&self, origin: &str) -> bool {
        self.origins.iter().any(|allowed| allowed.origin() == origin)
    }

    /// How long a token call may take, in milliseconds.
    pub fn timeout(&self) -> f64 {
        self.timeout_ms as f64
    }

    /// The longest body that is looked into, in bytes.
    pub fn body_limit(&self) -> usize {
        self.body_limit
    }

    /// Whether there is a token to obtain and renew.
    pub fn has_tokens(&self) -> bool {
        self.credentials.profile().is_some()
    }

    /// A caller wants the token now.
    pub fn want(&mut self, wall_ms: f64, monotonic_ms: f64) -> Step {
        match self.renewal.step(instant(wall_ms, monotonic_ms), Event::Wanted) {
            Action::ServeAndCall(id) => self.expect_call(id, Step::ServeAndCall),
            Action::Call(id) => self.expect_call(id, Step::Call),
            Action::Join => Step::Join,
            Action::Fail(error) => {
                self.failure = Some(error);
                Step::Fail
            }
            Action::Serve | Action::Replay | Action::Keep | Action::Nothing => Step::Serve,
        }
    }

    /// The call that [`Account::want`] asked for.
    pub fn token_call(&mut self) -> Result<TokenCall, JsValue> {
        let request = self.credentials.token_request().map_err(|error| thrown(&error))?;
        let id = self.next_call.take().map_or(0, |id| id.0);
        self.token_calls = self.token_calls.wrapping_add(1);
        let profile = self.credentials.profile();
        let request_id_header = profile.and_then(|profile| profile.response.request_id_header);
        Ok(TokenCall { request, id, body_limit: self.body_limit, request_id_header })
    }

    /// What became of the call: nothing for a token, else the fields of the error. The instant is that of the
    /// answer, `asked_wall_ms` that of just before the request, from which a stated lifetime counts.
    pub fn settle(
        &mut self,
        outcome: TokenOutcome,
        asked_wall_ms: f64,
        wall_ms: f64,
        monotonic_ms: f64,
        share: u32,
    ) -> JsValue {
        let id = CallId(outcome.id);
        let result = match outcome.result {
            Ok(response) => self.credentials.read_token_response(&response, asked_wall_ms as i64),
            Err(Failure::Known(error)) => Err(error),
            Err(Failure::Thrown(_)) => Err(AuthError::new(
                ErrorCode::Network,
                "the token call failed before an answer came: see cause, and check host, network and proxy",
            )),
        };
        self.settled(id, result, instant(wall_ms, monotonic_ms), Share(share))
    }

    /// The deadline of the call passed.
    pub fn time_out(&mut self, id: u32, wall_ms: f64, monotonic_ms: f64, share: u32) -> JsValue {
        let message = "the token call took longer than timeoutMs and was aborted: try again later, or allow more time";
        let error = AuthError::new(ErrorCode::Timeout, message);
        self.settled(CallId(id), Err(error), instant(wall_ms, monotonic_ms), Share(share))
    }

    /// The fields of the error after [`Step::Fail`].
    pub fn failure(&mut self) -> JsValue {
        self.failure.take().map_or(JsValue::UNDEFINED, |error| thrown(&error))
    }

    /// The header fields of a call as JSON text; `request` is JSON text with an attribution of its own.
    pub fn headers(&self, request: Option<String>) -> Result<String, JsValue> {
        let built = self.build_headers(request.as_deref());
        stack::wipe::<{ stack::WHOLE_REACH }>();
        built.map_err(|error| thrown(&error))
    }

    /// The number of the token that is held; later tokens have larger numbers, 0 stands for none.
    pub fn generation(&self) -> u32 {
        self.renewal.token().map_or(0, |(_, generation)| generation.0)
    }

    /// Whether this is the token that is held.
    pub fn holds(&self, token: &str) -> bool {
        self.renewal.token().is_some_and(|(held, _)| held.value.expose() == token)
    }

    /// The token that is held.
    pub fn token(&self) -> JsValue {
        self.renewal.token().map_or(JsValue::NULL, |(token, _)| outward(&TokenFields::from(token)))
    }

    /// What an answer means. A body that is not JSON by its content type is not looked into.
    pub fn classify(&self, status: u16, content_type: Option<String>, body: Vec<u8>) -> String {
        let headers = content_type.map(|value| (String::from("content-type"), value)).into_iter().collect();
        match HttpResponse::new(i64::from(status), headers, body) {
            Ok(response) => self.credentials.classify(&response).as_str().into(),
            Err(_) => "error".into(),
        }
    }

    /// The caller wants no more of the token of this generation.
    pub fn invalidate(&mut self, generation: u32) {
        let never = instant(0.0, 0.0);
        self.renewal.step(never, Event::Invalidated(Generation(generation)));
    }

    /// Whether a call can be made with this attribution, before a token is asked for.
    pub fn check(&self, request: String) -> Result<(), JsValue> {
        let checked = parsed(&request, &["attribution"]).and_then(|request| self.credentials.check(&request));
        checked.map_err(|error| thrown(&error))
    }

    /// The vendor rejected the token of this generation: whether the request deserves another try with a new token.
    pub fn rejected(&mut self, generation: u32, wall_ms: f64, monotonic_ms: f64, share: u32) -> bool {
        self.rejections = self.rejections.wrapping_add(1);
        let event = Event::Rejected(Generation(generation), Share(share));
        self.renewal.step(instant(wall_ms, monotonic_ms), event) == Action::Replay
    }

    /// What is known of the account, without any secret.
    pub fn status(&self, wall_ms: f64, monotonic_ms: f64) -> JsValue {
        let now = instant(wall_ms, monotonic_ms);
        let freshness = self.renewal.freshness();
        let last_failure = self.renewal.last_failure();
        outward(&StatusFields {
            has_token: self.renewal.token().is_some(),
            calling: self.renewal.is_calling(now),
            age_ms: freshness.map(|freshness| freshness.age_ms(now) as f64),
            renewal_due_at: freshness.and_then(|freshness| freshness.due_at()).map(|instant| instant as f64),
            expires_at: self.renewal.token().and_then(|(token, _)| token.expires_at).map(|instant| instant as f64),
            last_error: last_failure.map(|(error, _)| error.code().as_str()),
            next_try_at: last_failure.map(|(_, instant)| instant as f64),
            token_calls: self.token_calls,
            failed_calls: self.failed_calls,
            rejections: self.rejections,
        })
    }
}

impl Account {
    fn expect_call(&mut self, id: CallId, step: Step) -> Step {
        self.next_call = Some(id);
        step
    }

    fn settled(
        &mut self,
        id: CallId,
        result: Result<crate::token::access_token::AccessToken, AuthError>,
        now: Instant,
        share: Share,
    ) -> JsValue {
        match result {
            Ok(token) => {
                self.renewal.step(now, Event::Obtained(id, token, share));
                JsValue::UNDEFINED
            }
            Err(error) => {
                self.failed_calls = self.failed_calls.wrapping_add(1);
                let fields = thrown(&error);
                self.renewal.step(now, Event::Failed(id, error, share));
                fields
            }
        }
    }

    #[inline(never)]
    fn build_headers(&self, request: Option<&str>) -> Result<String, AuthError> {
        let request = request.map(|text| parsed(text, &["attribution"])).transpose()?;
        let token = self.renewal.token().map(|(token, _)| token);
        Ok(headers_json(&self.credentials.headers(token, request.as_ref())?))
    }
}

#[inline(never)]
fn open(kind: &str, options: &str) -> Result<Account, AuthError> {
    let own = Credentials::option_names(kind)
        .ok_or_else(|| AuthError::new(ErrorCode::Internal, "no such kind of account"))?;
    let known: Vec<&str> = own.iter().copied().chain(COMMON_OPTIONS).collect();
    let options = parsed(options, &known)?;
    let timeout_ms = timeout_ms(&options)?;
    let margin = options.integer("refreshMarginSeconds", 0)?;
    let (credentials, host) = Credentials::read(kind, &options, transport(&options)?)?;
    Ok(Account {
        credentials,
        origins: origins(&options, &host)?,
        host,
        timeout_ms,
        body_limit: body_limit(&options)?,
        renewal: Renewal::new(RenewalSettings {
            deadline_ms: timeout_ms,
            margin_ms: margin.map(|seconds| seconds.saturating_mul(1000)),
            credentials_end_at: password_end(&options)?,
        }),
        next_call: None,
        failure: None,
        token_calls: 0,
        failed_calls: 0,
        rejections: 0,
    })
}

pub(super) fn timeout_ms(options: &Options<'_>) -> Result<i64, AuthError> {
    Ok(options.integer("timeoutMs", 1)?.unwrap_or(DEFAULT_TIMEOUT_MS).min(LONGEST_TIMEOUT_MS))
}

pub(super) fn body_limit(options: &Options<'_>) -> Result<usize, AuthError> {
    let limit = options.integer("maxResponseBytes", 1)?.unwrap_or(DEFAULT_BODY_LIMIT);
    Ok(usize::try_from(limit).unwrap_or(usize::MAX))
}

/// When the password itself ends; of accounts without such an option it never does.
fn password_end(options: &Options<'_>) -> Result<Option<i64>, AuthError> {
    match options.integer("passwordEndsAt", 0)? {
        Some(instant) if instant < SECONDS_LIMIT => Err(AuthError::invalid_argument(
            "passwordEndsAt",
            "passwordEndsAt must be in milliseconds since 1970, as caxton.readRegisterResponse gives it: these are seconds",
        )),
        end => Ok(end),
    }
}

/// The origin of the host, and those the caller added.
fn origins(options: &Options<'_>, host: &BaseUrl) -> Result<Vec<BaseUrl>, AuthError> {
    let mut origins = Vec::from([host.clone()]);
    let Some(added) = options.present("origins") else {
        return Ok(origins);
    };
    if added.kind() != Kind::Array {
        return Err(AuthError::invalid_argument("origins", "origins must be an array of addresses"));
    }
    for origin in added.elements() {
        let text = origin.string().unwrap_or_default();
        let origin = BaseUrl::parse(&text, transport(options)?, "origins")?;
        if origin.text() != origin.origin() {
            return Err(AuthError::invalid_argument(
                "origins",
                "origins must be origins: a path would not limit anything",
            ));
        }
        origins.push(origin);
    }
    Ok(origins)
}

pub(super) fn transport(options: &Options<'_>) -> Result<Transport, AuthError> {
    let name = "dangerouslyAllowInsecureHttp";
    let Some(value) = options.present(name) else {
        return Ok(Transport::Https);
    };
    match (value.kind(), value.boolean(), value.string().as_deref()) {
        (_, Some(false), _) => Ok(Transport::Https),
        (_, Some(true), _) => Ok(Transport::HttpAnywhere),
        (Kind::String, _, Some("loopback")) => Ok(Transport::HttpOnLoopback),
        _ => Err(AuthError::invalid_argument(name, "dangerouslyAllowInsecureHttp must be \"loopback\" or true")),
    }
}

pub(super) fn parsed<'a>(text: &'a str, known: &[&str]) -> Result<Options<'a>, AuthError> {
    Options::read(Json::parse(text.as_bytes()).ok(), "options", known)
}

pub(super) fn thrown(error: &AuthError) -> JsValue {
    outward(&ErrorFields::from(error))
}

fn instant(wall_ms: f64, monotonic_ms: f64) -> Instant {
    // A float cast saturates and takes NaN for 0: no clock can break the arithmetic.
    Instant { wall_ms: wall_ms as i64, monotonic_ms: monotonic_ms as i64 }
}

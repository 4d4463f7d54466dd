//! An account as JavaScript holds it.

use super::credentials::Credentials;
use super::json_results::headers_json;
use super::options::{Options, refuse_misspelling};
use super::token_call::{Failure, TokenCall, TokenOutcome};
use super::values::{ErrorFields, StatusFields, TokenFields, outward};
use crate::error::{AuthError, ErrorCode};
use crate::http::{Answer, BaseUrl, HttpResponse, Transport, imf_fixdate_ms, retry_after_ms};
use crate::json::{Document, JsonProblem, Kind};
use crate::stack;
use crate::token::access_token::AccessToken;
use crate::token::cache_key::cache_key;
use crate::token::freshness::{Instant, Share, clock_offset_ms};
use crate::token::renewal::{Action, Background, CallId, Event, Generation, Renewal, RenewalSettings};
use crate::token::retry::RetrySettings;
use crate::token::stored::{read_stored, stored_text};
use alloc::string::String;
use alloc::vec::Vec;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

/// The options of every account beside those of its credentials. The shell keeps those that are functions and objects
/// of the caller's: here they are `true`.
pub(super) const COMMON_OPTIONS: [&str; 12] = [
    "origins",
    "timeoutMs",
    "retry",
    "store",
    "onEvent",
    "waitUntil",
    "sharePendingCalls",
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
const DEFAULT_MAX_RETRIES: i64 = 2;
const DEFAULT_MAX_DELAY_MS: i64 = 2_000;
/// How much longer than its deadline a renewal keeps the lock of a store, in milliseconds (G10).
const LEASE_BEYOND_DEADLINE_MS: i64 = 2_000;
/// What the operations of a store may take before a token request, together, in milliseconds.
const STORE_OPERATIONS_MS: i64 = 5_000;
/// How long a token of unknown lifetime stands in a store, in milliseconds.
const UNKNOWN_LIFETIME_IN_STORE_MS: i64 = 86_400_000;
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

/// What became of a token request.
#[wasm_bindgen]
#[derive(Clone, Copy)]
pub enum Settled {
    /// There is a token.
    Obtained,
    /// Another call has begun since: nothing of the answer counts.
    Superseded,
    /// The request is to be sent again after [`Account::retry_delay`]; [`Account::failure`] says why.
    Retry,
    /// The renewal failed with [`Account::failure`].
    Failed,
}

/// What became of the text of a store.
#[wasm_bindgen]
#[derive(Clone, Copy)]
pub enum Adoption {
    /// Its token is held now.
    Adopted,
    /// Its token is no better than what there is.
    NoBetter,
    /// Another call has begun since: nothing of the text counts, and this call is over.
    Superseded,
    /// It is not a token of this account.
    Malformed,
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
    retry_delay_ms: i64,
    cache_key: String,
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
            _ => Step::Serve,
        }
    }

    /// The number of the call that [`Account::want`] asked for.
    pub fn call_id(&mut self) -> u32 {
        self.next_call.take().map_or(0, |id| id.0)
    }

    /// A request of this call, which goes out now.
    pub fn token_call(&mut self, id: u32, wall_ms: f64, monotonic_ms: f64) -> Result<TokenCall, JsValue> {
        let request = self.credentials.token_request().map_err(|error| thrown(&error))?;
        self.renewal.step(instant(wall_ms, monotonic_ms), Event::Sent(CallId(id)));
        self.token_calls = self.token_calls.wrapping_add(1);
        let profile = self.credentials.profile();
        let request_id_header = profile.and_then(|profile| profile.response.request_id_header);
        Ok(TokenCall { request, id, body_limit: self.body_limit, request_id_header })
    }

    /// What became of the request. The instant is that of the answer, `asked_wall_ms` that of just before the request,
    /// from which a stated lifetime counts.
    pub fn settle(
        &mut self,
        outcome: TokenOutcome,
        asked_wall_ms: f64,
        wall_ms: f64,
        monotonic_ms: f64,
        share: u32,
    ) -> Settled {
        let id = CallId(outcome.id);
        let now = instant(wall_ms, monotonic_ms);
        let result = match outcome.result {
            Ok(response) => self.read(&response, asked_wall_ms as i64, now),
            Err(Failure::Known(error)) => Err(error),
            Err(Failure::Thrown(_)) => Err(AuthError::new(
                ErrorCode::Network,
                "the token call failed before an answer came: see cause, and check host, network and proxy",
            )),
        };
        self.settled(id, result, now, Share(share))
    }

    /// The deadline of the call passed.
    pub fn time_out(&mut self, id: u32, wall_ms: f64, monotonic_ms: f64, share: u32) -> Settled {
        let message = "the token call took longer than timeoutMs and was aborted: try again later, or allow more time";
        let error = AuthError::new(ErrorCode::Timeout, message);
        self.settled(CallId(id), Err(error), instant(wall_ms, monotonic_ms), Share(share))
    }

    /// Whoever made the call is gone.
    pub fn lose(&mut self, id: u32) {
        self.renewal.step(instant(0.0, 0.0), Event::Lost(CallId(id)));
    }

    /// How long to wait after [`Settled::Retry`], in milliseconds.
    pub fn retry_delay(&self) -> f64 {
        self.retry_delay_ms as f64
    }

    /// The name of the account's token in a store.
    pub fn cache_key(&self) -> String {
        self.cache_key.clone()
    }

    /// How long the lock of a store is leased, in milliseconds.
    pub fn lease(&self) -> f64 {
        self.timeout_ms.saturating_add(LEASE_BEYOND_DEADLINE_MS) as f64
    }

    /// A store has this text: the call is over where its token is better than what there is.
    pub fn adopt(&mut self, id: u32, text: &str, wall_ms: f64, monotonic_ms: f64, share: u32) -> Adoption {
        let header = self.credentials.profile().map(|profile| &profile.header);
        let Some(token) = header.and_then(|header| read_stored(text, &self.cache_key, header)) else {
            return Adoption::Malformed;
        };
        let event = Event::Adopted(CallId(id), token, Share(share));
        match self.renewal.step(instant(wall_ms, monotonic_ms), event) {
            Action::Keep => Adoption::NoBetter,
            Action::Join => Adoption::Superseded,
            _ => Adoption::Adopted,
        }
    }

    /// The text of the token that is held, for a store.
    pub fn stored_text(&self) -> Option<String> {
        let (token, _) = self.renewal.token()?;
        Some(stored_text(token, &self.cache_key).expose().into())
    }

    /// Its version: when it was obtained, in milliseconds since 1970.
    pub fn stored_version(&self) -> Option<f64> {
        self.renewal.token().map(|(token, _)| token.obtained_at as f64)
    }

    /// How long it is of use to anyone, in milliseconds.
    pub fn stored_ttl(&self, wall_ms: f64, monotonic_ms: f64) -> f64 {
        let left_ms = self.renewal.freshness().and_then(|freshness| freshness.left_ms(instant(wall_ms, monotonic_ms)));
        left_ms.unwrap_or(UNKNOWN_LIFETIME_IN_STORE_MS) as f64
    }

    /// The version of the token that was dropped last.
    pub fn refused_version(&self) -> Option<f64> {
        self.renewal.refused_version().map(|version| version as f64)
    }

    /// The fields of the error after [`Step::Fail`], [`Settled::Retry`] and [`Settled::Failed`].
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

    /// Whether the body of an answer can say that the token is rejected; else its status says all there is to know.
    pub fn reads_bodies(&self) -> bool {
        self.credentials.reads_bodies()
    }

    /// Whether a body of this content type is JSON, and so says something.
    pub fn looks_into(&self, content_type: Option<String>) -> bool {
        answer(200, content_type, Vec::new()).is_some_and(|answer| answer.allows_json())
    }

    /// Whether an answer rejects the token. The body is one that [`Account::looks_into`], or empty.
    pub fn rejects(&self, status: u16, body: Vec<u8>) -> bool {
        answer(status, None, body).is_some_and(|answer| self.credentials.are_rejected_by(&Answer::read(&answer)))
    }

    /// The caller wants no more of the token of this generation.
    pub fn invalidate(&mut self, generation: u32) {
        let never = instant(0.0, 0.0);
        self.renewal.step(never, Event::Invalidated(Generation(generation)));
    }

    /// Whether a call can be made with this attribution, before a token is asked for.
    pub fn check(&self, request: String) -> Result<(), JsValue> {
        let document = document(&request);
        let checked = options_of(&document, &["attribution"]).and_then(|request| self.credentials.check(&request));
        checked.map_err(|error| thrown(&error))
    }

    /// Refuses a member of an init object of fetch that was meant to be one of ours.
    pub fn check_member(&self, name: &str) -> Result<(), JsValue> {
        refuse_misspelling(name, "init", &["attribution"]).map_err(|error| thrown(&error))
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

    fn read(&mut self, response: &HttpResponse<'_>, asked_at: i64, now: Instant) -> Result<AccessToken, AuthError> {
        if let Some(date) = response.header("date").and_then(imf_fixdate_ms) {
            self.renewal.set_clock_offset_ms(clock_offset_ms(date, asked_at, now.wall_ms));
        }
        self.credentials.read_token_response(response, asked_at).map_err(|error| {
            // A lifetime counts from the request, a date to wait for from the answer.
            let wait = error.retry_after_ms().and(response.header("retry-after"));
            let wait = wait.and_then(|value| retry_after_ms(value, now.wall_ms));
            error.with_retry_after_ms(wait)
        })
    }

    fn settled(&mut self, id: CallId, result: Result<AccessToken, AuthError>, now: Instant, share: Share) -> Settled {
        let failure = result.as_ref().err().cloned();
        let event = match result {
            Ok(token) => Event::Obtained(id, token, share),
            Err(error) => Event::Failed(id, error, share),
        };
        let (failure, settled) = match self.renewal.step(now, event) {
            Action::Fail(error) => (Some(error), Settled::Failed),
            Action::Retry(delay_ms) => {
                self.retry_delay_ms = delay_ms;
                (failure, Settled::Retry)
            }
            Action::Keep => return Settled::Superseded,
            _ if failure.is_none() => return Settled::Obtained,
            _ => (failure, Settled::Failed),
        };
        self.failed_calls = self.failed_calls.wrapping_add(1);
        self.failure = failure;
        settled
    }

    #[inline(never)]
    fn build_headers(&self, request: Option<&str>) -> Result<String, AuthError> {
        let document = request.map(document);
        let request = document.as_ref().map(|document| options_of(document, &["attribution"])).transpose()?;
        let token = self.renewal.token().map(|(token, _)| token);
        Ok(headers_json(&self.credentials.headers(token, request.as_ref())?))
    }
}

#[inline(never)]
fn open(kind: &str, options: &str) -> Result<Account, AuthError> {
    let own = Credentials::option_names(kind)
        .ok_or_else(|| AuthError::new(ErrorCode::Internal, "no such kind of account"))?;
    let known: Vec<&str> = own.iter().copied().chain(COMMON_OPTIONS).collect();
    let document = document(options);
    let options = options_of(&document, &known)?;
    let timeout_ms = timeout_ms(&options)?;
    let margin = options.integer("refreshMarginSeconds", 0)?;
    let retry = retry(&options)?;
    let background = background(&options)?;
    let sharing_ms = match options.present("store") {
        // Waiters wait for a lease and a deadline at most, then go alone.
        Some(_) => {
            timeout_ms.saturating_mul(2).saturating_add(LEASE_BEYOND_DEADLINE_MS.saturating_add(STORE_OPERATIONS_MS))
        }
        None => 0,
    };
    let (credentials, host) = Credentials::read(kind, &options, transport(&options)?)?;
    let cache_key = match credentials.profile() {
        Some(profile) if sharing_ms > 0 => cache_key(&credentials.token_request()?, profile),
        _ => String::new(),
    };
    Ok(Account {
        credentials,
        origins: origins(&options, &host)?,
        host,
        timeout_ms,
        body_limit: body_limit(&options)?,
        renewal: Renewal::new(RenewalSettings {
            deadline_ms: timeout_ms,
            sharing_ms,
            retry,
            background,
            margin_ms: margin.map(|seconds| seconds.saturating_mul(1000)),
            credentials_end_at: password_end(&options)?,
        }),
        next_call: None,
        failure: None,
        retry_delay_ms: 0,
        cache_key,
        token_calls: 0,
        failed_calls: 0,
        rejections: 0,
    })
}

fn retry(options: &Options<'_>) -> Result<RetrySettings, AuthError> {
    if options.present("retry").is_some_and(|value| value.boolean() == Some(false)) {
        return Ok(RetrySettings::NEVER);
    }
    let (count, delay) = match options.nested("retry", &["maxRetries", "maxDelayMs"])? {
        Some(retry) => (retry.integer("maxRetries", 0)?, retry.integer("maxDelayMs", 0)?),
        None => (None, None),
    };
    Ok(RetrySettings {
        max_retries: u32::try_from(count.unwrap_or(DEFAULT_MAX_RETRIES)).unwrap_or(u32::MAX),
        max_delay_ms: delay.unwrap_or(DEFAULT_MAX_DELAY_MS),
    })
}

/// Where callers may not wait for each other's promises, nothing but `waitUntil` keeps a call alive that nobody awaits.
fn background(options: &Options<'_>) -> Result<Background, AuthError> {
    let shares = options.present("sharePendingCalls").map_or(Some(true), |value| value.boolean());
    match shares {
        Some(shares) if shares || options.present("waitUntil").is_some() => Ok(Background::Allowed),
        Some(_) => Ok(Background::Never),
        None => Err(AuthError::invalid_argument("sharePendingCalls", "sharePendingCalls must be true or false")),
    }
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

/// Options as they come in: JSON text, written by the shell.
pub(super) fn document(text: &str) -> Result<Document<'_>, JsonProblem> {
    Document::parse(text.as_bytes())
}

pub(super) fn options_of<'a>(
    document: &'a Result<Document<'_>, JsonProblem>,
    known: &[&str],
) -> Result<Options<'a>, AuthError> {
    Options::read(document.as_ref().ok().map(Document::root), "options", known)
}

pub(super) fn thrown(error: &AuthError) -> JsValue {
    outward(&ErrorFields::from(error))
}

fn answer(status: u16, content_type: Option<String>, body: Vec<u8>) -> Option<HttpResponse<'static>> {
    let headers = content_type.map(|value| (String::from("content-type"), value)).into_iter().collect();
    HttpResponse::new(i64::from(status), headers, body).ok()
}

fn instant(wall_ms: f64, monotonic_ms: f64) -> Instant {
    // A float cast saturates and takes NaN for 0: no clock can break the arithmetic.
    Instant { wall_ms: wall_ms as i64, monotonic_ms: monotonic_ms as i64 }
}

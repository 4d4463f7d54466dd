//! An account as JavaScript holds it: it hands on what happened, and when, and is told what to do.
//!
//! Instants cross as two numbers, [`instant`] makes one of them; what comes back says all there is to do, so that nothing has to
//! be asked for afterwards.

use super::call_base::CallBase;
use super::described::Described;
use super::frame::{Frame, framed};
use super::scheme::{CallAttribution, Scheme};
use super::token_call::{Failure, TokenCall, TokenOutcome};
use super::values::{
    Adoption, ErrorFields, Facts, Settlement, StatusFields, StoredFields, TokenFields, outward, thrown,
};
use crate::boundary::authenticator::{Made, read};
use crate::boundary::operation::unknown_operation;
use crate::boundary::record::Record;
use crate::boundary::results::{write_headers, write_texts};
use crate::error::{AuthError, ErrorCode};
use crate::http::{Answer, BaseUrl, Headers, HttpResponse, imf_fixdate_ms, no_answer, retry_after_ms};
use crate::secret::Secret;
use crate::stack;
use crate::token::access_token::AccessToken;
use crate::token::freshness::{Instant, Jitter, Stage, clock_offset_ms};
use crate::token::renewal::{Action, CallId, Event, Generation, Renewal, RenewalSettings};
use crate::token::stored::stored_text;
use alloc::string::String;
use alloc::vec::Vec;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

/// How much longer than its deadline a renewal keeps the lock of a store, in milliseconds (G10).
const LEASE_BEYOND_DEADLINE_MS: i64 = 2_000;
/// What the operations of a store may take before a token request, together, in milliseconds.
const STORE_OPERATIONS_MS: i64 = 5_000;
/// How long a token of unknown lifetime stands in a store, in milliseconds.
const UNKNOWN_LIFETIME_IN_STORE_MS: i64 = 86_400_000;

/// Credentials, where they may go, and the renewal of their token.
#[wasm_bindgen]
pub struct Account {
    scheme: Scheme,
    base: CallBase,
    origins: Vec<BaseUrl>,
    timeout_ms: i64,
    body_limit: usize,
    renewal: Renewal,
    cache_key: String,
    /// That of the token request under way, where it is one that is signed.
    assertion: Option<Secret>,
    counts: Counts,
}

/// What was counted since the account was made.
#[derive(Default)]
struct Counts {
    token_calls: u32,
    failed_calls: u32,
    rejections: u32,
}

/// What the shell is to do for a caller who wants the token. It crosses as one number, with the number of what it is about.
enum Step {
    /// Use the token of this generation.
    Serve(Generation),
    /// Use the token, and make this call meanwhile.
    ServeAndCall(CallId),
    /// Make this call, and wait for it.
    Call(CallId),
    /// Wait for the call under way.
    Join,
}

impl Step {
    fn crossing(&self) -> f64 {
        let (step, number) = match self {
            Step::Serve(generation) => (0.0, generation.0),
            Step::ServeAndCall(id) => (1.0, id.0),
            Step::Call(id) => (2.0, id.0),
            Step::Join => (3.0, 0),
        };
        f64::from(number) * 4.0 + step
    }
}

#[wasm_bindgen]
impl Account {
    /// The account that the factory of this number makes, by a record of its options.
    #[wasm_bindgen(constructor)]
    pub fn new(factory: usize, options: &[u8]) -> Result<Account, JsValue> {
        let opened = open(factory, options);
        stack::wipe::<{ stack::WHOLE_REACH }>();
        opened.map_err(|error| thrown(&error))
    }

    /// What never changes of it.
    pub fn facts(&self) -> JsValue {
        outward(&Facts {
            address: self.base.address.as_deref(),
            makes_addresses: self.scheme.described().is_some_and(Described::makes_addresses),
            signs: self.scheme.described().is_some_and(Described::signs),
            has_token: self.scheme.token().is_some(),
            reads_bodies: self.scheme.token().is_some_and(|scheme| scheme.reads_bodies()),
            body_limit: self.body_limit,
            timeout_ms: self.timeout_ms as f64,
            lease_ms: self.timeout_ms.saturating_add(LEASE_BEYOND_DEADLINE_MS) as f64,
            cache_key: &self.cache_key,
        })
    }

    /// Whether the credentials may go to this origin.
    pub fn allows(&self, origin: &str) -> bool {
        self.base.origins.iter().any(|allowed| allowed == origin)
            || self.origins.iter().any(|allowed| allowed.origin() == origin)
            || self.scheme.described().is_some_and(|described| described.allows_kept(origin, self.held_token()))
    }

    /// A caller wants the token now: what to do, or why there is none.
    pub fn want(&mut self, wall_ms: f64, monotonic_ms: f64) -> Result<f64, JsValue> {
        let step = match self.renewal.step(instant(wall_ms, monotonic_ms), Event::Wanted) {
            Action::ServeAndCall(id) => Step::ServeAndCall(id),
            Action::Call(id) => Step::Call(id),
            Action::Join => Step::Join,
            Action::Fail(error) => return Err(thrown(&error)),
            _ => Step::Serve(self.held()),
        };
        Ok(step.crossing())
    }

    /// What is to be signed for a token request, where it is one that is signed; `identifier` is what no other request has.
    /// It is a record of algorithm, key and text.
    pub fn unsigned(&self, wall_ms: f64, identifier: &str) -> Result<Vec<u8>, JsValue> {
        let described = self.scheme.described();
        let unsigned = described
            .map_or_else(|| Err(unknown_operation()), |described| described.unsigned(wall_ms as i64, identifier));
        let unsigned = unsigned.map_err(|error| thrown(&error))?;
        let mut record = Record::new();
        write_texts(&[unsigned.algorithm, unsigned.key, unsigned.text.expose()], &mut record);
        Ok(framed(&record))
    }

    /// The request of this call cannot be signed, for this reason, which begins with a space.
    pub fn give_up(&mut self, id: u32, reason: &str, wall_ms: f64, monotonic_ms: f64, jitter: u32) -> JsValue {
        let error = AuthError::about(self.scheme.described().map_or("", Described::key_name), reason);
        self.settled(CallId(id), Err(error), JsValue::UNDEFINED, instant(wall_ms, monotonic_ms), Jitter(jitter))
    }

    /// A request of this call, which goes out now. Whoever sends it has let go of the account: fetch may call it.
    pub fn request(
        &mut self,
        id: u32,
        assertion: Option<String>,
        wall_ms: f64,
        monotonic_ms: f64,
    ) -> Result<TokenCall, JsValue> {
        self.assertion = assertion.map(Secret::new);
        let scheme = self.scheme.token().ok_or_else(|| thrown(&unknown_operation()))?;
        let request = scheme.request(self.assertion.as_ref().map(Secret::expose)).map_err(|error| thrown(&error))?;
        let request_id_header = scheme.flow().response.request_id_header;
        self.renewal.step(instant(wall_ms, monotonic_ms), Event::Sent(CallId(id)));
        self.counts.token_calls = self.counts.token_calls.wrapping_add(1);
        Ok(TokenCall { request, id: CallId(id), body_limit: self.body_limit, request_id_header })
    }

    /// What became of the request. The instant is that of the answer, `asked_wall_ms` that of just before the request,
    /// from which a stated lifetime counts; `reason` is what the shell knows of why there is none ([`no_answer`]).
    pub fn settle(
        &mut self,
        outcome: TokenOutcome,
        asked_wall_ms: f64,
        wall_ms: f64,
        monotonic_ms: f64,
        jitter: u32,
        reason: &str,
    ) -> JsValue {
        let now = instant(wall_ms, monotonic_ms);
        let (result, thrown) = match outcome.result {
            Ok(response) => (self.read(&response, asked_wall_ms as i64, now), JsValue::UNDEFINED),
            Err(Failure::Known(error)) => (Err(error), JsValue::UNDEFINED),
            Err(Failure::Thrown(thrown)) => (Err(no_answer("the token call", reason)), thrown),
        };
        self.settled(outcome.id, result, thrown, now, Jitter(jitter))
    }

    /// The deadline of the call passed.
    pub fn time_out(&mut self, id: u32, wall_ms: f64, monotonic_ms: f64, jitter: u32) -> JsValue {
        let message = "the token call took longer than timeoutMs and was aborted: try again later, or allow more time";
        let error = AuthError::new(ErrorCode::Timeout, message);
        let now = instant(wall_ms, monotonic_ms);
        self.settled(CallId(id), Err(error), JsValue::UNDEFINED, now, Jitter(jitter))
    }

    /// Whoever made the call is gone.
    pub fn lose(&mut self, id: u32) {
        self.renewal.step(NEVER, Event::Lost(CallId(id)));
    }

    /// A store has this text: the call is over where its token is better than what there is.
    pub fn adopt(&mut self, id: u32, text: &str, wall_ms: f64, monotonic_ms: f64, jitter: u32) -> JsValue {
        let Some(token) = self.scheme.token().and_then(|scheme| scheme.read_stored(text, &self.cache_key)) else {
            return outward(&Adoption::Malformed);
        };
        let version = token.obtained_at as f64;
        let event = Event::Adopted(CallId(id), token, Jitter(jitter));
        outward(&match self.renewal.step(instant(wall_ms, monotonic_ms), event) {
            Action::Keep => {
                Adoption::NoBetter { refused_version: self.renewal.refused_version().map(|version| version as f64) }
            }
            Action::Join => Adoption::Superseded,
            _ => Adoption::Adopted {
                generation: self.held().0,
                obtained_at: self.renewal.token().map_or(version, |(token, _)| token.obtained_at as f64),
            },
        })
    }

    /// The token that is held, for a store; null where there is none.
    pub fn stored(&self, wall_ms: f64, monotonic_ms: f64) -> JsValue {
        let Some((token, _)) = self.renewal.token() else {
            return JsValue::NULL;
        };
        let left_ms = self.renewal.freshness().and_then(|freshness| freshness.left_ms(instant(wall_ms, monotonic_ms)));
        outward(&StoredFields {
            value: stored_text(token, &self.cache_key).expose(),
            version: token.obtained_at as f64,
            ttl_ms: left_ms.unwrap_or(UNKNOWN_LIFETIME_IN_STORE_MS) as f64,
        })
    }

    /// The header fields of a call for whomever the account acts for, or for nobody else.
    pub fn headers(&self, is_attributed: bool) -> Result<Vec<u8>, JsValue> {
        self.headers_with(if is_attributed { CallAttribution::Own } else { CallAttribution::Nobody })
    }

    /// The header fields of a call that names for whom it is, by a record of that.
    pub fn headers_for(&self, attribution: &[u8]) -> Result<Vec<u8>, JsValue> {
        self.headers_with(CallAttribution::Named(Frame::of(attribution).given()))
    }

    /// Whether a call can be made for whom such a record names, before a token is asked for.
    pub fn check(&self, attribution: &[u8]) -> Result<(), JsValue> {
        let checked = self.scheme.check(CallAttribution::Named(Frame::of(attribution).given()));
        checked.map_err(|error| thrown(&error))
    }

    /// Where a call goes, as a record: the base address, and names and values of parameters.
    pub fn address(&self) -> Result<Vec<u8>, JsValue> {
        let described = self.scheme.described().ok_or_else(|| thrown(&unknown_operation()))?;
        let (base, query) = described.address(self.held_token()).map_err(|error| thrown(&error))?;
        let mut record = Record::new();
        write_texts(&[base.as_deref().or(self.base.address.as_deref()).unwrap_or_default()], &mut record);
        write_headers(&query, &mut record);
        Ok(framed(&record))
    }

    /// Whether there is a token that a caller would be served. In the last moments of its life one is held, and served to nobody.
    pub fn serves(&self, wall_ms: f64, monotonic_ms: f64) -> bool {
        let now = instant(wall_ms, monotonic_ms);
        self.renewal.freshness().is_some_and(|freshness| freshness.stage(now) != Stage::Expired)
    }

    /// The number of the token that is held; later tokens have larger numbers, 0 stands for none.
    pub fn generation(&self) -> u32 {
        self.held().0
    }

    /// The token that is held.
    pub fn token(&self) -> JsValue {
        self.renewal.token().map_or(JsValue::NULL, |(token, _)| outward(&TokenFields::from(token)))
    }

    /// Whether a body of this content type is JSON, and so says something.
    pub fn looks_into(&self, content_type: Option<String>) -> bool {
        answer(200, content_type, Vec::new()).is_some_and(|answer| answer.allows_json())
    }

    /// Whether an answer without a body that says something rejects the token.
    pub fn rejects_status(&self, status: u16) -> bool {
        self.rejects(status, Vec::new())
    }

    /// Whether an answer rejects the token. The body is one that [`Account::looks_into`], or empty.
    pub fn rejects(&self, status: u16, body: Vec<u8>) -> bool {
        let scheme = self.scheme.token();
        scheme
            .zip(answer(status, None, body))
            .is_some_and(|(scheme, answer)| scheme.is_rejected_by(&Answer::read(&answer)))
    }

    /// The caller wants no more of the token that is held, or of this one where it is that.
    pub fn invalidate(&mut self, token: Option<String>) {
        if let Some((held, generation)) = self.renewal.token()
            && token.is_none_or(|token| held.value.expose() == token)
        {
            self.renewal.step(NEVER, Event::Invalidated(generation));
        }
    }

    /// The vendor rejected the token of this generation: whether the request deserves another try with a new token.
    pub fn rejected(&mut self, generation: u32, wall_ms: f64, monotonic_ms: f64, jitter: u32) -> bool {
        self.counts.rejections = self.counts.rejections.wrapping_add(1);
        let event = Event::Rejected(Generation(generation), Jitter(jitter));
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
            rejected_until: self.renewal.rejected_until(now).map(|instant| instant as f64),
            password_ends_at: self.renewal.credentials_end_at().map(|instant| instant as f64),
            token_calls: self.counts.token_calls,
            failed_calls: self.counts.failed_calls,
            rejections: self.counts.rejections,
        })
    }
}

impl Account {
    /// The generation of the token that is held; 0 stands for none.
    fn held(&self) -> Generation {
        self.renewal.token().map_or(Generation(0), |(_, generation)| generation)
    }

    fn held_token(&self) -> Option<&AccessToken> {
        self.renewal.token().map(|(token, _)| token)
    }

    fn headers_with(&self, attribution: CallAttribution<'_>) -> Result<Vec<u8>, JsValue> {
        let built = self.build_headers(attribution);
        stack::wipe::<{ stack::WHOLE_REACH }>();
        built.map_err(|error| thrown(&error))
    }

    #[inline(never)]
    fn build_headers(&self, attribution: CallAttribution<'_>) -> Result<Vec<u8>, AuthError> {
        let token = self.renewal.token().map(|(token, _)| token);
        let headers: Headers = self.scheme.headers(token, attribution)?;
        let mut record = Record::new();
        write_headers(&headers, &mut record);
        Ok(framed(&record))
    }

    fn read(&mut self, response: &HttpResponse<'_>, asked_at: i64, now: Instant) -> Result<AccessToken, AuthError> {
        if let Some(date) = response.header("date").and_then(imf_fixdate_ms) {
            self.renewal.set_clock_offset_ms(clock_offset_ms(date, asked_at, now.wall_ms));
        }
        let scheme = self.scheme.token().ok_or_else(unknown_operation)?;
        let assertion = self.assertion.as_ref().map(Secret::expose);
        scheme.read_response(response, asked_at, assertion).map_err(|error| {
            // A lifetime counts from the request, a date to wait for from the answer.
            let wait = error.retry_after_ms().and(response.header("retry-after"));
            let wait = wait.and_then(|value| retry_after_ms(value, now.wall_ms));
            error.with_retry_after_ms(wait)
        })
    }

    fn settled(
        &mut self,
        id: CallId,
        result: Result<AccessToken, AuthError>,
        thrown: JsValue,
        now: Instant,
        jitter: Jitter,
    ) -> JsValue {
        let failure = result.as_ref().err().cloned();
        let event = match result {
            Ok(token) => Event::Obtained(id, token, jitter),
            Err(error) => Event::Failed(id, error, jitter),
        };
        let (failure, delay_ms) = match (self.renewal.step(now, event), failure) {
            (Action::Keep, _) => return outward(&Settlement::Superseded),
            (Action::Fail(error), _) => (error, None),
            (Action::Retry(delay_ms), Some(error)) => (error, Some(delay_ms as f64)),
            (_, Some(error)) => (error, None),
            (_, None) => return outward(&Settlement::Obtained { generation: self.held().0 }),
        };
        self.counts.failed_calls = self.counts.failed_calls.wrapping_add(1);
        let error = ErrorFields::from(&failure);
        outward(&match delay_ms {
            Some(delay_ms) => Settlement::Retry { delay_ms, error, thrown },
            None => Settlement::Failed { error, thrown },
        })
    }
}

#[inline(never)]
fn open(factory: usize, options: &[u8]) -> Result<Account, AuthError> {
    let frame = Frame::of(options);
    let (made, settings) = read(factory, &mut frame.given())?;
    let timeout_ms = settings.timeout_ms;
    let sharing_ms = if settings.has_store {
        // Waiters wait for a lease and a deadline at most, then go alone.
        timeout_ms.saturating_mul(2).saturating_add(LEASE_BEYOND_DEADLINE_MS.saturating_add(STORE_OPERATIONS_MS))
    } else {
        0
    };
    let credentials_end_at = match &made {
        Made::CaxtonAccount { password_ends_at, .. } => *password_ends_at,
        _ => None,
    };
    let (scheme, base) = Scheme::of(made, settings.transport)?;
    let cache_key = match scheme.token() {
        Some(scheme) if settings.has_store => scheme.cache_key()?,
        _ => String::new(),
    };
    Ok(Account {
        scheme,
        base,
        origins: settings.origins,
        timeout_ms,
        body_limit: settings.body_limit,
        renewal: Renewal::new(RenewalSettings {
            deadline_ms: timeout_ms,
            sharing_ms,
            retry: settings.retry,
            background: settings.background,
            margin_ms: settings.margin_ms,
            credentials_end_at,
        }),
        cache_key,
        assertion: None,
        counts: Counts::default(),
    })
}

fn answer(status: u16, content_type: Option<String>, body: Vec<u8>) -> Option<HttpResponse<'static>> {
    let headers = content_type.map(|value| (String::from("content-type"), value)).into_iter().collect();
    HttpResponse::new(i64::from(status), headers, body).ok()
}

/// Of what happens at no time of its own.
const NEVER: Instant = Instant { wall_ms: 0, monotonic_ms: 0 };

pub(super) fn instant(wall_ms: f64, monotonic_ms: f64) -> Instant {
    // A float cast saturates and takes NaN for 0: no clock can break the arithmetic.
    Instant { wall_ms: wall_ms as i64, monotonic_ms: monotonic_ms as i64 }
}

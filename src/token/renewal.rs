//! The renewal of one token as a state machine: (state, now, event) → action. It sends nothing, awaits nothing and
//! reads no clock, so every interleaving of callers, answers and time can be played to it.
//!
//! The state is made of three facts, each of them there or not: a token held, a call under way, a back-off window.
//!
//! | event | held token | call under way | window | action | what changes |
//! |---|---|---|---|---|---|
//! | wanted | fresh | – | – | `Serve` | |
//! | wanted | due | no | shut | `ServeAndCall` | call begins |
//! | wanted | due | yes, or window open | | `Serve` | |
//! | wanted | none or expired | yes | – | `Join` | |
//! | wanted | none or expired | no | open | `Fail` | |
//! | wanted | none or expired | no | shut | `Call` | call begins |
//! | wanted, the credentials having ended | due | no | – | `Serve` | |
//! | wanted, the credentials having ended | none or expired | no | – | `Fail` | |
//! | wanted in the foreground only | due | no | shut | `Serve` | |
//! | sent | – | this one | – | `Nothing` | lifetimes count from here, the deadline from the first time |
//! | obtained | – | this one | – | `Nothing` | token held, call over, window shut |
//! | obtained, and expired already | – | this one | – | `Fail` | call over, window opens |
//! | obtained | – | another, begun since | – | `Keep` | |
//! | adopted, the token being better than what is held | – | this one | – | `Nothing` | token held, call over, window shut |
//! | adopted, the token being no better | – | this one | – | `Keep` | |
//! | adopted | – | another, begun since | – | `Join` | |
//! | failed, and safe to repeat in time | – | this one | never opened | `Retry` | |
//! | failed | – | this one | – | `Nothing` | call over, window opens |
//! | failed | – | another, begun since | – | `Keep` | |
//! | lost | – | this one | – | `Nothing` | the call counts as lost |
//! | invalidated | this one | – | – | `Nothing` | token dropped |
//! | rejected | another, newer one | – | – | `Replay` | |
//! | rejected | this one | – | – | `Replay` | token dropped |
//! | rejected | this one, itself a replacement of a rejected one | – | – | `Keep` | window for rejections opens |
//! | rejected | this one, while that window is open | – | – | `Keep` | |
//!
//! A call that is older than its deadline counts as lost (G3): a frozen process may never hear of it again. Its
//! late answer still counts, unless another call has begun since.
//!
//! A token of a store whose instant is ahead of the clock was obtained where the clock is: within a minute it is taken
//! for one of now, once, beyond it is none.
//!
//! A call is a whole renewal: looking into a store, where there is one, then the request with its retries (G13). During
//! an outage that is known already, a renewal is a probe of one request, so that retries do not multiply what a vendor
//! in trouble gets (G2).
//!
//! The guarantees kept here: one call per burst (G1), failures that neither stick nor multiply (G2), a valid token
//! is served whatever happens to its renewal (G3), one renewal for many rejections (G5), safe retries only (G13).

use super::access_token::AccessToken;
use super::freshness::{Freshness, Instant, Jitter, Stage, Terms};
use super::retry::RetrySettings;
use crate::error::{AuthError, ErrorCode};
use crate::secret::Secret;

/// The first back-off window; each further failure doubles it (G2), in milliseconds.
const FIRST_WINDOW_MS: i64 = 1_000;
/// The longest back-off window of our own choosing, in milliseconds.
const LONGEST_WINDOW_MS: i64 = 30_000;
/// Wrong credentials do not become right soon, in milliseconds.
const BAD_CREDENTIALS_WINDOW_MS: i64 = 30_000;
/// A replacement that was accepted for so long was a good one: its rejection is a new story, in milliseconds.
const PROVEN_AFTER_MS: i64 = 30_000;
/// How far the clock of another process may be ahead, in milliseconds. Its token counts as younger than it is by as much:
/// about the longest renewal margin, so that a token of five minutes or more is renewed around its true end at the latest.
/// A shorter life may be overrun by as much, once, unless the vendor rejects the token before (G5). To add the tolerance
/// to the age instead would make clocks that are a millisecond apart end the sharing of every token that lives a minute.
const CLOCK_TOLERANCE_MS: i64 = 60_000;

/// Which token a caller was served: later ones have larger numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Generation(pub u32);

/// Which call an answer belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CallId(pub u32);

/// What happened.
#[derive(Clone)]
pub enum Event {
    /// A caller wants the token.
    Wanted,
    /// A request of the call goes out now.
    Sent(CallId),
    /// The call brought a token; the jitter decides by how much its renewal moves.
    Obtained(CallId, AccessToken, Jitter),
    /// The call found in a store a token that another process obtained.
    Adopted(CallId, AccessToken, Jitter),
    /// A request of the call failed; the jitter decides how much of the wait before the next one, or of the window, is
    /// waited.
    Failed(CallId, AuthError, Jitter),
    /// Whoever made the call is gone: its answer will not come.
    Lost(CallId),
    /// The caller wants no more of the token of this generation.
    Invalidated(Generation),
    /// The vendor rejected the token of this generation; the jitter decides how much of the window is waited.
    Rejected(Generation, Jitter),
}

/// What the shell is to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Use the held token.
    Serve,
    /// Use the held token, and make this call meanwhile.
    ServeAndCall(CallId),
    /// Make this call, then ask again.
    Call(CallId),
    /// Wait for the call under way, then ask again; whoever waits for a call that was overtaken asks at once.
    Join,
    /// Fail with this error.
    Fail(AuthError),
    /// Send the request of the call once more after so many milliseconds.
    Retry(i64),
    /// Want a token again and send the request once more with it.
    Replay,
    /// Leave things as they are: another token would fare no better now, or what came is nothing to go by.
    Keep,
    /// Nothing is to be done.
    Nothing,
}

/// What stays the same over a machine's life.
#[derive(Clone, Copy, Debug)]
pub struct RenewalSettings {
    /// How long a call may take from its first request on, retries included, in milliseconds.
    pub deadline_ms: i64,
    /// How long a call may take before its first request, looking into a store and waiting for another process, in
    /// milliseconds.
    pub sharing_ms: i64,
    /// How often a call repeats its request.
    pub retry: RetrySettings,
    /// Whether a call may be made beside a caller who is served already.
    pub background: Background,
    /// The caller's own renewal margin, in milliseconds.
    pub margin_ms: Option<i64>,
    /// When the credentials themselves end, in milliseconds since 1970: no call is made from then on.
    pub credentials_end_at: Option<i64>,
}

/// Where a renewal may take place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Background {
    /// Ahead of time, beside the caller.
    Allowed,
    /// Only while a caller waits for it: nothing else keeps the runtime at work.
    Never,
}

/// The state of one token's renewal.
///
/// ```
/// use commerce_auth::error::{AuthError, ErrorCode};
/// use commerce_auth::secret::Secret;
/// use commerce_auth::token::access_token::AccessToken;
/// use commerce_auth::token::freshness::{Instant, Jitter};
/// use commerce_auth::token::renewal::{Action, Background, CallId, Event, Generation, Renewal, RenewalSettings};
/// use commerce_auth::token::retry::RetrySettings;
/// let at = |ms: i64| Instant { wall_ms: 1_700_000_000_000 + ms, monotonic_ms: ms };
/// let token = AccessToken {
///     value: Secret::new("mF_9.B5f-4.1JqM"),
///     obtained_at: 1_700_000_000_000,
///     expires_at: Some(1_700_000_300_000),
///     lifetime_seconds: Some(300),
///     token_type: None,
///     refresh_token: None,
///     kept: vec![],
/// };
/// let mut renewal = Renewal::new(RenewalSettings {
///     deadline_ms: 10_000,
///     sharing_ms: 0,
///     retry: RetrySettings::NEVER,
///     background: Background::Allowed,
///     margin_ms: None,
///     credentials_end_at: None,
/// });
/// renewal.set_clock_offset_ms(0);
/// // The first caller makes the call, the second waits for it:
/// assert_eq!(renewal.step(at(0), Event::Wanted), Action::Call(CallId(1)));
/// assert_eq!(renewal.step(at(5), Event::Wanted), Action::Join);
/// assert!(renewal.is_calling(at(5)));
/// renewal.step(at(80), Event::Obtained(CallId(1), token, Jitter(0)));
/// assert_eq!(renewal.token().unwrap().1, Generation(1));
/// assert_eq!(renewal.freshness().unwrap().due_at(), Some(1_700_000_246_000));
/// // A renewal that fails leaves the token in use, and opens a window of at most a second:
/// assert_eq!(renewal.step(at(246_000), Event::Wanted), Action::ServeAndCall(CallId(2)));
/// let busy = AuthError::new(ErrorCode::HttpError, "busy");
/// renewal.step(at(246_100), Event::Failed(CallId(2), busy.clone(), Jitter(u32::MAX)));
/// assert_eq!(renewal.last_failure(), Some((&busy, 1_700_000_247_099)));
/// assert_eq!(renewal.step(at(246_101), Event::Wanted), Action::Serve);
/// // A token that is dropped says so to whoever looks into a store:
/// renewal.step(at(246_102), Event::Invalidated(Generation(1)));
/// assert_eq!(renewal.refused_version(), Some(1_700_000_000_000));
/// // No vendor has rejected a token here, and nobody said when the credentials end:
/// assert_eq!((renewal.rejected_until(at(246_103)), renewal.credentials_end_at()), (None, None));
/// ```
pub struct Renewal {
    settings: RenewalSettings,
    clock_offset_ms: i64,
    refused: Option<Refused>,
    held: Option<Held>,
    call: Option<Call>,
    window: Option<Window>,
    failures: u32,
    rejections: Option<Rejections>,
    last_call: u32,
    last_generation: u32,
    rejected_last: bool,
}

struct Held {
    token: AccessToken,
    freshness: Freshness,
    generation: Generation,
    /// By the clock of who obtained it.
    version: i64,
    replaces_rejected: bool,
}

impl Held {
    /// Whether another process obtained this token, of this version, later. Where its clock is ahead of ours, only
    /// versions tell.
    fn is_older_than(&self, token: &AccessToken, version: i64) -> bool {
        let is_held = version == self.version || token.value.expose() == self.token.value.expose();
        let since = if version > token.obtained_at { self.version } else { self.token.obtained_at };
        !is_held && version > since
    }
}

#[derive(Clone, Copy)]
struct Call {
    id: CallId,
    began: Instant,
    /// For how long from `began` on it counts as under way.
    limit_ms: i64,
    /// When its last request went out.
    asked_at: Instant,
    requests: u32,
}

/// The last token that was dropped: a store may still have it.
struct Refused {
    value: Secret,
    obtained_at: i64,
    version: i64,
}

#[derive(Clone)]
struct Window {
    opened: Instant,
    length_ms: i64,
    error: AuthError,
}

/// Rejections of tokens that themselves replaced rejected ones.
#[derive(Clone, Copy)]
struct Rejections {
    count: u32,
    /// When it opened, and for how many milliseconds.
    window: Option<(Instant, i64)>,
}

impl Renewal {
    /// A machine that holds nothing yet.
    pub fn new(settings: RenewalSettings) -> Self {
        Renewal {
            settings,
            clock_offset_ms: 0,
            refused: None,
            held: None,
            call: None,
            window: None,
            failures: 0,
            rejections: None,
            last_call: 0,
            last_generation: 0,
            rejected_last: false,
        }
    }

    /// One step: what happened, when, and so what to do.
    pub fn step(&mut self, now: Instant, event: Event) -> Action {
        match event {
            Event::Wanted => self.wanted(now),
            Event::Sent(id) => self.sent(now, id),
            Event::Obtained(id, token, jitter) => self.obtained(now, id, token, jitter),
            Event::Adopted(id, token, jitter) => self.adopted(now, id, token, jitter),
            Event::Lost(id) => self.lost(id),
            Event::Failed(id, error, jitter) => self.failed(now, id, error, jitter),
            Event::Invalidated(generation) => self.invalidated(generation),
            Event::Rejected(generation, jitter) => self.rejected(now, generation, jitter),
        }
    }

    /// The token held, whatever its stage.
    pub fn token(&self) -> Option<(&AccessToken, Generation)> {
        self.held.as_ref().map(|held| (&held.token, held.generation))
    }

    /// The freshness of the token held.
    pub fn freshness(&self) -> Option<&Freshness> {
        self.held.as_ref().map(|held| &held.freshness)
    }

    /// The error of the last failed call, and when the next one may be made, in milliseconds since 1970; nothing
    /// after a success.
    pub fn last_failure(&self) -> Option<(&AuthError, i64)> {
        let window = self.window.as_ref()?;
        Some((&window.error, window.opened.wall_ms.saturating_add(window.length_ms)))
    }

    /// Until when rejections renew nothing, in milliseconds since 1970; nothing while they do.
    pub fn rejected_until(&self, now: Instant) -> Option<i64> {
        let (opened, length_ms) = self.rejections.and_then(|rejections| rejections.window)?;
        (now.since(opened) < length_ms).then(|| opened.wall_ms.saturating_add(length_ms))
    }

    /// When the credentials themselves end, in milliseconds since 1970, where that is known.
    pub fn credentials_end_at(&self) -> Option<i64> {
        self.settings.credentials_end_at
    }

    /// How far the vendor's clock is ahead of this one, in milliseconds, for tokens that state their end and no lifetime.
    pub fn set_clock_offset_ms(&mut self, offset_ms: i64) {
        self.clock_offset_ms = offset_ms;
    }

    /// When the token dropped last was obtained, in milliseconds since 1970: a store may still have it.
    pub fn refused_version(&self) -> Option<i64> {
        self.refused.as_ref().map(|refused| refused.version)
    }

    /// Whether a call is under way.
    pub fn is_calling(&self, now: Instant) -> bool {
        self.live_call(now).is_some()
    }

    fn wanted(&mut self, now: Instant) -> Action {
        match self.held.as_ref().map(|held| held.freshness.stage(now)) {
            Some(Stage::Fresh) => Action::Serve,
            Some(Stage::Due) if self.live_call(now).is_some() || self.open_window(now).is_some() => Action::Serve,
            Some(Stage::Due) if self.credentials_have_ended(now) => Action::Serve,
            Some(Stage::Due) if self.settings.background == Background::Never => Action::Serve,
            Some(Stage::Due) => Action::ServeAndCall(self.begin(now)),
            Some(Stage::Expired) | None => self.wanted_without_token(now),
        }
    }

    fn wanted_without_token(&mut self, now: Instant) -> Action {
        if self.live_call(now).is_some() {
            return Action::Join;
        }
        if self.credentials_have_ended(now) {
            return Action::Fail(password_expired());
        }
        match self.open_window(now) {
            Some(error) => Action::Fail(error),
            None => Action::Call(self.begin(now)),
        }
    }

    fn credentials_have_ended(&self, now: Instant) -> bool {
        self.settings.credentials_end_at.is_some_and(|end| now.wall_ms >= end)
    }

    fn begin(&mut self, now: Instant) -> CallId {
        self.last_call = self.last_call.wrapping_add(1);
        let id = CallId(self.last_call);
        let limit_ms = self.settings.deadline_ms.saturating_add(self.settings.sharing_ms);
        self.call = Some(Call { id, began: now, limit_ms, asked_at: now, requests: 0 });
        id
    }

    fn live_call(&self, now: Instant) -> Option<Call> {
        self.call.filter(|call| now.since(call.began) <= call.limit_ms)
    }

    fn sent(&mut self, now: Instant, id: CallId) -> Action {
        if let Some(call) = self.call.as_mut().filter(|call| call.id == id) {
            if call.requests == 0 {
                (call.began, call.limit_ms) = (now, self.settings.deadline_ms);
            }
            call.asked_at = now;
            call.requests = call.requests.saturating_add(1);
        }
        Action::Nothing
    }

    fn lost(&mut self, id: CallId) -> Action {
        if let Some(call) = self.call.as_mut().filter(|call| call.id == id) {
            call.limit_ms = -1;
        }
        Action::Nothing
    }

    fn open_window(&self, now: Instant) -> Option<AuthError> {
        let window = self.window.as_ref()?;
        let left = window.length_ms.saturating_sub(now.since(window.opened));
        (left > 0).then(|| window.error.clone().with_retry_after_ms(u64::try_from(left).ok()))
    }

    fn obtained(&mut self, now: Instant, id: CallId, token: AccessToken, jitter: Jitter) -> Action {
        // A call that counted as lost, and another since: the other one's token is the newer.
        let Some(call) = self.call.filter(|call| call.id == id) else {
            return Action::Keep;
        };
        let freshness = Freshness::of(&token, call.asked_at, self.terms(jitter));
        if freshness.stage(now) == Stage::Expired {
            let error = expired_on_arrival();
            self.open_window_for(now, error.clone(), jitter);
            return Action::Fail(error);
        }
        let replaces_rejected = core::mem::take(&mut self.rejected_last);
        let version = token.obtained_at;
        self.hold(token, freshness, version, replaces_rejected);
        Action::Nothing
    }

    /// A token of another process has proven nothing here, so it does not count as the replacement of a rejected one.
    fn adopted(&mut self, now: Instant, id: CallId, mut token: AccessToken, jitter: Jitter) -> Action {
        if self.call.is_none_or(|call| call.id != id) {
            // Not `Keep`: it would go on to a request of its own.
            return Action::Join;
        }
        let version = token.obtained_at;
        if version.saturating_sub(now.wall_ms) > CLOCK_TOLERANCE_MS {
            return Action::Keep;
        }
        // Left in the future it would count as newer than what is obtained next.
        token.obtained_at = version.min(now.wall_ms);
        let age_ms = now.wall_ms.saturating_sub(token.obtained_at);
        let asked_at = Instant {
            wall_ms: now.wall_ms.saturating_sub(age_ms),
            monotonic_ms: now.monotonic_ms.saturating_sub(age_ms),
        };
        let freshness = Freshness::of(&token, asked_at, self.terms(jitter));
        let is_better = match (&self.held, freshness.stage(now)) {
            (_, Stage::Expired) => false,
            (Some(held), Stage::Due) if held.freshness.stage(now) != Stage::Expired => false,
            (Some(held), _) => held.is_older_than(&token, version),
            (None, _) => true,
        };
        if !is_better || self.refuses(&token) {
            return Action::Keep;
        }
        // What this process asks for next replaces no rejected one: this one did.
        self.rejected_last = false;
        self.hold(token, freshness, version, false);
        Action::Nothing
    }

    /// Whether this is the token dropped last, or an older one.
    fn refuses(&self, token: &AccessToken) -> bool {
        self.refused.as_ref().is_some_and(|refused| {
            token.obtained_at < refused.obtained_at || token.value.expose() == refused.value.expose()
        })
    }

    fn terms(&self, jitter: Jitter) -> Terms {
        Terms { own_margin_ms: self.settings.margin_ms, clock_offset_ms: self.clock_offset_ms, jitter }
    }

    fn hold(&mut self, token: AccessToken, freshness: Freshness, version: i64, replaces_rejected: bool) {
        self.call = None;
        self.window = None;
        self.failures = 0;
        self.last_generation = self.last_generation.wrapping_add(1);
        let generation = Generation(self.last_generation);
        self.held = Some(Held { freshness, token, generation, version, replaces_rejected });
    }

    fn failed(&mut self, now: Instant, id: CallId, error: AuthError, jitter: Jitter) -> Action {
        let Some(call) = self.call.filter(|call| call.id == id) else {
            // As with a token: the other call may well bring one.
            return Action::Keep;
        };
        let left_ms = self.settings.deadline_ms.saturating_sub(now.since(call.began));
        let retry = if self.failures == 0 { self.settings.retry } else { RetrySettings::NEVER };
        match retry.delay_ms(call.requests, &error, left_ms, jitter) {
            Some(delay_ms) => Action::Retry(delay_ms),
            None => self.open_window_for(now, error, jitter),
        }
    }

    fn open_window_for(&mut self, now: Instant, error: AuthError, jitter: Jitter) -> Action {
        self.call = None;
        let asked_for = error.retry_after_ms().map_or(0, |wait| i64::try_from(wait).unwrap_or(i64::MAX));
        let own = if error.code() == ErrorCode::BadCredentials {
            BAD_CREDENTIALS_WINDOW_MS
        } else {
            jitter.of(doubled(self.failures))
        };
        self.failures = self.failures.saturating_add(1);
        let length_ms = own.max(asked_for);
        self.window = Some(Window { opened: now, length_ms, error });
        Action::Nothing
    }

    fn invalidated(&mut self, generation: Generation) -> Action {
        if self.held.as_ref().is_some_and(|held| held.generation == generation) {
            self.drop_held();
        }
        Action::Nothing
    }

    fn drop_held(&mut self) {
        if let Some(Held { token, version, .. }) = self.held.take() {
            self.refused = Some(Refused { obtained_at: token.obtained_at, version, value: token.value });
        }
    }

    fn rejected(&mut self, now: Instant, generation: Generation, jitter: Jitter) -> Action {
        let Some(held) = self.held.as_ref().filter(|held| held.generation == generation) else {
            // Somebody else reported it before, or a newer token is held: that one deserves a try.
            return Action::Replay;
        };
        let is_proven = held.freshness.age_ms(now) >= PROVEN_AFTER_MS || !held.replaces_rejected;
        if is_proven && !self.rejections_are_recent(now) {
            self.rejections = None;
        } else if !self.rejection_window_has_passed(now, jitter) {
            return Action::Keep;
        }
        self.drop_held();
        self.rejected_last = true;
        Action::Replay
    }

    /// Whether a window for rejections is open, or ended so short a time ago that no token has proven itself since.
    fn rejections_are_recent(&self, now: Instant) -> bool {
        let window = self.rejections.and_then(|rejections| rejections.window);
        window.is_some_and(|(opened, length_ms)| now.since(opened) < length_ms.saturating_add(PROVEN_AFTER_MS))
    }

    /// Opens a window where there is none, longer each time; takes one down that has ended.
    fn rejection_window_has_passed(&mut self, now: Instant, jitter: Jitter) -> bool {
        let rejections = self.rejections.get_or_insert(Rejections { count: 0, window: None });
        match rejections.window {
            Some((opened, length_ms)) if now.since(opened) < length_ms => false,
            Some(_) => {
                rejections.window = None;
                true
            }
            None => {
                let length_ms = jitter.of(doubled(rejections.count)).max(FIRST_WINDOW_MS);
                rejections.window = Some((now, length_ms));
                rejections.count = rejections.count.saturating_add(1);
                false
            }
        }
    }
}

fn password_expired() -> AuthError {
    AuthError::new(
        ErrorCode::PasswordExpired,
        "the client password has expired: register again, and make a new authenticator with the new password, or let the \
         function in credentials give it",
    )
}

fn expired_on_arrival() -> AuthError {
    AuthError::new(
        ErrorCode::TokenExpired,
        "the token had already expired when it arrived: check this machine's clock, and how long the answer takes",
    )
}

/// 1 s, doubled for every failure before, up to 30 s.
pub(super) fn doubled(failures: u32) -> i64 {
    FIRST_WINDOW_MS.saturating_mul(1_i64.checked_shl(failures.min(16)).unwrap_or(1)).min(LONGEST_WINDOW_MS)
}

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
//! | obtained | – | this one | – | `Nothing` | token held, call over, window shut |
//! | failed | – | this one | – | `Nothing` | call over, window opens |
//! | invalidated | this one | – | – | `Nothing` | token dropped |
//! | rejected | another, newer one | – | – | `Replay` | |
//! | rejected | this one | – | – | `Replay` | token dropped |
//! | rejected | this one, itself a replacement of a rejected one | – | – | `Keep` | window for rejections opens |
//! | rejected | this one, while that window is open | – | – | `Keep` | |
//!
//! A call that is older than its deadline counts as lost (G3): a frozen process may never hear of it again. Its
//! late answer still counts, unless another call has begun since.
//!
//! The guarantees kept here: one call per burst (G1), failures that neither stick nor multiply (G2), a valid token
//! is served whatever happens to its renewal (G3), one renewal for many rejections (G5).

use super::access_token::AccessToken;
use super::freshness::{Freshness, Instant, Share, Stage};
use crate::error::{AuthError, ErrorCode};

/// The first back-off window; each further failure doubles it (G2), in milliseconds.
const FIRST_WINDOW_MS: i64 = 1_000;
/// The longest back-off window of our own choosing, in milliseconds.
const LONGEST_WINDOW_MS: i64 = 30_000;
/// The longest wait a vendor's `Retry-After` can impose, in milliseconds.
const LONGEST_VENDOR_WINDOW_MS: i64 = 300_000;
/// Wrong credentials do not become right soon, in milliseconds.
const BAD_CREDENTIALS_WINDOW_MS: i64 = 30_000;
/// A replacement that was accepted for so long was a good one: its rejection is a new story, in milliseconds.
const PROVEN_AFTER_MS: i64 = 30_000;

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
    /// The call brought a token; the share decides by how much its renewal moves.
    Obtained(CallId, AccessToken, Share),
    /// The call failed; the share decides how much of the window is waited.
    Failed(CallId, AuthError, Share),
    /// The caller wants no more of the token of this generation.
    Invalidated(Generation),
    /// The vendor rejected the token of this generation; the share decides how much of the window is waited.
    Rejected(Generation, Share),
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
    /// Wait for the call under way, then ask again.
    Join,
    /// Fail with this error.
    Fail(AuthError),
    /// Want a token again and send the request once more with it.
    Replay,
    /// Take the rejection as the answer: another token would fare no better now.
    Keep,
    /// Nothing is to be done.
    Nothing,
}

/// What stays the same over a machine's life.
#[derive(Clone, Copy, Debug)]
pub struct RenewalSettings {
    /// How long one call may take, in milliseconds.
    pub deadline_ms: i64,
    /// The caller's own renewal margin, in milliseconds.
    pub margin_ms: Option<i64>,
    /// When the credentials themselves end, in milliseconds since 1970: no call is made from then on.
    pub credentials_end_at: Option<i64>,
}

/// The state of one token's renewal.
pub struct Renewal {
    settings: RenewalSettings,
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
    replaces_rejected: bool,
}

#[derive(Clone, Copy)]
struct Call {
    id: CallId,
    began: Instant,
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
            Event::Obtained(id, token, share) => self.obtained(id, token, share),
            Event::Failed(id, error, share) => self.failed(now, id, error, share),
            Event::Invalidated(generation) => self.invalidated(generation),
            Event::Rejected(generation, share) => self.rejected(now, generation, share),
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

    /// Whether a call is under way.
    pub fn is_calling(&self, now: Instant) -> bool {
        self.live_call(now).is_some()
    }

    fn wanted(&mut self, now: Instant) -> Action {
        match self.held.as_ref().map(|held| held.freshness.stage(now)) {
            Some(Stage::Fresh) => Action::Serve,
            Some(Stage::Due) if self.live_call(now).is_some() || self.open_window(now).is_some() => Action::Serve,
            Some(Stage::Due) if self.credentials_have_ended(now) => Action::Serve,
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
        self.call = Some(Call { id, began: now });
        id
    }

    fn live_call(&self, now: Instant) -> Option<Call> {
        self.call.filter(|call| now.since(call.began) <= self.settings.deadline_ms)
    }

    fn open_window(&self, now: Instant) -> Option<AuthError> {
        let window = self.window.as_ref()?;
        let left = window.length_ms.saturating_sub(now.since(window.opened));
        (left > 0).then(|| window.error.clone().with_retry_after_ms(u64::try_from(left).ok()))
    }

    fn obtained(&mut self, id: CallId, token: AccessToken, share: Share) -> Action {
        let asked_at = match self.call {
            Some(call) if call.id == id => call.began,
            // A call that counted as lost, and another since: the other one's token is the newer.
            _ => return Action::Nothing,
        };
        self.call = None;
        self.window = None;
        self.failures = 0;
        self.last_generation = self.last_generation.wrapping_add(1);
        self.held = Some(Held {
            freshness: Freshness::of(&token, asked_at, self.settings.margin_ms, share),
            token,
            generation: Generation(self.last_generation),
            replaces_rejected: core::mem::take(&mut self.rejected_last),
        });
        Action::Nothing
    }

    fn failed(&mut self, now: Instant, id: CallId, error: AuthError, share: Share) -> Action {
        if self.call.is_none_or(|call| call.id != id) {
            return Action::Nothing;
        }
        self.call = None;
        let asked_for = error.retry_after_ms().map_or(0, |wait| i64::try_from(wait).unwrap_or(i64::MAX));
        let own = if error.code() == ErrorCode::BadCredentials {
            BAD_CREDENTIALS_WINDOW_MS
        } else {
            share.of(doubled(self.failures))
        };
        self.failures = self.failures.saturating_add(1);
        let length_ms = own.max(asked_for.min(LONGEST_VENDOR_WINDOW_MS));
        self.window = Some(Window { opened: now, length_ms, error });
        Action::Nothing
    }

    fn invalidated(&mut self, generation: Generation) -> Action {
        self.held = self.held.take().filter(|held| held.generation != generation);
        Action::Nothing
    }

    fn rejected(&mut self, now: Instant, generation: Generation, share: Share) -> Action {
        let Some(held) = self.held.as_ref().filter(|held| held.generation == generation) else {
            // Somebody else reported it before, or a newer token is held: that one deserves a try.
            return Action::Replay;
        };
        let is_proven = held.freshness.age_ms(now) >= PROVEN_AFTER_MS || !held.replaces_rejected;
        if is_proven && !self.rejections_are_recent(now) {
            self.rejections = None;
        } else if !self.rejection_window_has_passed(now, share) {
            return Action::Keep;
        }
        self.held = None;
        self.rejected_last = true;
        Action::Replay
    }

    /// Whether a window for rejections is open, or ended so short a time ago that no token has proven itself since.
    fn rejections_are_recent(&self, now: Instant) -> bool {
        let window = self.rejections.and_then(|rejections| rejections.window);
        window.is_some_and(|(opened, length_ms)| now.since(opened) < length_ms.saturating_add(PROVEN_AFTER_MS))
    }

    /// Opens a window where there is none, longer each time; takes one down that has ended.
    fn rejection_window_has_passed(&mut self, now: Instant, share: Share) -> bool {
        let rejections = self.rejections.get_or_insert(Rejections { count: 0, window: None });
        match rejections.window {
            Some((opened, length_ms)) if now.since(opened) < length_ms => false,
            Some(_) => {
                rejections.window = None;
                true
            }
            None => {
                let length_ms = share.of(doubled(rejections.count)).max(FIRST_WINDOW_MS);
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
        "the client password has reached its end date, so no token can be asked for: register again, and make a new authenticator with the new password",
    )
}

/// 1 s, doubled for every failure before, up to 30 s.
fn doubled(failures: u32) -> i64 {
    FIRST_WINDOW_MS.saturating_mul(1_i64.checked_shl(failures.min(16)).unwrap_or(1)).min(LONGEST_WINDOW_MS)
}

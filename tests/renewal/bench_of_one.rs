//! One machine, one clock, and short words for what happens to them.

use commerce_auth::error::{AuthError, ErrorCode};
use commerce_auth::secret::Secret;
use commerce_auth::token::access_token::AccessToken;
use commerce_auth::token::freshness::{Instant, Jitter};
use commerce_auth::token::renewal::{Action, Background, CallId, Event, Generation, Renewal, RenewalSettings};
use commerce_auth::token::retry::RetrySettings;

/// The whole window is waited.
pub const WHOLE: Jitter = Jitter(u32::MAX);
/// As long as the product's own default.
pub const DEADLINE_MS: i64 = 10_000;

/// No retries, no store, renewals in the background.
pub const SETTINGS: RenewalSettings = RenewalSettings {
    deadline_ms: DEADLINE_MS,
    sharing_ms: 0,
    retry: RetrySettings::NEVER,
    background: Background::Allowed,
    margin_ms: None,
    credentials_end_at: None,
};

pub struct Bench {
    pub renewal: Renewal,
    pub now: Instant,
}

impl Bench {
    pub fn new() -> Self {
        Bench::with(SETTINGS)
    }

    pub fn with(settings: RenewalSettings) -> Self {
        Bench { renewal: Renewal::new(settings), now: Instant { wall_ms: 1_600_000_000_000, monotonic_ms: 0 } }
    }

    /// Holds a token of this lifetime, asked for and obtained at this very moment.
    pub fn holding(seconds: i64) -> Self {
        let mut bench = Bench::new();
        bench.renew(seconds);
        bench
    }

    /// Both clocks go on.
    pub fn pass(&mut self, milliseconds: i64) {
        self.now.wall_ms += milliseconds;
        self.now.monotonic_ms += milliseconds;
    }

    /// Somebody sets the wall clock; the monotonic one goes on as before.
    pub fn set_wall_clock(&mut self, by_ms: i64) {
        self.now.wall_ms += by_ms;
    }

    pub fn want(&mut self) -> Action {
        self.renewal.step(self.now, Event::Wanted)
    }

    /// The call that a want begins.
    pub fn call(&mut self) -> CallId {
        match self.want() {
            Action::Call(id) | Action::ServeAndCall(id) => id,
            other => panic!("no call begins: {other:?}"),
        }
    }

    pub fn obtain(&mut self, id: CallId, seconds: i64) -> Action {
        self.renewal.step(self.now, Event::Obtained(id, lasting(seconds), WHOLE))
    }

    /// A request of the call goes out at this very moment.
    pub fn send(&mut self, id: CallId) {
        assert_eq!(self.renewal.step(self.now, Event::Sent(id)), Action::Nothing);
    }

    /// A store has a token of this lifetime, obtained so long ago.
    pub fn adopt(&mut self, id: CallId, value: &str, age_ms: i64, seconds: i64) -> Action {
        let token =
            AccessToken { value: Secret::new(value), obtained_at: self.now.wall_ms - age_ms, ..lasting(seconds) };
        self.renewal.step(self.now, Event::Adopted(id, token, WHOLE))
    }

    pub fn fail(&mut self, id: CallId, error: AuthError) -> Action {
        self.fail_waiting(id, error, WHOLE)
    }

    pub fn fail_waiting(&mut self, id: CallId, error: AuthError, jitter: Jitter) -> Action {
        self.renewal.step(self.now, Event::Failed(id, error, jitter))
    }

    pub fn reject(&mut self, generation: Generation) -> Action {
        self.renewal.step(self.now, Event::Rejected(generation, WHOLE))
    }

    pub fn invalidate(&mut self, generation: Generation) -> Action {
        self.renewal.step(self.now, Event::Invalidated(generation))
    }

    /// A call and its token, in no time.
    pub fn renew(&mut self, seconds: i64) -> Generation {
        let id = self.call();
        self.obtain(id, seconds);
        self.held().unwrap()
    }

    pub fn held(&self) -> Option<Generation> {
        self.renewal.token().map(|(_, generation)| generation)
    }

    /// How long the window that a failure opens lasts from now on: until a call begins again. Time passes.
    pub fn wait_for_probe(&mut self, step_ms: i64) -> (i64, CallId) {
        let mut waited = 0;
        loop {
            if let Action::Call(id) = self.want() {
                return (waited, id);
            }
            assert!(waited < 3_600_000, "no call ever begins again");
            self.pass(step_ms);
            waited += step_ms;
        }
    }
}

pub fn lasting(seconds: i64) -> AccessToken {
    AccessToken {
        value: Secret::new("t"),
        obtained_at: 0,
        expires_at: None,
        lifetime_seconds: Some(seconds),
        token_type: None,
        refresh_token: None,
        kept: Vec::new(),
    }
}

pub fn network() -> AuthError {
    AuthError::new(ErrorCode::Network, "down")
}

pub fn bad_credentials() -> AuthError {
    AuthError::new(ErrorCode::BadCredentials, "wrong")
}

/// A failure whose vendor asks for this wait.
pub fn busy(wait_ms: u64) -> AuthError {
    AuthError::new(ErrorCode::RateLimited, "busy").with_retry_after_ms(Some(wait_ms))
}

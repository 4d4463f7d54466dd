//! A referee that watches a machine from outside and keeps books of its own: which call is under way, which token is
//! held, which window is open. It knows the rules as the design puts them, and none of the machine's code.

use crate::bench_of_one::{Bench, DEADLINE_MS};
use commerce_auth::error::{AuthError, ErrorCode};
use commerce_auth::secret::Secret;
use commerce_auth::token::access_token::AccessToken;
use commerce_auth::token::freshness::{Instant, Jitter};
use commerce_auth::token::renewal::{Action, CallId, Event, Generation};

/// What can happen, seen from outside.
#[derive(Clone, Copy, Debug)]
pub enum Happening {
    Want,
    /// The call under way brings a token of this many seconds; of unknown lifetime for none.
    Obtain(Option<i64>),
    /// A call that was given up brings a token after all.
    ObtainLate,
    Fail,
    FailForCredentials,
    /// The vendor asks for this wait in milliseconds.
    FailWithWait(u64),
    FailLate,
    RejectHeld,
    RejectOlder,
    /// The caller wants no more of the token held.
    Invalidate,
    /// Both clocks go on.
    Pass(i64),
    /// The wall clock is set.
    SetWallClock(i64),
}

struct Held {
    generation: Generation,
    asked_at: Instant,
    lifetime_ms: Option<i64>,
}

pub struct Referee {
    pub bench: Bench,
    /// Decides every jitter.
    jitter: Jitter,
    call: Option<(CallId, Instant)>,
    /// Calls that another one has overtaken.
    overtaken: Vec<CallId>,
    held: Option<Held>,
    window: Option<(Instant, i64)>,
    failures: u32,
    /// When a rejection was last kept.
    kept_at: Option<Instant>,
    generations: u32,
}

impl Referee {
    pub fn new(jitter: Jitter) -> Self {
        Referee {
            bench: Bench::new(),
            jitter,
            call: None,
            overtaken: Vec::new(),
            held: None,
            window: None,
            failures: 0,
            kept_at: None,
            generations: 0,
        }
    }

    /// Lets it happen to the machine, and says what rule was broken by it.
    pub fn play(&mut self, happening: Happening) -> Result<(), String> {
        match happening {
            Happening::Want => self.want(),
            Happening::Obtain(seconds) => self.obtain(seconds),
            Happening::ObtainLate => self.late(|id, jitter| Event::Obtained(id, token(Some(3600)), jitter)),
            Happening::FailLate => self.late(|id, jitter| Event::Failed(id, failure(ErrorCode::Network, None), jitter)),
            Happening::Fail => self.fail(failure(ErrorCode::Network, None)),
            Happening::FailForCredentials => self.fail(failure(ErrorCode::BadCredentials, None)),
            Happening::FailWithWait(wait) => self.fail(failure(ErrorCode::RateLimited, Some(wait))),
            Happening::RejectHeld => self.reject_held(),
            Happening::RejectOlder => self.reject_older(),
            Happening::Invalidate => self.invalidate(),
            Happening::Pass(milliseconds) => {
                self.bench.pass(milliseconds);
                Ok(())
            }
            Happening::SetWallClock(by) => {
                self.bench.set_wall_clock(by);
                Ok(())
            }
        }?;
        self.compare_books()
    }

    fn want(&mut self) -> Result<(), String> {
        let action = self.bench.want();
        let (is_calling, is_waiting) = (self.is_calling(), self.is_window_open());
        match &action {
            Action::Serve | Action::ServeAndCall(_) => rule(self.is_servable(), "an expired token is never served")?,
            Action::Join => rule(is_calling, "nobody waits for a call that is not under way")?,
            Action::Fail(_) => rule(is_waiting, "nobody fails outside of a window")?,
            Action::Call(_) => {}
            other => return Err(format!("{other:?} is no answer to a want")),
        }
        if let Action::Call(id) | Action::ServeAndCall(id) = action {
            rule(!is_calling, "at most one call is under way (G1)")?;
            rule(!is_waiting, "inside a window no call begins (G2)")?;
            rule(!self.is_fresh(), "a fresh token is not renewed")?;
            self.overtaken.extend(self.call.take().map(|(lost, _)| lost));
            self.call = Some((id, self.bench.now));
        }
        let is_served = matches!(action, Action::Serve | Action::ServeAndCall(_));
        rule(is_served || !self.is_servable(), "a living token is served whatever happens (G3)")?;
        let is_stuck = !is_served && !is_calling && !is_waiting && !matches!(action, Action::Call(_));
        rule(!is_stuck, "without a token, a call and a window, a call begins (G2)")
    }

    fn obtain(&mut self, seconds: Option<i64>) -> Result<(), String> {
        let Some((id, asked_at)) = self.call.take() else {
            return Ok(());
        };
        let action = self.step(Event::Obtained(id, token(seconds), self.jitter));
        let lifetime_ms = seconds.map(|seconds| seconds * 1000);
        if lifetime_ms.is_some_and(|lifetime| age(self.bench.now, asked_at) >= last_served(lifetime)) {
            self.window = Some((self.bench.now, self.jitter.of(doubled(self.failures))));
            self.failures += 1;
            return rule(matches!(action, Action::Fail(_)), "a token that is dead on arrival is a failure (G2)");
        }
        self.generations += 1;
        let generation = Generation(self.generations);
        self.held = Some(Held { generation, asked_at, lifetime_ms });
        self.window = None;
        self.failures = 0;
        rule(action == Action::Nothing, "an answer asks for nothing")?;
        rule(self.bench.renewal.last_failure().is_none(), "after a success the window is shut (G2)")
    }

    fn fail(&mut self, error: AuthError) -> Result<(), String> {
        let Some((id, _)) = self.call.take() else {
            return Ok(());
        };
        let asked_for = i64::try_from(error.retry_after_ms().unwrap_or(0)).unwrap_or(i64::MAX).min(300_000);
        let own = match error.code() {
            ErrorCode::BadCredentials => 30_000,
            _ => self.jitter.of(doubled(self.failures)),
        };
        self.window = Some((self.bench.now, own.max(asked_for)));
        self.failures += 1;
        let action = self.step(Event::Failed(id, error, self.jitter));
        rule(action == Action::Nothing, "a failure asks for nothing")
    }

    /// Whatever a call brings that another one has overtaken, it changes nothing.
    fn late(&mut self, event: impl Fn(CallId, Jitter) -> Event) -> Result<(), String> {
        for id in self.overtaken.clone() {
            let action = self.step(event(id, self.jitter));
            rule(action == Action::Keep, "what comes of a renewal that was overtaken is dropped (G1)")?;
        }
        Ok(())
    }

    fn reject_held(&mut self) -> Result<(), String> {
        let Some(generation) = self.held.as_ref().map(|held| held.generation) else {
            return Ok(());
        };
        let just_kept = self.kept_at.is_some_and(|kept| age(self.bench.now, kept) < 1_000);
        match self.step(Event::Rejected(generation, self.jitter)) {
            Action::Replay => {
                rule(!just_kept, "inside the window for rejections none renews (G5)")?;
                self.held = None;
                self.kept_at = None;
            }
            Action::Keep => self.kept_at = self.kept_at.or(Some(self.bench.now)),
            other => return Err(format!("{other:?} is no answer to a rejection")),
        }
        Ok(())
    }

    fn invalidate(&mut self) -> Result<(), String> {
        let Some(held) = self.held.take() else {
            return Ok(());
        };
        let action = self.step(Event::Invalidated(held.generation));
        rule(action == Action::Nothing, "to invalidate asks for nothing")
    }

    fn reject_older(&mut self) -> Result<(), String> {
        let newest = self.generations;
        for older in 0..newest {
            let action = self.step(Event::Rejected(Generation(older), self.jitter));
            rule(action == Action::Replay, "who was served an older token tries the newer one (G5)")?;
        }
        Ok(())
    }

    /// What the machine shows of itself is what happened to it.
    fn compare_books(&self) -> Result<(), String> {
        let renewal = &self.bench.renewal;
        let generation = self.held.as_ref().map(|held| held.generation);
        rule(self.bench.held() == generation, "the token held is the last one obtained and not rejected (G5)")?;
        rule(
            renewal.is_calling(self.bench.now) == self.is_calling(),
            "a call is under way until it is settled or lost",
        )?;
        rule(renewal.last_failure().is_some() == self.window.is_some(), "a failure is remembered until a success")
    }

    fn step(&mut self, event: Event) -> Action {
        self.bench.renewal.step(self.bench.now, event)
    }

    fn is_calling(&self) -> bool {
        self.call.is_some_and(|(_, began)| age(self.bench.now, began) <= DEADLINE_MS)
    }

    fn is_window_open(&self) -> bool {
        self.window.is_some_and(|(opened, length)| age(self.bench.now, opened) < length)
    }

    fn is_servable(&self) -> bool {
        self.is_younger_than(last_served)
    }

    /// Far from its renewal, wherever jitter puts it (G6).
    fn is_fresh(&self) -> bool {
        self.is_younger_than(|lifetime| lifetime - (lifetime / 5).min(60_000) * 11 / 10)
    }

    fn is_younger_than(&self, limit: impl Fn(i64) -> i64) -> bool {
        self.held.as_ref().is_some_and(|held| {
            held.lifetime_ms.is_none_or(|lifetime| age(self.bench.now, held.asked_at) < limit(lifetime))
        })
    }
}

fn rule(is_kept: bool, rule: &str) -> Result<(), String> {
    if is_kept { Ok(()) } else { Err(rule.to_owned()) }
}

/// Not in its last moments: 2 s, or a twentieth of a short life (G6).
fn last_served(lifetime_ms: i64) -> i64 {
    lifetime_ms - (lifetime_ms / 20).min(2_000)
}

fn doubled(failures: u32) -> i64 {
    (1_000_i64 << failures.min(5)).min(30_000)
}

/// By whichever clock says more (G6).
fn age(now: Instant, since: Instant) -> i64 {
    (now.wall_ms - since.wall_ms).max(now.monotonic_ms - since.monotonic_ms).max(0)
}

fn token(lifetime_seconds: Option<i64>) -> AccessToken {
    AccessToken {
        value: Secret::new("t"),
        obtained_at: 0,
        expires_at: None,
        lifetime_seconds,
        token_type: None,
        refresh_token: None,
        kept: Vec::new(),
    }
}

fn failure(code: ErrorCode, wait: Option<u64>) -> AuthError {
    AuthError::new(code, "failed").with_retry_after_ms(wait)
}

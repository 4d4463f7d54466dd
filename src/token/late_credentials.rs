//! When credentials that come later are asked for, as a state machine: (state, now, event) → what to do. It asks nobody and
//! reads no clock.
//!
//! | asked before | given | in doubt for good | asking | window | what there is without them | need |
//! |---|---|---|---|---|---|---|
//! | – | yes | no | – | – | – | `Use` |
//! | – | – | – | yes | – | a token | `Use` |
//! | – | – | – | yes | – | anything else | `Wait` |
//! | – | – | – | no | open | nothing | `Fail` |
//! | – | – | – | no | open | a token, or what was given before | `Use` |
//! | – | – | – | no | shut | a token | `AskBeside` |
//! | – | – | – | no | shut | anything else | `Ask` |
//!
//! What was given is in doubt from the moment when a vendor refused it, and for good unless others were asked for in the last
//! 30 s: so a secret that was rotated is found at the first need, and wrong ones have a secret manager asked twice a minute at
//! most. Asking that is older than its deadline counts as lost, and a failure opens the window of any failed renewal (G2).

use super::freshness::{Instant, Jitter};
use super::renewal::doubled;

/// Once it was asked for again, it is not before so many milliseconds have passed.
const ASKED_AGAIN_AFTER_MS: i64 = 30_000;

/// What a caller could go on with if nobody were asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AtHand {
    /// Nothing.
    Nothing,
    /// Credentials that were given before, which may still be good for most calls.
    Credentials,
    /// A token that is still good.
    Token,
}

/// What the shell is to do for a caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// Go on with what there is.
    Use,
    /// Ask, and wait for the answer.
    Ask,
    /// Go on with what there is, and ask meanwhile.
    AskBeside,
    /// Wait for the answer that somebody else has asked for.
    Wait,
    /// Fail as last time: so many milliseconds are left until somebody may ask again.
    Fail(i64),
}

/// The state of what is asked for.
///
/// ```
/// use commerce_auth::token::freshness::{Instant, Jitter};
/// use commerce_auth::token::late_credentials::{AtHand, LateCredentials, Need};
/// let at = |ms: i64| Instant { wall_ms: 1_700_000_000_000 + ms, monotonic_ms: ms };
/// let mut late = LateCredentials::new(10_000);
/// // The first caller asks, the second waits for it:
/// assert_eq!(late.wanted(at(0), AtHand::Nothing), Need::Ask);
/// assert_eq!(late.wanted(at(1), AtHand::Nothing), Need::Wait);
/// assert!(late.is_asking(at(1)));
/// late.given(at(50));
/// assert_eq!(late.wanted(at(60), AtHand::Credentials), Need::Use);
/// // The vendor refuses them, and then those that are given instead; half a minute has to pass:
/// late.doubted();
/// assert_eq!(late.wanted(at(70), AtHand::Credentials), Need::Ask);
/// late.given(at(80));
/// late.doubted();
/// assert_eq!(late.wanted(at(30_079), AtHand::Credentials), Need::Use);
/// assert_eq!(late.wanted(at(30_080), AtHand::Credentials), Need::Ask);
/// // A failure opens a window of at most a second:
/// late.failed(at(30_100), Jitter(u32::MAX));
/// assert_eq!(late.next_try_at(), Some(1_700_000_031_099));
/// assert_eq!(late.wanted(at(30_101), AtHand::Nothing), Need::Fail(998));
/// // Whoever asked is gone:
/// assert_eq!(late.wanted(at(31_099), AtHand::Nothing), Need::Ask);
/// late.lost();
/// assert_eq!(late.wanted(at(31_100), AtHand::Nothing), Need::Ask);
/// ```
pub struct LateCredentials {
    deadline_ms: i64,
    is_given: bool,
    given_again_at: Option<Instant>,
    is_doubted: bool,
    asked_at: Option<Instant>,
    window: Option<Window>,
    failures: u32,
}

#[derive(Clone, Copy)]
struct Window {
    opened: Instant,
    length_ms: i64,
}

impl Window {
    fn left_ms(self, now: Instant) -> i64 {
        self.length_ms.saturating_sub(now.since(self.opened))
    }
}

impl LateCredentials {
    /// Nothing was asked yet; an answer may take so many milliseconds.
    pub fn new(deadline_ms: i64) -> Self {
        LateCredentials {
            deadline_ms,
            is_given: false,
            given_again_at: None,
            is_doubted: false,
            asked_at: None,
            window: None,
            failures: 0,
        }
    }

    /// A caller needs credentials, and has so much at hand.
    pub fn wanted(&mut self, now: Instant, at_hand: AtHand) -> Need {
        let is_new = self.given_again_at.is_some_and(|given| now.since(given) < ASKED_AGAIN_AFTER_MS);
        if self.is_given && (!self.is_doubted || is_new) {
            return Need::Use;
        }
        if self.is_asking(now) {
            return if at_hand == AtHand::Token { Need::Use } else { Need::Wait };
        }
        let left_ms = self.window.map_or(0, |window| window.left_ms(now));
        match at_hand {
            AtHand::Nothing if left_ms > 0 => Need::Fail(left_ms),
            _ if left_ms > 0 => Need::Use,
            AtHand::Token => self.ask(now, Need::AskBeside),
            AtHand::Nothing | AtHand::Credentials => self.ask(now, Need::Ask),
        }
    }

    fn ask(&mut self, now: Instant, need: Need) -> Need {
        self.asked_at = Some(now);
        need
    }

    /// Whether somebody has asked, and an answer may still come.
    pub fn is_asking(&self, now: Instant) -> bool {
        self.asked_at.is_some_and(|asked| now.since(asked) <= self.deadline_ms)
    }

    /// They were given.
    pub fn given(&mut self, now: Instant) {
        let given_again_at = self.is_given.then_some(now);
        *self = LateCredentials { is_given: true, given_again_at, ..LateCredentials::new(self.deadline_ms) };
    }

    /// They were not given, or are none; the jitter decides how much of the window is waited.
    pub fn failed(&mut self, now: Instant, jitter: Jitter) {
        self.asked_at = None;
        self.window = Some(Window { opened: now, length_ms: jitter.of(doubled(self.failures)) });
        self.failures = self.failures.saturating_add(1);
    }

    /// Whoever asked is gone, and took the answer along.
    pub fn lost(&mut self) {
        self.asked_at = None;
    }

    /// A vendor refused what was given.
    pub fn doubted(&mut self) {
        self.is_doubted = true;
    }

    /// When somebody may ask again after a failure, in milliseconds since 1970; nothing after a success.
    pub fn next_try_at(&self) -> Option<i64> {
        self.window.map(|window| window.opened.wall_ms.saturating_add(window.length_ms))
    }
}

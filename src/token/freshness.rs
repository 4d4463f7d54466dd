//! How long a token is fresh: arithmetic over instants, nothing else.

use super::access_token::AccessToken;

/// The earliest renewal before the end of a token's life, in milliseconds.
const MARGIN_LIMIT_MS: i64 = 60_000;
/// A difference of clocks below it says nothing, in milliseconds.
const OFFSET_LIMIT_MS: i64 = 2_000;
/// Of a difference of clocks above it nothing is believed, in milliseconds: whoever sent that date has no clock.
const OFFSET_BELIEVED_MS: i64 = 86_400_000;
/// In the last moments of its life a token is not served, since it would expire on the way, in milliseconds.
const TAIL_LIMIT_MS: i64 = 2_000;

/// One instant on two clocks: the wall clock, which can be set, and a monotonic one, which may stand still while a
/// machine sleeps. Both in milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Instant {
    /// Since 1970.
    pub wall_ms: i64,
    /// Since some fixed point of this process.
    pub monotonic_ms: i64,
}

impl Instant {
    /// How long it is since `earlier`, by whichever clock says more: a wall clock set back does not keep a token
    /// alive, nor does a monotonic clock that slept.
    ///
    /// The result is in milliseconds, and never negative.
    ///
    /// ```
    /// use commerce_auth::token::freshness::Instant;
    /// let asked = Instant { wall_ms: 1_700_000_000_000, monotonic_ms: 5_000 };
    /// // An hour later by one clock, while the other was set back:
    /// let now = Instant { wall_ms: 1_699_999_000_000, monotonic_ms: 3_605_000 };
    /// assert_eq!(now.since(asked), 3_600_000);
    /// ```
    pub fn since(self, earlier: Instant) -> i64 {
        let by_wall = self.wall_ms.saturating_sub(earlier.wall_ms);
        let by_monotonic = self.monotonic_ms.saturating_sub(earlier.monotonic_ms);
        by_wall.max(by_monotonic).max(0)
    }
}

/// A random share, from 0 to `u32::MAX` for 0 to 1. Randomness is an argument, like time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Jitter(pub u32);

impl Jitter {
    /// This share of an amount.
    ///
    /// ```
    /// use commerce_auth::token::freshness::Jitter;
    /// assert_eq!((Jitter(0).of(1_000), Jitter(u32::MAX / 2 + 1).of(1_000)), (0, 500));
    /// ```
    pub fn of(self, amount: i64) -> i64 {
        let product = i128::from(amount).saturating_mul(i128::from(self.0)).wrapping_shr(32);
        i64::try_from(product).unwrap_or(i64::MAX)
    }
}

/// What decides about the stages beside the token itself.
#[derive(Clone, Copy, Debug)]
pub struct Terms {
    /// The caller's own renewal margin, in milliseconds.
    pub own_margin_ms: Option<i64>,
    /// How far the vendor's clock is ahead of this one, in milliseconds: it counts only for a token that states the
    /// instant of its end and no lifetime.
    pub clock_offset_ms: i64,
    /// Moves the margin.
    pub jitter: Jitter,
}

/// How far the vendor's clock is ahead, by the `Date` of an answer that was asked for and came at these instants of
/// ours; 0 within 2 s, and beyond a day. All in milliseconds.
///
/// The date is of some moment between the two, so where the clocks may agree they do. Where they cannot, the later of
/// the possible differences counts: by it a token is never served too long.
///
/// ```
/// use commerce_auth::token::freshness::clock_offset_ms;
/// // Asked at 0, answered at 500, with the date of a minute later:
/// assert_eq!(clock_offset_ms(60_000, 0, 500), 60_000);
/// assert_eq!(clock_offset_ms(1_000, 0, 500), 0);
/// // With the date of 1970, in 2023:
/// assert_eq!(clock_offset_ms(0, 1_700_000_000_000, 1_700_000_000_500), 0);
/// ```
pub fn clock_offset_ms(date: i64, asked_at: i64, answered_at: i64) -> i64 {
    let (least, most) = (date.saturating_sub(answered_at), date.saturating_sub(asked_at));
    let clocks_may_agree = least < OFFSET_LIMIT_MS && most > OFFSET_LIMIT_MS.saturating_neg();
    let is_believed = most.saturating_abs() <= OFFSET_BELIEVED_MS;
    if clocks_may_agree || !is_believed { 0 } else { most }
}

/// What a token is good for at an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Serve it.
    Fresh,
    /// Serve it, and renew it.
    Due,
    /// Do not serve it any more.
    Expired,
}

/// The two ages at which a token's stage changes.
///
/// ```
/// use commerce_auth::secret::Secret;
/// use commerce_auth::token::access_token::AccessToken;
/// use commerce_auth::token::freshness::{Freshness, Instant, Jitter, Stage, Terms};
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
/// // A lifetime of 300 s has a margin of 60 s, with the least jitter 54 s; a margin of one's own is in milliseconds.
/// let terms = Terms { own_margin_ms: None, clock_offset_ms: 0, jitter: Jitter(0) };
/// let freshness = Freshness::of(&token, at(0), terms);
/// assert_eq!(freshness.due_at(), Some(1_700_000_246_000));
/// assert_eq!(freshness.stage(at(245_999)), Stage::Fresh);
/// assert_eq!(freshness.stage(at(246_000)), Stage::Due);
/// assert_eq!(freshness.stage(at(298_000)), Stage::Expired);
/// assert_eq!((freshness.age_ms(at(246_000)), freshness.left_ms(at(246_000))), (246_000, Some(52_000)));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Freshness {
    asked_at: Instant,
    due_at_age_ms: i64,
    expired_at_age_ms: i64,
}

impl Freshness {
    /// The freshness of a token that was asked for at this instant: a stated lifetime counts from just before the
    /// request was sent, so that the time the answer took never prolongs it.
    ///
    /// The renewal margin is 60 s or a fifth of the lifetime, whichever is less, so that a token of 90 s is not
    /// renewed on every call; the jitter moves it by up to a tenth either way, so that a fleet does not renew in step.
    /// A margin of the caller's own, in milliseconds, counts up to half of the lifetime.
    pub fn of(token: &AccessToken, asked_at: Instant, terms: Terms) -> Freshness {
        let vendor_asked_at = asked_at.wall_ms.saturating_add(terms.clock_offset_ms);
        let Some(lifetime_ms) = lifetime_ms(token, vendor_asked_at) else {
            return Freshness { asked_at, due_at_age_ms: i64::MAX, expired_at_age_ms: i64::MAX };
        };
        let margin = match terms.own_margin_ms {
            Some(own) => own.min(fraction(lifetime_ms, 2)),
            None => fraction(lifetime_ms, 5).min(MARGIN_LIMIT_MS),
        };
        let tenth = fraction(margin, 10);
        let margin = margin.saturating_sub(tenth).saturating_add(terms.jitter.of(tenth.saturating_mul(2)));
        let tail = fraction(lifetime_ms, 20).min(TAIL_LIMIT_MS);
        let expired_at_age_ms = lifetime_ms.saturating_sub(tail);
        Freshness {
            asked_at,
            due_at_age_ms: lifetime_ms.saturating_sub(margin).min(expired_at_age_ms),
            expired_at_age_ms,
        }
    }

    /// The stage at an instant.
    pub fn stage(&self, now: Instant) -> Stage {
        let age = now.since(self.asked_at);
        if age >= self.expired_at_age_ms {
            Stage::Expired
        } else if age >= self.due_at_age_ms {
            Stage::Due
        } else {
            Stage::Fresh
        }
    }

    /// For how many milliseconds from now on it is served; nothing for a token of unknown lifetime.
    pub fn left_ms(&self, now: Instant) -> Option<i64> {
        (self.expired_at_age_ms < i64::MAX).then(|| self.expired_at_age_ms.saturating_sub(self.age_ms(now)).max(0))
    }

    /// When renewal falls due, in milliseconds since 1970; nothing for a token of unknown lifetime.
    pub fn due_at(&self) -> Option<i64> {
        (self.due_at_age_ms < i64::MAX).then(|| self.asked_at.wall_ms.saturating_add(self.due_at_age_ms))
    }

    /// How long ago the token was asked for, in milliseconds.
    pub fn age_ms(&self, now: Instant) -> i64 {
        now.since(self.asked_at)
    }
}

/// By the stated lifetime, else up to the instant in the token, by the vendor's clock; unknown where there is neither.
fn lifetime_ms(token: &AccessToken, asked_at: i64) -> Option<i64> {
    match token.lifetime_seconds {
        Some(seconds) => Some(seconds.saturating_mul(1000)),
        None => token.expires_at.map(|expires_at| expires_at.saturating_sub(asked_at).max(0)),
    }
}

fn fraction(amount: i64, parts: i64) -> i64 {
    amount.checked_div(parts).unwrap_or(0)
}

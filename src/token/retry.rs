//! Whether a failed token request is sent once more within the same renewal, and after which wait (G13): arithmetic
//! over what is known, nothing else.

use super::freshness::Jitter;
use crate::error::{AuthError, ErrorCode};

/// The longest wait before the first retry; each further one doubles it, in milliseconds.
const FIRST_DELAY_MS: i64 = 250;

/// How often, and with which waits, a renewal may repeat its request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RetrySettings {
    /// How often at most, beside the first request.
    pub max_retries: u32,
    /// The longest wait before a retry, in milliseconds.
    pub max_delay_ms: i64,
}

impl RetrySettings {
    /// A renewal is one request.
    pub const NEVER: RetrySettings = RetrySettings { max_retries: 0, max_delay_ms: 0 };

    /// The wait before the next request, after `requests` of them failed, the last with this error; nothing where it is
    /// the last one. Exponential with full jitter; a vendor's `Retry-After` raises it, and ends the renewal where it is
    /// longer than the longest wait or leaves no time before the deadline: the caller hears at once how long to wait.
    ///
    /// `left_ms` is what is left of the deadline, in milliseconds.
    ///
    /// ```
    /// use commerce_auth::error::{AuthError, ErrorCode};
    /// use commerce_auth::token::{freshness::Jitter, retry::RetrySettings};
    /// let settings = RetrySettings { max_retries: 2, max_delay_ms: 2_000 };
    /// let network = AuthError::new(ErrorCode::Network, "the connection failed");
    /// let half = Jitter(u32::MAX / 2 + 1);
    /// // Half of 250 ms, half of 500 ms, and no third time:
    /// let delays = [1, 2, 3].map(|requests| settings.delay_ms(requests, &network, 10_000, half));
    /// assert_eq!(delays, [Some(125), Some(250), None]);
    /// let refused = AuthError::new(ErrorCode::BadCredentials, "wrong secret");
    /// assert_eq!(settings.delay_ms(1, &refused, 10_000, half), None);
    /// ```
    pub fn delay_ms(&self, requests: u32, error: &AuthError, left_ms: i64, jitter: Jitter) -> Option<i64> {
        if requests == 0 || requests > self.max_retries || !is_safe_to_repeat(error) {
            return None;
        }
        let doublings = requests.saturating_sub(1).min(16);
        let longest = FIRST_DELAY_MS.saturating_mul(1_i64.checked_shl(doublings).unwrap_or(1)).min(self.max_delay_ms);
        let asked_for = error.retry_after_ms().map_or(0, |wait| i64::try_from(wait).unwrap_or(i64::MAX));
        let is_patient = asked_for <= self.max_delay_ms;
        Some(jitter.of(longest).max(asked_for)).filter(|delay| is_patient && *delay < left_ms)
    }
}

/// A failed connection, and the statuses of an endpoint that is busy or down (RFC 9110 §15, RFC 6585 §4). What the
/// vendor says about the credentials decides over the status.
fn is_safe_to_repeat(error: &AuthError) -> bool {
    let by_status = error.is_retryable() && matches!(error.status(), Some(408 | 425 | 429 | 500..=599));
    // A certificate that is not accepted now is not accepted in a moment either.
    by_status || (error.code() == ErrorCode::Network && error.is_retryable())
}

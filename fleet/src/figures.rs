//! What is counted while a fleet runs.

use std::collections::BTreeMap;

/// Counts over a whole run, and by seconds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// Token requests that went out, by the second.
    pub token_requests: Vec<u32>,
    /// Calls that got what they wanted, by the second.
    pub served: Vec<u32>,
    /// Calls that failed, by the second.
    pub failed: Vec<u32>,
    /// Why they did: an error's code, or `rejected` for a refusal of the API that was handed to the caller.
    pub reasons: BTreeMap<&'static str, u64>,
    /// API requests that were sent once more with another token.
    pub replays: u64,
    /// API requests that carried a token beyond its end, by the vendor's clock.
    pub expired_tokens: u64,
    /// The longest that a caller waited for a token, in milliseconds.
    pub longest_wait_ms: i64,
    /// How many instances got a first token, by the second.
    pub first_tokens: Vec<u32>,
}

fn add(counts: &mut Vec<u32>, at_ms: i64, count: u32) {
    let second = usize::try_from(at_ms / 1_000).unwrap_or(0);
    if counts.len() <= second {
        counts.resize(second + 1, 0);
    }
    counts[second] += count;
}

impl Figures {
    /// A token request went out at this instant of the simulation, in milliseconds.
    pub fn token_requested(&mut self, at_ms: i64) {
        add(&mut self.token_requests, at_ms, 1);
    }

    /// So many calls got what they wanted at this instant, in milliseconds.
    pub fn served(&mut self, at_ms: i64, count: u32) {
        add(&mut self.served, at_ms, count);
    }

    /// A call failed at this instant, in milliseconds.
    pub fn failed(&mut self, at_ms: i64, why: &'static str) {
        add(&mut self.failed, at_ms, 1);
        *self.reasons.entry(why).or_default() += 1;
    }

    /// An instance got its first token at this instant, in milliseconds.
    pub fn got_first_token(&mut self, at_ms: i64) {
        add(&mut self.first_tokens, at_ms, 1);
    }

    /// The sum of a span of seconds.
    pub fn sum(counts: &[u32], seconds: std::ops::Range<usize>) -> u64 {
        let end = seconds.end.min(counts.len());
        counts[seconds.start.min(end)..end].iter().map(|count| u64::from(*count)).sum()
    }

    /// The busiest second of a span.
    pub fn busiest(counts: &[u32], seconds: std::ops::Range<usize>) -> u32 {
        let end = seconds.end.min(counts.len());
        counts[seconds.start.min(end)..end].iter().copied().max().unwrap_or(0)
    }

    /// The last second in which there was any.
    pub fn last(counts: &[u32]) -> Option<usize> {
        counts.iter().rposition(|count| *count > 0)
    }

    /// Everything of one kind.
    pub fn all(counts: &[u32]) -> u64 {
        Self::sum(counts, 0..counts.len())
    }

    /// Of the calls in a span of seconds, how many of ten thousand failed.
    pub fn failed_of_ten_thousand(&self, seconds: std::ops::Range<usize>) -> u64 {
        let failed = Self::sum(&self.failed, seconds.clone());
        let calls = failed + Self::sum(&self.served, seconds);
        (failed * 10_000 + calls / 2).checked_div(calls).unwrap_or(0)
    }
}

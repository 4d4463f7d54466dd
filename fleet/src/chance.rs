//! Randomness that a seed decides.

use commerce_auth::token::freshness::Jitter;

/// Marsaglia's xorshift, 64 bits.
pub struct Chance(u64);

impl Chance {
    /// The same seed gives the same run.
    pub fn new(seed: u64) -> Self {
        Chance(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// From `least` up to, and without, `limit`.
    pub fn between(&mut self, least: i64, limit: i64) -> i64 {
        let span = limit.abs_diff(least).max(1);
        least.saturating_add_unsigned((self.next() >> 16) % span)
    }

    /// What the shell gives the core as jitter.
    pub fn jitter(&mut self) -> Jitter {
        Jitter(u32::try_from(self.next() >> 32).unwrap_or(u32::MAX))
    }

    /// True so many times in a hundred.
    pub fn percent(&mut self, share: i64) -> bool {
        self.between(0, 100) < share
    }
}

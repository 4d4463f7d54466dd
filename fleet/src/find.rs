//! How a renewal looks for a token in a store and waits for the lock: the steps of `SharedToken.find` in
//! `pkg-template/server/shared-token.ts`. `tests/numbers.rs` holds the numbers against the product's files.

use crate::chance::Chance;

/// The first and the longest pause between two looks, in milliseconds.
pub const FIRST_PAUSE_MS: i64 = 40;
/// As above.
pub const LONGEST_PAUSE_MS: i64 = 400;
/// The longest wait for one operation of a store, in milliseconds.
pub const OPERATION_MS: i64 = 2_000;
/// What comes on top of it, in milliseconds.
pub const LAST_LOOK_MS: i64 = 20;
/// By how much a lease is longer than the deadline, in milliseconds.
pub const LEASE_BEYOND_DEADLINE_MS: i64 = 2_000;
/// What a call may take for operations of a store, beside leases and deadlines, in milliseconds.
pub const STORE_OPERATIONS_MS: i64 = 5_000;

/// The operation whose answer is waited for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The first look.
    Look,
    /// An attempt at the lock.
    Lock,
    /// A look by who has the lock now.
    LookLocked,
    /// A look after a pause.
    LookAgain,
}

/// How far a search has come.
#[derive(Clone, Copy, Debug)]
pub struct Search {
    /// What is waited for.
    pub step: Step,
    /// When it goes alone, in milliseconds of the simulation.
    pub give_up_at: i64,
    pause_ms: i64,
}

impl Search {
    /// Begins with a look.
    pub fn begin(now: i64, deadline_ms: i64) -> Self {
        let give_up_at = now + deadline_ms * 2 + LEASE_BEYOND_DEADLINE_MS;
        Search { step: Step::Look, give_up_at, pause_ms: FIRST_PAUSE_MS }
    }

    /// The pause before the next look, in milliseconds: half to one and a half of one that grows.
    pub fn pause(&mut self, chance: &mut Chance) -> i64 {
        let pause = chance.between(self.pause_ms / 2, self.pause_ms * 3 / 2);
        self.pause_ms = (self.pause_ms * 3 / 2).min(LONGEST_PAUSE_MS);
        pause
    }
}

//! One process with one authenticator.

use crate::find::Search;
use crate::shared_store::Owner;
use commerce_auth::token::freshness::Instant;
use commerce_auth::token::renewal::{CallId, Renewal};

/// Somebody who wants to call the API.
#[derive(Clone, Copy, Debug)]
pub struct Caller {
    /// When it came, in milliseconds of the simulation.
    pub since: i64,
    /// Whether its request was rejected before.
    pub is_second_try: bool,
}

/// A renewal under way.
pub struct Run {
    /// The machine's number for it.
    pub id: CallId,
    /// While it looks into a store.
    pub search: Option<Search>,
    /// The lock, while it is its own.
    pub lock: Option<Owner>,
    /// Whether an operation of the store has failed: from then on it goes without.
    pub store_failed: bool,
    /// The version that the store had last; of no token asked for since.
    pub seen_version: i64,
    /// When its last request went out.
    pub asked_at: Instant,
    /// How many requests it has made.
    pub requests: u32,
    /// Who waits for it.
    pub waiting: Vec<Caller>,
}

/// A process.
pub struct Instance {
    /// What decides.
    pub renewal: Renewal,
    /// How far its wall clock is ahead, in milliseconds.
    pub clock_ms: i64,
    /// Renewals under way; the last one is the machine's own.
    pub runs: Vec<Run>,
    /// Counts its lives: what was under way in an earlier one is nobody's.
    pub life: u32,
    /// Whether it ever had a token.
    pub has_had_token: bool,
}

//! The machine of credentials that come later as JavaScript holds it.

use super::account::instant;
use crate::token::freshness::Jitter;
use crate::token::late_credentials::{AtHand, LateCredentials, Need};
use wasm_bindgen::prelude::wasm_bindgen;

/// When the credentials of an authenticator are asked for.
#[wasm_bindgen]
pub struct CredentialAsks(LateCredentials);

#[wasm_bindgen]
impl CredentialAsks {
    /// Nothing was asked yet; an answer may take so many milliseconds.
    #[wasm_bindgen(constructor)]
    pub fn new(deadline_ms: f64) -> CredentialAsks {
        CredentialAsks(LateCredentials::new(deadline_ms as i64))
    }

    /// A caller needs credentials, and has at hand nothing (0), what was given before (1), or a token (2). To be done: use what
    /// there is (0), ask (1), ask beside that (2), wait (3), or fail with so many milliseconds left, and 4 to them.
    pub fn wanted(&mut self, at_hand: u8, wall_ms: f64, monotonic_ms: f64) -> f64 {
        let at_hand = match at_hand {
            0 => AtHand::Nothing,
            1 => AtHand::Credentials,
            _ => AtHand::Token,
        };
        match self.0.wanted(instant(wall_ms, monotonic_ms), at_hand) {
            Need::Use => 0.0,
            Need::Ask => 1.0,
            Need::AskBeside => 2.0,
            Need::Wait => 3.0,
            Need::Fail(left_ms) => left_ms as f64 + 4.0,
        }
    }

    /// Whether an answer may still come.
    pub fn is_asking(&self, wall_ms: f64, monotonic_ms: f64) -> bool {
        self.0.is_asking(instant(wall_ms, monotonic_ms))
    }

    /// They were given.
    pub fn given(&mut self, wall_ms: f64, monotonic_ms: f64) {
        self.0.given(instant(wall_ms, monotonic_ms));
    }

    /// They were not given, or are none.
    pub fn failed(&mut self, wall_ms: f64, monotonic_ms: f64, jitter: u32) {
        self.0.failed(instant(wall_ms, monotonic_ms), Jitter(jitter));
    }

    /// Whoever asked is gone.
    pub fn lost(&mut self) {
        self.0.lost();
    }

    /// A vendor refused what was given.
    pub fn doubted(&mut self) {
        self.0.doubted();
    }

    /// When somebody may ask again, in milliseconds since 1970.
    pub fn next_try_at(&self) -> Option<f64> {
        self.0.next_try_at().map(|instant| instant as f64)
    }
}

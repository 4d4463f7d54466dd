//! Credentials that come later (G2): every row of the table in `src/token/late_credentials.rs`.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::arithmetic_side_effects, reason = "this is how a test fails")]

use commerce_auth::token::freshness::{Instant, Jitter};
use commerce_auth::token::late_credentials::{AtHand, LateCredentials, Need};

const DEADLINE_MS: i64 = 10_000;
const START_MS: i64 = 1_700_000_000_000;
/// Half of the window is waited.
const HALF: Jitter = Jitter(1 << 31);
const EVERYTHING: [AtHand; 3] = [AtHand::Nothing, AtHand::Credentials, AtHand::Token];

fn at(milliseconds: i64) -> Instant {
    Instant { wall_ms: START_MS + milliseconds, monotonic_ms: milliseconds }
}

fn new() -> LateCredentials {
    LateCredentials::new(DEADLINE_MS)
}

/// What each caller of three would be told, none of whom asks.
fn told(late: &mut LateCredentials, now: i64) -> [Need; 3] {
    EVERYTHING.map(|at_hand| late.wanted(at(now), at_hand))
}

#[test]
fn the_first_asks_and_whoever_has_a_token_goes_on_meanwhile() {
    for (at_hand, need) in
        [(AtHand::Nothing, Need::Ask), (AtHand::Credentials, Need::Ask), (AtHand::Token, Need::AskBeside)]
    {
        let mut late = new();
        assert!(!late.is_asking(at(0)));
        assert_eq!(late.wanted(at(0), at_hand), need);
        for now in [0, 1, DEADLINE_MS] {
            assert!(late.is_asking(at(now)));
            assert_eq!(told(&mut late, now), [Need::Wait, Need::Wait, Need::Use], "{now}");
        }
        assert!(!late.is_asking(at(DEADLINE_MS + 1)));
        assert_eq!(late.wanted(at(DEADLINE_MS + 1), at_hand), need, "what takes longer counts as lost");
    }
}

#[test]
fn nobody_waits_for_who_is_gone() {
    let mut late = new();
    late.wanted(at(0), AtHand::Nothing);
    late.lost();
    assert!(!late.is_asking(at(1)));
    assert_eq!(late.next_try_at(), None);
    assert_eq!(late.wanted(at(1), AtHand::Nothing), Need::Ask);
}

#[test]
fn what_was_given_is_used_until_it_is_in_doubt() {
    let mut late = new();
    late.wanted(at(0), AtHand::Nothing);
    late.given(at(50));
    assert!(!late.is_asking(at(50)));
    assert_eq!(told(&mut late, 1_000_000_000), [Need::Use; 3]);
    late.doubted();
    assert_eq!(late.wanted(at(1_000_000_000), AtHand::Nothing), Need::Ask);
    late.given(at(1_000_000_001));
    assert_eq!(told(&mut late, 2_000_000_000), [Need::Use; 3], "the doubt was about the ones before");
}

/// A secret that was rotated is found at the first need; one that stays wrong is asked for twice a minute.
#[test]
fn what_is_in_doubt_is_asked_for_again_at_once_and_then_after_half_a_minute() {
    for (at_hand, need) in
        [(AtHand::Nothing, Need::Ask), (AtHand::Credentials, Need::Ask), (AtHand::Token, Need::AskBeside)]
    {
        let mut late = new();
        late.given(at(50));
        late.doubted();
        assert_eq!(late.wanted(at(51), at_hand), need);
        late.given(at(60));
        late.doubted();
        assert_eq!(told(&mut late, 61), [Need::Use; 3]);
        assert_eq!(told(&mut late, 30_059), [Need::Use; 3]);
        assert_eq!(late.wanted(at(30_060), at_hand), need);
    }
}

#[test]
fn a_failure_opens_a_window_in_which_nobody_asks() {
    let mut late = new();
    late.wanted(at(0), AtHand::Nothing);
    late.failed(at(100), HALF);
    assert!(!late.is_asking(at(100)));
    assert_eq!(late.next_try_at(), Some(START_MS + 600));
    assert_eq!(told(&mut late, 100), [Need::Fail(500), Need::Use, Need::Use]);
    assert_eq!(told(&mut late, 599), [Need::Fail(1), Need::Use, Need::Use]);
    assert_eq!(late.wanted(at(600), AtHand::Nothing), Need::Ask);
}

#[test]
fn windows_double_up_to_half_a_minute_and_a_success_shuts_them() {
    let mut late = new();
    for window in [500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000] {
        late.failed(at(0), HALF);
        assert_eq!(late.next_try_at(), Some(START_MS + window));
    }
    late.given(at(0));
    assert_eq!(late.next_try_at(), None);
    late.doubted();
    late.failed(at(0), HALF);
    assert_eq!(late.next_try_at(), Some(START_MS + 500));
}

//! How long a token is fresh (G6): margins, jitter, the last moments, two clocks.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::arithmetic_side_effects, reason = "this is how a test fails")]

use commerce_auth::secret::Secret;
use commerce_auth::token::access_token::AccessToken;
use commerce_auth::token::freshness::{Freshness, Instant, Jitter, Stage, Terms, clock_offset_ms};
use proptest::prelude::*;

/// Half of all shares: no jitter.
const MIDDLE: Jitter = Jitter(1 << 31);
const LEAST: Jitter = Jitter(0);
const MOST: Jitter = Jitter(u32::MAX);
const START: Instant = Instant { wall_ms: 1_600_000_000_000, monotonic_ms: 5_000 };

fn token(lifetime_seconds: Option<i64>, expires_at: Option<i64>) -> AccessToken {
    AccessToken {
        value: Secret::new("t"),
        obtained_at: START.wall_ms,
        expires_at,
        lifetime_seconds,
        token_type: None,
        refresh_token: None,
        kept: Vec::new(),
    }
}

fn lasting(seconds: i64) -> AccessToken {
    token(Some(seconds), Some(START.wall_ms + seconds * 1000))
}

/// Both clocks go on.
fn after(milliseconds: i64) -> Instant {
    Instant { wall_ms: START.wall_ms + milliseconds, monotonic_ms: START.monotonic_ms + milliseconds }
}

fn terms(own_margin_ms: Option<i64>, jitter: Jitter) -> Terms {
    Terms { own_margin_ms, clock_offset_ms: 0, jitter }
}

fn freshness(seconds: i64, jitter: Jitter) -> Freshness {
    Freshness::of(&lasting(seconds), START, terms(None, jitter))
}

/// The first age at which the stage is no longer the one before, found by halving.
fn age_of(freshness: &Freshness, reached: impl Fn(Stage) -> bool) -> i64 {
    let (mut before, mut from) = (-1, 1 << 50);
    while from - before > 1 {
        let middle = before + (from - before) / 2;
        if reached(freshness.stage(after(middle))) { from = middle } else { before = middle }
    }
    from
}

fn due_age(freshness: &Freshness) -> i64 {
    age_of(freshness, |stage| stage != Stage::Fresh)
}

fn expired_age(freshness: &Freshness) -> i64 {
    age_of(freshness, |stage| stage == Stage::Expired)
}

/// Lifetime in seconds, age at which renewal falls due, age at which the token is no longer served.
#[test]
fn g6_margin_and_tail_for_the_lifetimes_there_are() {
    let table = [
        // Capillary's sample, its default and its longest ("Authorization Flows").
        (300, 240_000, 298_000),
        (3600, 3_540_000, 3_598_000),
        (2_592_000, 2_591_940_000, 2_591_998_000),
        // Pledg's ten minutes; the shortest token of Capillary's customer service.
        (600, 540_000, 598_000),
        (90, 72_000, 88_000),
        // Around the turns: 60 s are a fifth of 300 s, 2 s are a twentieth of 40 s.
        (299, 239_200, 297_000),
        (40, 32_000, 38_000),
        (39, 31_200, 37_050),
        (1, 800, 950),
    ];
    for (seconds, due, expired) in table {
        let freshness = freshness(seconds, MIDDLE);
        assert_eq!((due_age(&freshness), expired_age(&freshness)), (due, expired), "{seconds} s");
        assert_eq!(freshness.due_at(), Some(START.wall_ms + due), "{seconds} s");
    }
}

#[test]
fn g6_jitter_moves_the_margin_by_a_tenth_either_way() {
    let table = [(3600, 3_546_000, 3_534_001), (90, 73_800, 70_201), (1, 820, 781)];
    for (seconds, latest, earliest) in table {
        assert_eq!(due_age(&freshness(seconds, LEAST)), latest, "{seconds} s");
        assert_eq!(due_age(&freshness(seconds, MOST)), earliest, "{seconds} s");
    }
}

#[test]
fn g6_jitter_does_not_move_the_end() {
    for jitter in [LEAST, MIDDLE, MOST] {
        assert_eq!(expired_age(&freshness(3600, jitter)), 3_598_000);
    }
}

#[test]
fn a_margin_of_the_callers_own_counts_up_to_half_of_the_lifetime() {
    let due =
        |seconds: i64, own_ms: i64| due_age(&Freshness::of(&lasting(seconds), START, terms(Some(own_ms), MIDDLE)));
    assert_eq!(due(3600, 300_000), 3_300_000);
    assert_eq!(due(3600, 1_000), 3_598_000, "never later than the last moment it is served");
    assert_eq!(due(300, 150_000), 150_000);
    assert_eq!(due(300, 300_000), 150_000, "as long as the lifetime");
    assert_eq!(due(300, i64::MAX), 150_000, "longer than the lifetime");
    assert_eq!(due(90, 86_400_000), 45_000);
}

#[test]
fn without_a_margin_a_token_is_never_due_before_it_expires() {
    let freshness = Freshness::of(&lasting(300), START, terms(Some(0), MOST));
    assert_eq!(due_age(&freshness), expired_age(&freshness));
}

#[test]
fn a_token_of_unknown_lifetime_is_fresh_until_it_is_rejected() {
    let freshness = Freshness::of(&token(None, None), START, terms(None, MOST));
    for now in [START, after(1 << 50), Instant { wall_ms: i64::MAX, monotonic_ms: i64::MAX - 1 }] {
        assert_eq!(freshness.stage(now), Stage::Fresh);
    }
    assert_eq!(freshness.due_at(), None);
}

/// RFC 7519 §4.1.4: `exp` is an instant, so what is left depends on the clock.
#[test]
fn an_exp_claim_counts_from_the_wall_clock_when_the_token_was_asked_for() {
    let freshness = Freshness::of(&token(None, Some(START.wall_ms + 90_000)), START, terms(None, MIDDLE));
    assert_eq!((due_age(&freshness), expired_age(&freshness)), (72_000, 88_000));
}

#[test]
fn an_exp_claim_in_the_past_has_expired() {
    for expires_at in [START.wall_ms, START.wall_ms - 1, 0, -1, i64::MIN] {
        let freshness = Freshness::of(&token(None, Some(expires_at)), START, terms(None, MIDDLE));
        assert_eq!(freshness.stage(START), Stage::Expired, "{expires_at}");
    }
}

#[test]
fn a_stated_lifetime_counts_and_not_the_instant_beside_it() {
    let freshness = Freshness::of(&token(Some(300), Some(START.wall_ms + 10)), START, terms(None, MIDDLE));
    assert_eq!(expired_age(&freshness), 298_000);
}

#[test]
fn g6_a_wall_clock_set_back_does_not_keep_a_token_alive() {
    let freshness = freshness(300, MIDDLE);
    let set_back = |age: i64| Instant { wall_ms: START.wall_ms - 3_600_000, monotonic_ms: START.monotonic_ms + age };
    assert_eq!(freshness.stage(set_back(239_999)), Stage::Fresh);
    assert_eq!(freshness.stage(set_back(240_000)), Stage::Due);
    assert_eq!(freshness.stage(set_back(298_000)), Stage::Expired);
}

#[test]
fn g6_a_monotonic_clock_that_slept_does_not_keep_a_token_alive() {
    let freshness = freshness(300, MIDDLE);
    let slept = |age: i64| Instant { wall_ms: START.wall_ms + age, monotonic_ms: START.monotonic_ms };
    assert_eq!(freshness.stage(slept(239_999)), Stage::Fresh);
    assert_eq!(freshness.stage(slept(298_000)), Stage::Expired);
}

#[test]
fn age_is_never_negative_and_never_overflows() {
    let freshness = freshness(300, MIDDLE);
    assert_eq!(freshness.age_ms(Instant { wall_ms: 0, monotonic_ms: 0 }), 0);
    assert_eq!(freshness.age_ms(Instant { wall_ms: i64::MIN, monotonic_ms: i64::MIN }), 0);
    assert_eq!(freshness.age_ms(after(1234)), 1234);
    let first = Instant { wall_ms: i64::MIN, monotonic_ms: i64::MIN };
    let last = Instant { wall_ms: i64::MAX, monotonic_ms: i64::MAX };
    assert_eq!(last.since(first), i64::MAX);
}

#[test]
fn a_share_is_a_part_of_an_amount() {
    assert_eq!([LEAST, MIDDLE, MOST].map(|jitter| jitter.of(1000)), [0, 500, 999]);
    assert_eq!([LEAST, MIDDLE, MOST].map(|jitter| jitter.of(0)), [0, 0, 0]);
    assert_eq!(MIDDLE.of(i64::MAX), i64::MAX / 2);
}

fn any_instant() -> impl Strategy<Value = Instant> {
    (any::<i64>(), any::<i64>()).prop_map(|(wall_ms, monotonic_ms)| Instant { wall_ms, monotonic_ms })
}

proptest! {
    #[test]
    fn due_comes_before_expired_and_both_before_the_end(seconds in 1_i64..3_000_000, own in prop::option::of(0_i64..4_000_000_000), jitter in any::<u32>()) {
        let freshness = Freshness::of(&lasting(seconds), START, terms(own, Jitter(jitter)));
        let (due, expired) = (due_age(&freshness), expired_age(&freshness));
        prop_assert!(0 < due && due <= expired && expired < seconds * 1000, "{} {} {}", seconds, due, expired);
    }

    #[test]
    fn g6_the_margin_keeps_its_bounds(seconds in 1_i64..3_000_000, jitter in any::<u32>()) {
        let margin = (seconds * 200).min(60_000);
        let taken = seconds * 1000 - due_age(&freshness(seconds, Jitter(jitter)));
        prop_assert!(margin - margin / 10 <= taken && taken <= margin + margin / 10, "{} of {}", taken, margin);
    }

    #[test]
    fn g6_a_fleet_does_not_renew_in_step(seconds in 60_i64..10_000) {
        let due = |jitter: u32| due_age(&freshness(seconds, Jitter(jitter)));
        prop_assert!(due(0) > due(1 << 31) && due(1 << 31) > due(u32::MAX));
    }

    #[test]
    fn no_clock_and_no_token_overflows(lifetime in prop::option::of(any::<i64>()), expires_at in prop::option::of(any::<i64>()), own in prop::option::of(any::<i64>()), jitter in any::<u32>(), asked in any_instant(), now in any_instant()) {
        let freshness = Freshness::of(&token(lifetime, expires_at), asked, terms(own, Jitter(jitter)));
        let _ = (freshness.stage(now), freshness.due_at(), freshness.age_ms(now));
    }

    #[test]
    fn a_token_never_grows_younger(seconds in 1_i64..4000, age in 0_i64..5_000_000, more in 0_i64..5_000_000) {
        let rank = |stage: Stage| [Stage::Fresh, Stage::Due, Stage::Expired].iter().position(|known| *known == stage);
        let freshness = freshness(seconds, MIDDLE);
        prop_assert!(rank(freshness.stage(after(age))) <= rank(freshness.stage(after(age + more))));
    }
}

/// A token without a lifetime ends by the vendor's clock, which is ahead or behind.
#[test]
fn g6_the_clocks_difference_moves_a_stated_end_and_no_lifetime() {
    for offset in [-3_600_000, -2_000, 0, 2_000, 60_000] {
        let terms = Terms { own_margin_ms: None, clock_offset_ms: offset, jitter: MIDDLE };
        let by_end = Freshness::of(&token(None, Some(START.wall_ms + 90_000)), START, terms);
        let lifetime = (90_000 - offset).max(0);
        assert_eq!(expired_age(&by_end), lifetime - (lifetime / 20).min(2_000), "{offset}");
        let by_lifetime = Freshness::of(&lasting(90), START, terms);
        assert_eq!(expired_age(&by_lifetime), 88_000, "{offset}");
    }
}

#[test]
fn g6_a_difference_of_clocks_under_two_seconds_is_none() {
    // Date, asked, answered; what it is taken for.
    let table = [
        (10_000, 10_000, 10_000, 0),
        (11_999, 10_000, 10_000, 0),
        (12_000, 10_000, 10_000, 2_000),
        (8_001, 10_000, 10_000, 0),
        (8_000, 10_000, 10_000, -2_000),
        // A slow answer may have been made at any moment on the way.
        (10_000, 10_000, 70_000, 0),
        (70_000, 10_000, 70_000, 0),
        (71_999, 10_000, 70_000, 0),
        (72_000, 10_000, 70_000, 62_000),
        (7_000, 10_000, 70_000, -3_000),
        // Beyond a day it is believed no more.
        (86_410_000, 10_000, 10_000, 86_400_000),
        (86_410_001, 10_000, 10_000, 0),
        (-86_390_000, 10_000, 10_000, -86_400_000),
        (-86_390_001, 10_000, 10_000, 0),
        (0, 1_700_000_000_000, 1_700_000_000_000, 0),
        (i64::MAX, i64::MIN, 0, 0),
    ];
    for (date, asked, answered, offset) in table {
        assert_eq!(clock_offset_ms(date, asked, answered), offset, "{date} {asked} {answered}");
    }
}

#[test]
fn what_is_left_ends_with_the_token() {
    let held = freshness(300, MIDDLE);
    let end = expired_age(&held);
    for (age, left) in [(0, end), (1, end - 1), (end - 1, 1), (end, 0), (end + 5, 0)] {
        assert_eq!(held.left_ms(after(age)), Some(left), "{age}");
    }
    assert_eq!(Freshness::of(&token(None, None), START, terms(None, MIDDLE)).left_ms(START), None);
}

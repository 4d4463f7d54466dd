//! Tokens of other processes (G10), tokens that are dead on arrival, and runtimes without a background (G3).

use crate::bench_of_one::{Bench, DEADLINE_MS, SETTINGS, network};
use commerce_auth::error::ErrorCode;
use commerce_auth::token::renewal::{Action, Background, CallId, Event, RenewalSettings};

fn rejected() -> (Bench, CallId) {
    let mut bench = Bench::holding(3600);
    bench.reject(bench.held().unwrap());
    let id = bench.call();
    (bench, id)
}

#[test]
fn g10_a_token_of_another_process_is_held_and_shuts_the_window() {
    let mut bench = Bench::new();
    let id = bench.call();
    bench.fail(id, network());
    bench.pass(1_000);
    let id = bench.call();
    assert_eq!(bench.adopt(id, "theirs", 1_000, 300), Action::Nothing);
    assert_eq!(bench.want(), Action::Serve);
    assert!(bench.renewal.last_failure().is_none());
}

/// The same rules of freshness, from the instant at which the other process asked.
#[test]
fn g10_an_adopted_token_is_as_old_as_it_is() {
    let mut bench = Bench::new();
    let id = bench.call();
    assert_eq!(bench.adopt(id, "theirs", 298_000, 300), Action::Keep, "it has expired");
    assert_eq!(bench.adopt(id, "theirs", 290_000, 300), Action::Nothing);
    assert!(matches!(bench.want(), Action::ServeAndCall(_)), "it is due");
    bench.pass(8_000);
    assert_eq!(bench.want(), Action::Join);
}

#[test]
fn g10_a_token_from_the_future_is_taken_for_one_of_now() {
    let mut bench = Bench::new();
    let id = bench.call();
    assert_eq!(bench.adopt(id, "theirs", -60_000, 300), Action::Nothing);
    bench.pass(298_000);
    assert!(matches!(bench.want(), Action::Call(_)));
}

#[test]
fn g10_a_token_from_further_ahead_is_none() {
    let mut bench = Bench::new();
    let id = bench.call();
    assert_eq!(bench.adopt(id, "theirs", -60_001, 300), Action::Keep);
    assert_eq!(bench.adopt(id, "theirs", i64::MIN / 2, 300), Action::Keep);
    assert_eq!(bench.held(), None);
}

/// Its instant would be now's at every look, and its life begin anew.
#[test]
fn g10_a_token_from_the_future_lives_once() {
    let mut bench = Bench::new();
    let id = bench.call();
    assert_eq!(bench.adopt(id, "theirs", -50_000, 30), Action::Nothing);
    // Due, expired, and expired with a version that is of the past by now.
    for (passed_ms, ahead_ms) in [(25_000, 25_000), (5_000, 20_000), (21_000, -1_000)] {
        bench.pass(passed_ms);
        let id = bench.call();
        assert_eq!(bench.adopt(id, "theirs", -ahead_ms, 30), Action::Keep, "{ahead_ms} ms ahead");
        bench.renewal.step(bench.now, Event::Lost(id));
    }
    let id = bench.call();
    assert_eq!(bench.obtain(id, 30), Action::Nothing);
}

/// Somebody may have written it anew, and two processes may have asked in one millisecond.
#[test]
fn g10_a_token_of_the_held_value_or_version_is_no_better() {
    let mut bench = Bench::new();
    let id = bench.call();
    bench.adopt(id, "theirs", -10_000, 30);
    bench.pass(30_000);
    let id = bench.call();
    assert_eq!(bench.adopt(id, "theirs", 0, 30), Action::Keep, "the same token");
    assert_eq!(bench.adopt(id, "other", 20_000, 300), Action::Keep, "the same version");
    assert_eq!(bench.adopt(id, "next", 0, 30), Action::Nothing);
}

/// A store that lags behind shows an older token of the process whose clock is ahead.
#[test]
fn g10_of_two_tokens_from_the_future_the_later_one_is_better() {
    let mut bench = Bench::new();
    let id = bench.call();
    bench.adopt(id, "theirs", -50_000, 30);
    bench.pass(30_000);
    let id = bench.call();
    assert_eq!(bench.adopt(id, "before", -19_000, 30), Action::Keep);
    assert_eq!(bench.adopt(id, "next", -21_000, 30), Action::Nothing);
}

/// By its version, which is of another clock, it would seem older.
#[test]
fn g10_after_a_token_from_the_future_one_of_now_is_better() {
    let mut bench = Bench::new();
    let id = bench.call();
    bench.adopt(id, "theirs", -50_000, 30);
    bench.pass(30_000);
    let id = bench.call();
    assert_eq!(bench.adopt(id, "next", 1_000, 30), Action::Nothing);
}

/// What comes after it is newer, whatever its instant says; in the store it has that instant all the same.
#[test]
fn g10_a_token_from_the_future_does_not_end_sharing() {
    let mut bench = Bench::new();
    let id = bench.call();
    bench.adopt(id, "theirs", -50_000, 300);
    let version = bench.now.wall_ms + 50_000;
    bench.pass(1_000);
    bench.reject(bench.held().unwrap());
    assert_eq!(bench.renewal.refused_version(), Some(version));
    let id = bench.call();
    assert_eq!(bench.adopt(id, "next", 0, 300), Action::Nothing);
    bench.pass(290_000);
    let id = bench.call();
    assert_eq!(bench.adopt(id, "last", 0, 300), Action::Nothing);
}

#[test]
fn g10_ahead_of_time_only_a_fresher_token_is_adopted() {
    let mut bench = Bench::holding(300);
    bench.pass(250_000);
    let id = bench.call();
    assert_eq!(bench.adopt(id, "theirs", 250_000, 300), Action::Keep, "no later");
    assert_eq!(bench.adopt(id, "theirs", 249_000, 300), Action::Keep, "later, and due as well");
    assert_eq!(bench.adopt(id, "theirs", 1_000, 300), Action::Nothing);
    assert_eq!(bench.want(), Action::Serve);
}

#[test]
fn g10_a_rejected_token_is_not_adopted_again_nor_one_before_it() {
    let (mut bench, id) = rejected();
    // The bench's own tokens are all called "t", and were obtained at 0.
    assert_eq!(bench.adopt(id, "t", 0, 3600), Action::Keep);
    let (mut bench, id) = rejected();
    assert_eq!(bench.adopt(id, "theirs", 0, 3600), Action::Nothing);
    bench.reject(bench.held().unwrap());
    let id = bench.call();
    assert_eq!(bench.adopt(id, "older", 1, 3600), Action::Keep);
    assert_eq!(bench.renewal.refused_version(), Some(bench.now.wall_ms));
}

/// It may have been dead as long as the one before: this process has yet to ask for one itself.
#[test]
fn g10_an_adopted_replacement_that_is_rejected_is_replaced() {
    let (mut bench, id) = rejected();
    bench.adopt(id, "theirs", 0, 3600);
    assert_eq!(bench.reject(bench.held().unwrap()), Action::Replay);
    let own = bench.renew(3600);
    assert_eq!(bench.reject(own), Action::Keep, "G5: our own replacement");
}

/// The rejected one was replaced by the other process's: what this one asks for when that has ended is a new story.
#[test]
fn g10_after_an_adopted_replacement_the_next_own_token_replaces_none() {
    let (mut bench, id) = rejected();
    bench.adopt(id, "theirs", 0, 300);
    bench.pass(299_000);
    let own = bench.renew(300);
    assert_eq!(bench.reject(own), Action::Replay);
}

#[test]
fn g10_a_call_may_look_into_a_store_before_its_deadline_begins() {
    let mut bench = Bench::with(RenewalSettings { sharing_ms: 22_000, ..SETTINGS });
    let id = bench.call();
    bench.pass(DEADLINE_MS + 22_000);
    assert_eq!(bench.want(), Action::Join);
    bench.send(id);
    bench.pass(DEADLINE_MS);
    assert_eq!(bench.want(), Action::Join);
    bench.pass(1);
    assert!(matches!(bench.want(), Action::Call(_)));
}

#[test]
fn events_of_another_call_change_nothing() {
    let mut bench = Bench::new();
    let id = bench.call();
    let stranger = CallId(99);
    bench.send(stranger);
    bench.renewal.step(bench.now, Event::Lost(stranger));
    assert_eq!(bench.adopt(stranger, "theirs", 0, 300), Action::Join);
    assert_eq!((bench.held(), bench.want()), (None, Action::Join));
    bench.obtain(id, 300);
    assert_eq!(bench.want(), Action::Serve);
}

#[test]
fn g1_a_lost_call_makes_room_for_another_and_may_still_bring_its_token() {
    let mut bench = Bench::new();
    let id = bench.call();
    bench.renewal.step(bench.now, Event::Lost(id));
    assert!(!bench.renewal.is_calling(bench.now));
    bench.obtain(id, 300);
    assert_eq!(bench.want(), Action::Serve);
}

#[test]
fn g1_what_a_call_brings_after_another_has_begun_is_not_taken() {
    let mut bench = Bench::new();
    let late = bench.call();
    bench.renewal.step(bench.now, Event::Lost(late));
    let id = bench.call();
    assert_eq!(bench.obtain(late, 300), Action::Keep);
    assert_eq!((bench.held(), bench.want()), (None, Action::Join));
    assert_eq!(bench.obtain(id, 300), Action::Nothing);
    assert!(bench.held().is_some());
}

#[test]
fn g3_without_a_background_a_due_token_is_served_until_it_expires() {
    let mut bench = Bench::with(RenewalSettings { background: Background::Never, ..SETTINGS });
    bench.renew(300);
    bench.pass(297_999);
    assert_eq!(bench.want(), Action::Serve);
    bench.pass(1);
    assert!(matches!(bench.want(), Action::Call(_)));
}

/// It would be renewed on every call.
#[test]
fn g2_a_token_that_is_dead_on_arrival_opens_a_window() {
    let mut bench = Bench::new();
    let id = bench.call();
    bench.pass(9_500);
    match bench.obtain(id, 10) {
        Action::Fail(error) => assert_eq!(error.code(), ErrorCode::TokenExpired),
        other => panic!("{other:?}"),
    }
    assert_eq!(bench.held(), None);
    assert!(matches!(bench.want(), Action::Fail(_)));
    bench.pass(1_000);
    assert!(matches!(bench.want(), Action::Call(_)));
}

/// Two that were obtained at one moment are equally good.
#[test]
fn g10_a_token_of_the_same_moment_replaces_none_that_is_held() {
    let mut bench = Bench::new();
    let id = bench.call();
    // By a clock that is a second ahead.
    assert_eq!(bench.adopt(id, "a", -1_000, 300), Action::Nothing);
    bench.pass(250_000);
    let id = bench.call();
    assert_eq!(bench.adopt(id, "b", 250_000, 3_600), Action::Keep);
    assert_eq!(bench.adopt(id, "c", 249_999, 3_600), Action::Nothing, "a moment later it is newer");
}

#[test]
fn g10_a_due_token_is_adopted_where_the_one_held_has_expired() {
    for (age, adopted) in [(250_000, Action::Keep), (300_000, Action::Nothing)] {
        let mut bench = Bench::holding(300);
        bench.pass(age);
        let id = bench.call();
        assert_eq!(bench.adopt(id, "b", 245_000, 300), adopted, "{age}");
    }
}

#[test]
fn g10_a_token_as_old_as_the_one_that_was_dropped_is_another_one() {
    let mut bench = Bench::new();
    let id = bench.call();
    bench.adopt(id, "a", 0, 3_600);
    let held = bench.held().unwrap();
    assert_eq!(bench.reject(held), Action::Replay);
    let id = bench.call();
    assert_eq!(bench.adopt(id, "a", 0, 3_600), Action::Keep);
    assert_eq!(bench.adopt(id, "older", 1, 3_600), Action::Keep);
    assert_eq!(bench.adopt(id, "b", 0, 3_600), Action::Nothing);
}

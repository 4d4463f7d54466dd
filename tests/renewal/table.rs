//! A test for each row of the table in `src/token/renewal.rs`.

use crate::bench_of_one::{Bench, DEADLINE_MS, lasting, network};
use commerce_auth::token::freshness::{Jitter, Stage};
use commerce_auth::token::renewal::{Action, CallId, Event, Generation};

const FIRST: CallId = CallId(1);
const SECOND: CallId = CallId(2);
/// A 300 s token is due after 234 to 246 s, by its jitter, and expires after 298 s.
const DUE_MS: i64 = 250_000;
const EXPIRED_MS: i64 = 298_000;

fn stage(bench: &Bench) -> Option<Stage> {
    bench.renewal.freshness().map(|freshness| freshness.stage(bench.now))
}

#[test]
fn wanted_with_a_fresh_token_serves() {
    let mut bench = Bench::holding(300);
    assert_eq!((bench.want(), stage(&bench)), (Action::Serve, Some(Stage::Fresh)));
    assert!(!bench.renewal.is_calling(bench.now));
}

#[test]
fn wanted_with_a_due_token_serves_and_calls() {
    let mut bench = Bench::holding(300);
    bench.pass(DUE_MS);
    assert_eq!(stage(&bench), Some(Stage::Due));
    assert_eq!(bench.want(), Action::ServeAndCall(SECOND));
    assert!(bench.renewal.is_calling(bench.now));
}

#[test]
fn wanted_with_a_due_token_and_a_call_under_way_serves() {
    let mut bench = Bench::holding(300);
    bench.pass(DUE_MS);
    bench.call();
    assert_eq!(bench.want(), Action::Serve);
}

#[test]
fn wanted_with_a_due_token_and_an_open_window_serves() {
    let mut bench = Bench::holding(300);
    bench.pass(DUE_MS);
    let id = bench.call();
    bench.fail(id, network());
    assert_eq!(bench.want(), Action::Serve);
    bench.pass(1_000);
    assert_eq!(bench.want(), Action::ServeAndCall(CallId(3)), "the window has ended");
}

#[test]
fn wanted_without_a_token_and_with_a_call_under_way_joins() {
    let mut bench = Bench::new();
    bench.call();
    assert_eq!(bench.want(), Action::Join);
}

#[test]
fn wanted_with_an_expired_token_and_a_call_under_way_joins() {
    let mut bench = Bench::holding(300);
    bench.pass(EXPIRED_MS);
    assert_eq!(stage(&bench), Some(Stage::Expired));
    bench.call();
    assert_eq!(bench.want(), Action::Join);
}

#[test]
fn wanted_without_a_token_inside_a_window_fails() {
    let mut bench = Bench::new();
    let id = bench.call();
    bench.fail(id, network());
    assert_eq!(bench.want(), Action::Fail(network().with_retry_after_ms(Some(999))));
}

#[test]
fn wanted_with_an_expired_token_inside_a_window_fails() {
    let mut bench = Bench::holding(300);
    bench.pass(EXPIRED_MS);
    let id = bench.call();
    bench.fail(id, network());
    assert!(matches!(bench.want(), Action::Fail(_)));
}

#[test]
fn wanted_without_a_token_calls() {
    assert_eq!(Bench::new().want(), Action::Call(FIRST));
}

#[test]
fn wanted_with_an_expired_token_calls() {
    let mut bench = Bench::holding(300);
    bench.pass(EXPIRED_MS);
    assert_eq!(bench.want(), Action::Call(SECOND));
}

#[test]
fn wanted_after_the_window_calls() {
    let mut bench = Bench::new();
    let id = bench.call();
    bench.fail(id, network());
    bench.pass(1_000);
    assert_eq!(bench.want(), Action::Call(SECOND));
}

#[test]
fn obtained_by_this_call_holds_the_token_ends_the_call_and_shuts_the_window() {
    let mut bench = Bench::new();
    let id = bench.call();
    bench.fail(id, network());
    bench.pass(1_000);
    let id = bench.call();
    assert!(bench.renewal.last_failure().is_some());
    assert_eq!(bench.obtain(id, 300), Action::Nothing);
    assert_eq!(bench.held(), Some(Generation(1)));
    assert!(!bench.renewal.is_calling(bench.now));
    assert!(bench.renewal.last_failure().is_none());
    assert_eq!(bench.want(), Action::Serve);
}

#[test]
fn obtained_by_another_call_changes_nothing() {
    let mut bench = Bench::new();
    bench.call();
    for stranger in [CallId(0), SECOND, CallId(u32::MAX)] {
        assert_eq!(bench.obtain(stranger, 300), Action::Keep);
    }
    assert_eq!((bench.held(), bench.want()), (None, Action::Join));
}

#[test]
fn obtained_twice_counts_once() {
    let mut bench = Bench::new();
    let id = bench.call();
    bench.obtain(id, 300);
    bench.obtain(id, 1);
    assert_eq!(bench.held(), Some(Generation(1)));
    bench.pass(10_000);
    assert_eq!(bench.want(), Action::Serve, "the second answer's lifetime of 1 s does not count");
}

#[test]
fn adopted_by_another_call_changes_nothing() {
    let mut bench = Bench::new();
    bench.call();
    assert_eq!(bench.adopt(SECOND, "theirs", 0, 300), Action::Join);
    assert_eq!((bench.held(), bench.renewal.is_calling(bench.now)), (None, true));
}

#[test]
fn failed_by_this_call_ends_it_and_opens_a_window() {
    let mut bench = Bench::new();
    let id = bench.call();
    assert_eq!(bench.fail(id, network()), Action::Nothing);
    assert!(!bench.renewal.is_calling(bench.now));
    let (error, next_try) = bench.renewal.last_failure().unwrap();
    assert_eq!((error, next_try), (&network(), bench.now.wall_ms + 999));
}

#[test]
fn failed_by_another_call_changes_nothing() {
    let mut bench = Bench::new();
    bench.call();
    assert_eq!(bench.fail(SECOND, network()), Action::Keep);
    assert!(bench.renewal.is_calling(bench.now) && bench.renewal.last_failure().is_none());
}

#[test]
fn failed_twice_counts_once() {
    let mut bench = Bench::new();
    let id = bench.call();
    bench.fail(id, network());
    bench.pass(500);
    bench.fail(id, network());
    bench.pass(500);
    assert_eq!(bench.want(), Action::Call(SECOND), "the second report neither doubled nor restarted the window");
}

#[test]
fn invalidated_of_this_token_drops_it() {
    let mut bench = Bench::holding(300);
    assert_eq!(bench.invalidate(Generation(1)), Action::Nothing);
    assert_eq!((bench.held(), bench.want()), (None, Action::Call(SECOND)));
}

#[test]
fn invalidated_of_another_token_changes_nothing() {
    let mut bench = Bench::holding(300);
    bench.pass(EXPIRED_MS);
    let newer = bench.renew(300);
    for other in [Generation(0), Generation(1), Generation(3)] {
        assert_eq!(bench.invalidate(other), Action::Nothing);
    }
    assert_eq!((bench.held(), bench.want()), (Some(newer), Action::Serve));
}

#[test]
fn invalidated_during_a_call_waits_for_that_call() {
    let mut bench = Bench::holding(300);
    bench.pass(DUE_MS);
    let id = bench.call();
    bench.invalidate(Generation(1));
    assert_eq!(bench.want(), Action::Join);
    bench.obtain(id, 300);
    assert_eq!((bench.held(), bench.want()), (Some(Generation(2)), Action::Serve));
}

#[test]
fn rejected_of_an_older_token_replays_and_keeps_the_newer_one() {
    let mut bench = Bench::holding(300);
    bench.pass(EXPIRED_MS);
    let newer = bench.renew(300);
    assert_eq!(bench.reject(Generation(1)), Action::Replay);
    assert_eq!((bench.held(), bench.want()), (Some(newer), Action::Serve));
}

#[test]
fn rejected_of_a_token_already_dropped_replays() {
    let mut bench = Bench::holding(300);
    bench.reject(Generation(1));
    assert_eq!(bench.reject(Generation(1)), Action::Replay);
    assert_eq!(bench.held(), None);
}

#[test]
fn rejected_of_this_token_replays_and_drops_it() {
    let mut bench = Bench::holding(300);
    assert_eq!(bench.reject(Generation(1)), Action::Replay);
    assert_eq!((bench.held(), bench.want()), (None, Action::Call(SECOND)));
}

#[test]
fn rejected_of_a_replacement_is_kept() {
    let mut bench = Bench::holding(300);
    bench.reject(Generation(1));
    let replacement = bench.renew(300);
    assert_eq!(bench.reject(replacement), Action::Keep);
    assert_eq!((bench.held(), bench.want()), (Some(replacement), Action::Serve));
}

#[test]
fn a_call_older_than_its_deadline_counts_as_lost() {
    let mut bench = Bench::new();
    bench.call();
    bench.pass(DEADLINE_MS);
    assert_eq!(bench.want(), Action::Join, "the deadline itself is still within it");
    bench.pass(1);
    assert!(!bench.renewal.is_calling(bench.now));
    assert_eq!(bench.want(), Action::Call(SECOND));
}

#[test]
fn the_late_answer_of_a_lost_call_counts_unless_another_has_begun() {
    let mut bench = Bench::new();
    let lost = bench.call();
    bench.pass(DEADLINE_MS + 1);
    bench.obtain(lost, 300);
    assert_eq!(bench.want(), Action::Serve);

    let mut bench = Bench::new();
    let lost = bench.call();
    bench.pass(DEADLINE_MS + 1);
    bench.call();
    bench.obtain(lost, 300);
    assert_eq!((bench.held(), bench.want()), (None, Action::Join));
}

#[test]
fn the_late_failure_of_a_lost_call_opens_a_window_unless_another_has_begun() {
    let mut bench = Bench::new();
    let lost = bench.call();
    bench.pass(DEADLINE_MS + 1);
    bench.call();
    assert_eq!(bench.fail(lost, network()), Action::Keep);
    assert_eq!(bench.want(), Action::Join);
}

/// Events can arrive in any order, late ones of another machine included.
#[test]
fn an_event_of_a_machine_that_never_called_changes_nothing() {
    let mut bench = Bench::new();
    let jitter = Jitter(0);
    let (obtained, failed) = (Event::Obtained(FIRST, lasting(300), jitter), Event::Failed(FIRST, network(), jitter));
    assert_eq!(bench.renewal.step(bench.now, obtained), Action::Keep);
    assert_eq!(bench.renewal.step(bench.now, failed), Action::Keep);
    assert_eq!(bench.reject(Generation(0)), Action::Replay);
    assert_eq!(bench.want(), Action::Call(FIRST));
}

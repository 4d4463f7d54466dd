//! The guarantees that the machine keeps, by their numbers in the design

use crate::bench_of_one::{Bench, DEADLINE_MS, SETTINGS, WHOLE, bad_credentials, busy, lasting, network};
use commerce_auth::error::AuthError;
use commerce_auth::token::access_token::AccessToken;
use commerce_auth::token::freshness::Jitter;
use commerce_auth::token::renewal::{Action, CallId, Event, Generation, RenewalSettings};

const BURST: usize = 100;

fn burst(bench: &mut Bench) -> Vec<Action> {
    (0..BURST).map(|_| bench.want()).collect()
}

fn calls(actions: &[Action]) -> usize {
    actions.iter().filter(|action| matches!(action, Action::Call(_) | Action::ServeAndCall(_))).count()
}

fn failure(bench: &mut Bench) -> AuthError {
    match bench.want() {
        Action::Fail(error) => error,
        other => panic!("{other:?}"),
    }
}

// G1: one call per burst.

#[test]
fn g1_a_burst_on_a_cold_machine_makes_one_call() {
    let actions = burst(&mut Bench::new());
    assert_eq!(actions.first(), Some(&Action::Call(CallId(1))));
    assert!(actions.iter().skip(1).all(|action| *action == Action::Join));
}

#[test]
fn g1_a_burst_on_an_expired_token_makes_one_call() {
    let mut bench = Bench::holding(300);
    bench.pass(300_000);
    let actions = burst(&mut bench);
    assert_eq!(calls(&actions), 1);
    assert!(actions.iter().skip(1).all(|action| *action == Action::Join));
}

#[test]
fn g1_a_burst_on_a_due_token_makes_one_call_and_is_served() {
    let mut bench = Bench::holding(300);
    bench.pass(250_000);
    let actions = burst(&mut bench);
    assert_eq!(calls(&actions), 1);
    assert!(actions.iter().skip(1).all(|action| *action == Action::Serve));
}

#[test]
fn g1_bursts_before_during_and_after_a_call_make_one_call() {
    let mut bench = Bench::new();
    let mut actions = burst(&mut bench);
    bench.pass(DEADLINE_MS);
    actions.extend(burst(&mut bench));
    bench.obtain(CallId(1), 300);
    actions.extend(burst(&mut bench));
    assert_eq!(calls(&actions), 1);
}

// G2: failures don't stick, outages don't multiply.

/// With the whole jitter the windows are the longest they can be.
#[test]
fn g2_windows_double_from_one_second_to_thirty() {
    let mut bench = Bench::new();
    let mut id = bench.call();
    for seconds in [1, 2, 4, 8, 16, 30, 30, 30] {
        bench.fail(id, network());
        let (waited, next) = bench.wait_for_probe(500);
        assert_eq!(waited, seconds * 1000);
        id = next;
    }
}

#[test]
fn g2_full_jitter_shortens_a_window_down_to_nothing() {
    for (jitter, wait) in [(Jitter(0), 0), (Jitter(1 << 30), 250), (Jitter(1 << 31), 500), (WHOLE, 1_000)] {
        let mut bench = Bench::new();
        let id = bench.call();
        bench.fail_waiting(id, network(), jitter);
        assert_eq!(bench.wait_for_probe(50).0, wait, "{jitter:?}");
    }
}

#[test]
fn g2_a_thousand_failures_do_not_overflow_the_window() {
    let mut bench = Bench::new();
    let mut id = bench.call();
    for _ in 0..1_000 {
        bench.fail(id, network());
        bench.pass(30_000);
        id = bench.call();
    }
}

#[test]
fn g2_inside_the_window_everybody_fails_at_once_and_nobody_calls() {
    let mut bench = Bench::new();
    let id = bench.call();
    bench.fail(id, network());
    for _ in 0..9 {
        bench.pass(100);
        let actions = burst(&mut bench);
        assert!(actions.iter().all(|action| matches!(action, Action::Fail(_))), "{actions:?}");
    }
}

#[test]
fn g2_every_caller_is_told_what_is_left_of_the_window() {
    let mut bench = Bench::new();
    let id = bench.call();
    bench.fail(id, bad_credentials());
    for (passed, left) in [(0, 30_000), (1, 29_999), (29_000, 999), (998, 1)] {
        bench.pass(passed);
        assert_eq!(failure(&mut bench), bad_credentials().with_retry_after_ms(Some(left)));
    }
    bench.pass(1);
    assert!(matches!(bench.want(), Action::Call(_)));
}

#[test]
fn g2_the_first_call_after_the_window_probes_alone() {
    let mut bench = Bench::new();
    let id = bench.call();
    bench.fail(id, network());
    bench.pass(1_000);
    let actions = burst(&mut bench);
    assert_eq!(calls(&actions), 1);
    assert!(actions.iter().skip(1).all(|action| *action == Action::Join));
}

#[test]
fn g2_a_success_shuts_the_window_and_forgets_the_failures() {
    let mut bench = Bench::new();
    let mut id = bench.call();
    for _ in 0..5 {
        bench.fail(id, network());
        id = bench.wait_for_probe(500).1;
    }
    bench.obtain(id, 300);
    bench.pass(300_000);
    id = bench.call();
    bench.fail(id, network());
    assert_eq!(bench.wait_for_probe(500).0, 1_000);
}

/// A late failure after a success must not bring the outage back.
#[test]
fn g2_a_failure_of_a_call_that_was_overtaken_opens_no_window() {
    let mut bench = Bench::new();
    let lost = bench.call();
    bench.pass(DEADLINE_MS + 1);
    bench.renew(300);
    bench.fail(lost, network());
    assert!(bench.renewal.last_failure().is_none());
}

#[test]
fn g2_retry_after_raises_the_window() {
    for (asked_ms, waited) in
        [(500, 1_000), (5_000, 5_000), (120_000, 120_000), (300_000, 300_000), (300_500, 300_000), (u64::MAX, 300_000)]
    {
        let mut bench = Bench::new();
        let id = bench.call();
        bench.fail(id, busy(asked_ms));
        assert_eq!(bench.wait_for_probe(500).0, waited, "{asked_ms}");
    }
}

#[test]
fn g2_retry_after_is_not_jittered_away() {
    let mut bench = Bench::new();
    let id = bench.call();
    bench.fail_waiting(id, busy(5_000), Jitter(0));
    assert_eq!(bench.wait_for_probe(500).0, 5_000);
}

#[test]
fn g2_bad_credentials_wait_for_thirty_seconds_whatever_the_share() {
    for jitter in [Jitter(0), Jitter(1 << 31), WHOLE] {
        let mut bench = Bench::new();
        let mut id = bench.call();
        for _ in 0..3 {
            bench.fail_waiting(id, bad_credentials(), jitter);
            let (waited, next) = bench.wait_for_probe(500);
            assert_eq!(waited, 30_000);
            id = next;
        }
    }
}

#[test]
fn g2_bad_credentials_with_a_longer_retry_after_wait_for_that() {
    let mut bench = Bench::new();
    let id = bench.call();
    bench.fail(id, bad_credentials().with_retry_after_ms(Some(60_000)));
    assert_eq!(bench.wait_for_probe(500).0, 60_000);
}

// G3: a valid token is served.

#[test]
fn g3_no_failed_renewal_fails_a_call_while_the_token_lives() {
    let mut bench = Bench::holding(300);
    bench.pass(250_000);
    for _ in 0..48 {
        if let Action::ServeAndCall(id) = bench.want() {
            bench.fail(id, network());
        }
        assert_eq!(bench.want(), Action::Serve);
        bench.pass(999);
    }
}

#[test]
fn g3_no_slow_renewal_delays_a_call_while_the_token_lives() {
    let mut bench = Bench::holding(300);
    bench.pass(250_000);
    bench.call();
    for _ in 0..48 {
        assert!(matches!(bench.want(), Action::Serve | Action::ServeAndCall(_)));
        bench.pass(999);
    }
}

#[test]
fn g3_wrong_credentials_do_not_take_a_living_token_away() {
    let mut bench = Bench::holding(300);
    bench.pass(250_000);
    let id = bench.call();
    bench.fail(id, bad_credentials());
    assert_eq!(bench.want(), Action::Serve);
}

/// A frozen function wakes up hours later: nobody waits for what it was doing.
#[test]
fn g3_a_renewal_older_than_its_deadline_counts_as_lost() {
    let mut bench = Bench::holding(300);
    bench.pass(250_000);
    bench.call();
    bench.pass(3_600_000);
    assert_eq!(bench.want(), Action::Call(CallId(3)));
}

// G5: one renewal, one replay.

#[test]
fn g5_many_rejections_of_one_token_renew_once() {
    let mut bench = Bench::holding(300);
    let rejected = bench.held().unwrap();
    let mut actions = Vec::new();
    for _ in 0..BURST {
        assert_eq!(bench.reject(rejected), Action::Replay);
        actions.push(bench.want());
    }
    assert_eq!(calls(&actions), 1);
    bench.obtain(CallId(2), 300);
    for _ in 0..BURST {
        assert_eq!(bench.reject(rejected), Action::Replay, "who reports late still gets the new token");
        assert_eq!(bench.want(), Action::Serve);
    }
}

#[test]
fn g5_a_late_rejection_never_drops_a_newer_token() {
    let mut bench = Bench::holding(300);
    let first = bench.held().unwrap();
    bench.pass(300_000);
    let second = bench.renew(300);
    bench.pass(300_000);
    let third = bench.renew(300);
    for old in [first, second, Generation(0)] {
        bench.reject(old);
        assert_eq!(bench.held(), Some(third));
    }
}

/// The replay gets the replacement; when that is rejected too, the answer is returned.
#[test]
fn g5_a_replacement_that_is_rejected_at_once_renews_nothing() {
    let mut bench = twice_rejected();
    let held = bench.held().unwrap();
    for _ in 0..10 {
        bench.pass(99);
        assert_eq!((bench.reject(held), bench.want()), (Action::Keep, Action::Serve));
    }
}

/// A token was rejected, and its replacement too: the window for rejections is open.
fn twice_rejected() -> Bench {
    let mut bench = Bench::holding(3600);
    bench.reject(Generation(1));
    let replacement = bench.renew(3600);
    assert_eq!(bench.reject(replacement), Action::Keep);
    bench
}

/// How long until a rejection renews again, and with which token then.
fn wait_for_replay(bench: &mut Bench) -> i64 {
    let mut waited = 0;
    while bench.reject(bench.held().unwrap()) == Action::Keep {
        assert!(waited < 3_600_000, "no rejection ever renews again");
        bench.pass(100);
        waited += 100;
    }
    waited
}

#[test]
fn g5_after_the_window_one_rejection_renews_again() {
    let mut bench = twice_rejected();
    assert_eq!(wait_for_replay(&mut bench), 1_000);
    assert_eq!(bench.held(), None);
    assert!(matches!(bench.want(), Action::Call(_)));
}

#[test]
fn g5_windows_for_rejections_double_to_thirty_seconds_and_stay_there() {
    let mut bench = twice_rejected();
    for seconds in [1, 2, 4, 8, 16, 30, 30, 30, 30] {
        assert_eq!(wait_for_replay(&mut bench), seconds * 1000);
        let replacement = bench.renew(3600);
        assert_eq!(bench.reject(replacement), Action::Keep);
    }
}

/// Jitter spreads a fleet, but the window never shrinks to nothing: each rejection would cost a call.
#[test]
fn g5_a_window_for_rejections_is_one_second_at_least() {
    let mut bench = Bench::holding(3600);
    bench.reject(Generation(1));
    let replacement = bench.renew(3600);
    let rejected = |bench: &mut Bench| bench.renewal.step(bench.now, Event::Rejected(replacement, Jitter(0)));
    assert_eq!(rejected(&mut bench), Action::Keep);
    bench.pass(999);
    assert_eq!(rejected(&mut bench), Action::Keep);
    bench.pass(1);
    assert_eq!(rejected(&mut bench), Action::Replay);
}

/// "Further rejections renew nothing until the back-off window ends", however old the token has become meanwhile.
#[test]
fn g5_a_replacement_that_grows_old_inside_the_window_is_still_kept() {
    let mut bench = twice_rejected();
    for _ in 0..5 {
        wait_for_replay(&mut bench);
        bench.renew(3600);
        bench.pass(29_000);
        let held = bench.held().unwrap();
        assert_eq!(bench.reject(held), Action::Keep);
    }
    let held = bench.held().unwrap();
    bench.pass(2_000);
    assert_eq!(bench.reject(held), Action::Keep, "31 s old, and 2 s into a window of 30 s");
}

/// Nor does a token that was renewed in its turn while the window is open: the vendor's answer has not changed.
#[test]
fn g5_a_renewal_in_its_turn_does_not_open_the_window_for_rejections() {
    let mut bench = Bench::holding(3600);
    bench.reject(Generation(1));
    let short = bench.renew(2);
    assert_eq!(bench.reject(short), Action::Keep);
    bench.pass(900);
    bench.pass(1_000);
    // The window of 1 s has ended; the next one, of 2 s, is opened by the replacement of this one.
    assert_eq!(bench.reject(short), Action::Replay);
    let short = bench.renew(1);
    assert_eq!(bench.reject(short), Action::Keep);
    bench.pass(950);
    let in_its_turn = bench.renew(3600);
    assert_eq!(bench.reject(in_its_turn), Action::Keep, "0.95 s into a window of 2 s");
    bench.pass(1_050);
    assert_eq!(bench.reject(in_its_turn), Action::Replay);
}

#[test]
fn g5_a_replacement_that_was_accepted_for_long_is_a_new_story() {
    let mut bench = Bench::holding(3600);
    bench.reject(Generation(1));
    let replacement = bench.renew(3600);
    bench.pass(30_000);
    assert_eq!(bench.reject(replacement), Action::Replay);
    assert_eq!(bench.held(), None);
}

/// Rejected once in passing, then accepted: what comes much later has nothing to do with it.
#[test]
fn g5_so_is_one_that_was_accepted_for_long_after_its_window() {
    let mut bench = twice_rejected();
    assert_eq!(wait_for_replay(&mut bench), 1_000);
    let replacement = bench.renew(3600);
    assert_eq!(bench.reject(replacement), Action::Keep);
    bench.pass(2_000 + 30_000);
    assert_eq!(bench.reject(replacement), Action::Replay);
    let another = bench.renew(3600);
    assert_eq!(bench.reject(another), Action::Keep);
    assert_eq!(wait_for_replay(&mut bench), 1_000, "the windows begin anew");
}

#[test]
fn g5_just_before_that_it_is_the_old_story() {
    let mut bench = Bench::holding(3600);
    bench.reject(Generation(1));
    let replacement = bench.renew(3600);
    bench.pass(29_999);
    assert_eq!(bench.reject(replacement), Action::Keep);
}

#[test]
fn g5_a_failed_renewal_in_between_does_not_make_the_replacement_an_ordinary_token() {
    let mut bench = Bench::holding(3600);
    bench.reject(Generation(1));
    let id = bench.call();
    bench.fail(id, network());
    bench.pass(1_000);
    let replacement = bench.renew(3600);
    assert_eq!(bench.reject(replacement), Action::Keep);
}

/// The caller's word is not the vendor's: what replaces the token has nothing to prove.
#[test]
fn g5_a_token_that_replaces_an_invalidated_one_is_an_ordinary_one() {
    let mut bench = Bench::holding(300);
    bench.invalidate(Generation(1));
    let ordinary = bench.renew(300);
    assert_eq!(bench.reject(ordinary), Action::Replay);
}

/// Nor does it open a window that the vendor's answers have opened.
#[test]
fn g2_invalidating_does_not_open_a_back_off_window() {
    let mut bench = Bench::holding(300);
    bench.pass(250_000);
    let id = bench.call();
    bench.fail(id, network());
    bench.invalidate(Generation(1));
    assert_eq!(failure(&mut bench), network().with_retry_after_ms(Some(999)));
}

#[test]
fn g5_a_token_renewed_in_its_turn_is_an_ordinary_one() {
    let mut bench = Bench::holding(300);
    bench.reject(Generation(1));
    bench.renew(300);
    bench.pass(300_000);
    let ordinary = bench.renew(300);
    assert_eq!(bench.reject(ordinary), Action::Replay);
}

// G6: time.

#[test]
fn g6_a_lifetime_counts_from_just_before_the_request() {
    let mut bench = Bench::new();
    let id = bench.call();
    bench.pass(9_000);
    bench.obtain(id, 90);
    bench.pass(78_999);
    assert!(matches!(bench.want(), Action::ServeAndCall(_)), "87.999 s after the request");
    bench.pass(1);
    assert_eq!(bench.want(), Action::Join, "88 s after the request, whenever the answer came");
}

#[test]
fn g6_a_clock_set_back_keeps_no_token_call_or_window_alive() {
    let mut bench = Bench::holding(300);
    bench.set_wall_clock(-86_400_000);
    bench.pass(298_000);
    let id = bench.call();
    bench.set_wall_clock(-86_400_000);
    bench.fail(id, network());
    bench.set_wall_clock(-86_400_000);
    assert_eq!(bench.wait_for_probe(500).0, 1_000);
    bench.set_wall_clock(-86_400_000);
    bench.pass(DEADLINE_MS + 1);
    assert!(matches!(bench.want(), Action::Call(_)));
}

#[test]
fn g6_a_clock_set_forward_costs_at_most_one_call() {
    let mut bench = Bench::holding(300);
    bench.set_wall_clock(86_400_000);
    let actions = burst(&mut bench);
    assert_eq!(calls(&actions), 1);
    bench.obtain(CallId(2), 300);
    assert_eq!(calls(&burst(&mut bench)), 0);
}

#[test]
fn g6_a_90_second_token_is_not_renewed_on_every_call() {
    let mut bench = Bench::holding(90);
    for _ in 0..70 {
        assert_eq!(bench.want(), Action::Serve);
        bench.pass(1_000);
    }
}

#[test]
fn g6_the_callers_own_margin_is_used() {
    use commerce_auth::token::renewal::{Renewal, RenewalSettings};
    let mut bench = Bench::new();
    bench.renewal = Renewal::new(RenewalSettings { margin_ms: Some(200_000), ..SETTINGS });
    let id = bench.call();
    bench.renewal.step(bench.now, Event::Obtained(id, lasting(3600), Jitter(1 << 31)));
    bench.pass(3_399_999);
    assert_eq!(bench.want(), Action::Serve);
    bench.pass(1);
    assert!(matches!(bench.want(), Action::ServeAndCall(_)));
}

/// The window is told, and for how long: a replaced token that was rejected at once opens it.
#[test]
fn g5_a_window_for_rejections_is_told() {
    let mut bench = Bench::new();
    let first = bench.renew(3_600);
    assert_eq!(bench.reject(first), Action::Replay);
    let second = bench.renew(3_600);
    assert_eq!(bench.renewal.rejected_until(bench.now), None);
    assert_eq!(bench.reject(second), Action::Keep);
    let until = bench.now.wall_ms + 1_000;
    assert_eq!(bench.renewal.rejected_until(bench.now), Some(until));
    bench.pass(999);
    assert_eq!(bench.renewal.rejected_until(bench.now), Some(until));
    bench.pass(1);
    assert_eq!(bench.renewal.rejected_until(bench.now), None);
}

/// Half a minute behind its window a token has proven itself, and windows begin anew.
#[test]
fn g5_windows_for_rejections_begin_anew_behind_a_proven_token() {
    for (behind_window, next_window) in [(29_999, 2_000), (30_000, 1_000)] {
        let mut bench = Bench::new();
        let first = bench.renew(3_600);
        bench.reject(first);
        let second = bench.renew(3_600);
        bench.reject(second);
        bench.pass(1_000 + behind_window);
        assert_eq!(bench.reject(second), Action::Replay);
        let third = bench.renew(3_600);
        assert_eq!(bench.reject(third), Action::Keep);
        let until = bench.now.wall_ms + next_window;
        assert!(bench.renewal.rejected_until(bench.now).is_some_and(|told| (until - 1..=until).contains(&told)));
    }
}

#[test]
fn g3_credentials_that_have_ended_renew_nothing() {
    let end = 1_600_000_250_000;
    let mut bench = Bench::with(RenewalSettings { credentials_end_at: Some(end), ..SETTINGS });
    assert_eq!(bench.renewal.credentials_end_at(), Some(end));
    assert_eq!(Bench::new().renewal.credentials_end_at(), None);
    bench.renew(300);
    bench.pass(250_000);
    assert_eq!(bench.want(), Action::Serve, "the token is due and still good");
    bench.pass(50_000);
    assert_eq!(failure(&mut bench).code().as_str(), "password_expired");
    // A moment before, it is renewed.
    let mut bench = Bench::with(RenewalSettings { credentials_end_at: Some(end), ..SETTINGS });
    bench.renew(300);
    bench.pass(249_999);
    assert!(matches!(bench.want(), Action::ServeAndCall(_)));
}

/// What states its end and no lifetime ends by the vendor's clock.
#[test]
fn g6_the_vendors_clock_counts_for_a_stated_end() {
    let left = |offset_ms: i64| {
        let mut bench = Bench::new();
        bench.renewal.set_clock_offset_ms(offset_ms);
        let id = bench.call();
        let token =
            AccessToken { lifetime_seconds: None, expires_at: Some(bench.now.wall_ms + 3_600_000), ..lasting(0) };
        bench.renewal.step(bench.now, Event::Obtained(id, token, WHOLE));
        bench.renewal.freshness().and_then(|held| held.left_ms(bench.now)).unwrap()
    };
    assert_eq!(left(0) - left(60_000), 60_000);
    assert_eq!(left(-60_000) - left(0), 60_000);
}

//! G13: retries within one renewal, only where they are safe, bounded by count and deadline.

use crate::bench_of_one::{Bench, DEADLINE_MS, SETTINGS, WHOLE, bad_credentials, busy, network};
use commerce_auth::error::{AuthError, ErrorCode, Retryable};
use commerce_auth::http::no_answer;
use commerce_auth::token::freshness::Jitter;
use commerce_auth::token::renewal::{Action, CallId, RenewalSettings};
use commerce_auth::token::retry::RetrySettings;

const TWICE: RetrySettings = RetrySettings { max_retries: 2, max_delay_ms: 2_000 };

fn bench(retry: RetrySettings) -> (Bench, CallId) {
    let mut bench = Bench::with(RenewalSettings { retry, ..SETTINGS });
    let id = bench.call();
    bench.send(id);
    (bench, id)
}

fn answered(status: u16, retryable: Retryable) -> AuthError {
    AuthError::new(ErrorCode::HttpError, "answered").with_status(status).with_retryable(retryable)
}

/// The waits before each request of a renewal that only fails.
fn waits(retry: RetrySettings, jitter: Jitter) -> Vec<i64> {
    let (mut bench, id) = bench(retry);
    let mut waits = Vec::new();
    while let Action::Retry(delay) = bench.fail_waiting(id, network(), jitter) {
        waits.push(delay);
        bench.pass(delay);
        bench.send(id);
    }
    waits
}

#[test]
fn g13_waits_double_up_to_the_longest_and_are_jittered_down_to_nothing() {
    let many = RetrySettings { max_retries: 6, max_delay_ms: 2_000 };
    assert_eq!(waits(many, Jitter(1 << 31)), [125, 250, 500, 1_000, 1_000, 1_000]);
    assert_eq!(waits(many, Jitter(0)), [0; 6]);
    assert_eq!(waits(TWICE, WHOLE), [249, 499]);
    assert_eq!(waits(RetrySettings { max_retries: 2, max_delay_ms: 0 }, WHOLE), [0, 0]);
    assert_eq!(waits(RetrySettings::NEVER, WHOLE), []);
}

#[test]
fn g13_only_what_is_safe_is_repeated() {
    for status in [408, 425, 429, 500, 502, 503, 504, 599] {
        let (mut bench, id) = bench(TWICE);
        assert!(matches!(bench.fail(id, answered(status, Retryable::Yes)), Action::Retry(_)), "{status}");
    }
    let once_only = [
        bad_credentials(),
        // The vendor says in a 503 that the credentials are wrong.
        bad_credentials().with_status(503),
        answered(500, Retryable::No),
        answered(400, Retryable::No),
        // Asked for patience in a 200: not one of the statuses.
        answered(200, Retryable::Yes),
        AuthError::new(ErrorCode::Timeout, "late"),
        AuthError::new(ErrorCode::MalformedResponse, "odd"),
        AuthError::new(ErrorCode::RedirectRefused, "elsewhere").with_status(302),
        no_answer("the call", "DEPTH_ZERO_SELF_SIGNED_CERT"),
        no_answer("the call", "certificate"),
        no_answer("the call", "no_response"),
    ];
    for error in once_only {
        let (mut bench, id) = bench(TWICE);
        assert_eq!(bench.fail(id, error.clone()), Action::Nothing, "{error:?}");
        assert!(bench.renewal.last_failure().is_some(), "the window is open");
    }
}

#[test]
fn g13_the_deadline_ends_the_retries() {
    let endless = RetrySettings { max_retries: 1_000, max_delay_ms: 2_000 };
    assert!(waits(endless, WHOLE).iter().sum::<i64>() < DEADLINE_MS);
    let (mut bench, id) = bench(TWICE);
    bench.pass(DEADLINE_MS - 249);
    assert_eq!(bench.fail(id, network()), Action::Nothing, "249 ms are left, and 249 ms would be waited");
}

#[test]
fn g13_retry_after_raises_the_wait_and_ends_the_renewal_where_it_is_too_long() {
    let patient = RetrySettings { max_retries: 2, max_delay_ms: 60_000 };
    for (retry, asked_ms, expected) in [
        (TWICE, 100, Action::Retry(249)),
        (TWICE, 2_000, Action::Retry(2_000)),
        (TWICE, 2_001, Action::Nothing),
        (TWICE, u64::MAX, Action::Nothing),
        (patient, 9_999, Action::Retry(9_999)),
        (patient, 10_000, Action::Nothing),
    ] {
        let (mut bench, id) = bench(retry);
        assert_eq!(bench.fail(id, busy(asked_ms).with_status(429)), expected, "{asked_ms}");
    }
}

#[test]
fn g1_while_a_retry_is_waited_for_everybody_joins() {
    let (mut bench, id) = bench(TWICE);
    assert!(matches!(bench.fail(id, network()), Action::Retry(_)));
    assert_eq!(bench.want(), Action::Join);
    bench.pass(200);
    bench.send(id);
    bench.obtain(id, 300);
    assert_eq!(bench.want(), Action::Serve);
    assert!(bench.renewal.last_failure().is_none(), "a renewal that came right has not failed");
}

/// Retries are for a stumble; to an outage that is known they would only add.
#[test]
fn g2_a_probe_is_one_request_while_an_outage_lasts() {
    let (mut bench, id) = bench(TWICE);
    for _ in 0..2 {
        assert!(matches!(bench.fail(id, network()), Action::Retry(_)));
        bench.send(id);
    }
    assert_eq!(bench.fail(id, network()), Action::Nothing);
    let (_, probe) = bench.wait_for_probe(500);
    bench.send(probe);
    assert_eq!(bench.fail(probe, network()), Action::Nothing);
    let (_, probe) = bench.wait_for_probe(500);
    bench.send(probe);
    bench.obtain(probe, 300);
    bench.pass(300_000);
    let id = bench.call();
    bench.send(id);
    assert!(matches!(bench.fail(id, network()), Action::Retry(_)), "a success ends the outage");
}

#[test]
fn g6_a_lifetime_counts_from_the_request_that_was_answered() {
    let (mut bench, id) = bench(TWICE);
    bench.pass(5_000);
    bench.fail(id, network());
    bench.send(id);
    bench.pass(2_000);
    bench.obtain(id, 90);
    bench.pass(85_999);
    assert!(matches!(bench.want(), Action::ServeAndCall(_)), "87.999 s after the second request");
    bench.pass(1);
    assert_eq!(bench.want(), Action::Join);
}

#[test]
fn g3_the_deadline_counts_from_the_first_request() {
    let (mut bench, id) = bench(TWICE);
    bench.pass(6_000);
    bench.fail(id, network());
    bench.send(id);
    bench.pass(4_001);
    assert!(!bench.renewal.is_calling(bench.now));
}

//! G1, G2, G3, G6 and G10 (`docs/guarantees.md`) for ten thousand instances at once.

#![allow(clippy::unwrap_used, clippy::arithmetic_side_effects, reason = "this is how a test fails")]

use commerce_auth::token::retry::RetrySettings;
use commerce_auth_fleet::figures::Figures;
use commerce_auth_fleet::vendor::{ComeAgain, Keeps, Limit, Manners, Trouble};
use commerce_auth_fleet::world::{Accident, Fleet, Sharing, World};

const INSTANCES: usize = 10_000;
const SEED: u64 = 20_261_129;
const MINUTE_MS: i64 = 60_000;

fn requests(figures: &Figures) -> u64 {
    Figures::all(&figures.token_requests)
}

fn failures(figures: &Figures) -> u64 {
    Figures::all(&figures.failed)
}

/// Ten callers of each at the same moment, and again before the first answer can be there.
fn bursts(sharing: Sharing) -> Fleet {
    Fleet { sharing, burst: 10, pause_ms: 40, starts_within_ms: 1, ..Fleet::of(INSTANCES) }
}

#[test]
fn g1_each_of_ten_thousand_instances_makes_one_request_for_its_burst() {
    let mut world = World::new(&bursts(Sharing::Nothing), &Manners::good(3_600), SEED);
    let figures = world.run_until(500).clone();
    assert_eq!((requests(&figures), failures(&figures)), (10_000, 0));
    assert_eq!(world.holding(), INSTANCES);
    assert!(figures.longest_wait_ms < 240, "nobody waits longer than the answer takes: {}", figures.longest_wait_ms);
}

#[test]
fn g10_ten_thousand_instances_with_one_store_make_one_request_for_an_expiry() {
    let mut world = World::new(&bursts(Sharing::Locking(INSTANCES)), &Manners::good(600), SEED);
    let first = world.run_until(2_000).clone();
    assert_eq!((requests(&first), failures(&first), world.holding()), (1, 0, INSTANCES));
    // Two hours: renewed about 60 s before its end each time, and by one of them.
    let fleet = Fleet { sharing: Sharing::Locking(INSTANCES), ..Fleet::of(INSTANCES) };
    let mut world = World::new(&fleet, &Manners::good(600), SEED);
    let all = world.run_until(120 * MINUTE_MS).clone();
    assert_eq!((failures(&all), all.expired_tokens), (0, 0));
    assert!((12..=15).contains(&requests(&all)), "{} requests", requests(&all));
}

#[test]
fn g10_a_killed_lock_holder_costs_one_request_at_most() {
    let fleet = bursts(Sharing::Locking(100));
    let mut world = World::new(&Fleet { pause_ms: 1_000, ..fleet }, &Manners::good(3_600), SEED);
    // Within the answer's time: the lock is taken, the request sent.
    (0..100).for_each(|store| world.accident(20, Accident::LockHolderKilled(store)));
    let figures = world.run_until(MINUTE_MS).clone();
    let asked = requests(&figures);
    assert!((101..=200).contains(&asked), "{asked} requests of 100 groups, each of which lost its first");
    assert_eq!((failures(&figures), world.holding()), (0, INSTANCES));
    // The lease is the deadline and 2 s.
    assert!(figures.longest_wait_ms > 10_000 && figures.longest_wait_ms < 13_500, "{}", figures.longest_wait_ms);
}

#[test]
fn g10_a_store_that_is_down_costs_sharing_and_never_a_call() {
    let mut world = World::new(&bursts(Sharing::Locking(INSTANCES)), &Manners::good(3_600), SEED);
    world.accident(-1, Accident::StoreDown(0, 10 * MINUTE_MS));
    let figures = world.run_until(3_000).clone();
    assert_eq!((requests(&figures), failures(&figures), world.holding()), (10_000, 0, INSTANCES));
    assert!(figures.longest_wait_ms < 2_020 + 240, "one operation's bound: {}", figures.longest_wait_ms);
}

/// Instances that started over an hour, with an hour's tokens, and an outage that begins when they are of every age.
fn through_outage(lasts_ms: i64, trouble: Trouble, fleet: Fleet) -> (World, usize, usize) {
    let (from, to) = (70 * MINUTE_MS, 70 * MINUTE_MS + lasts_ms);
    let manners = Manners { troubles: vec![(from, to, trouble)], ..Manners::good(3_600) };
    let mut world = World::new(&fleet, &manners, SEED);
    world.run_until(to + 10 * MINUTE_MS);
    (world, usize::try_from(from / 1_000).unwrap(), usize::try_from(to / 1_000).unwrap())
}

fn over_an_hour() -> Fleet {
    Fleet { starts_within_ms: 60 * MINUTE_MS, ..Fleet::of(INSTANCES) }
}

#[test]
fn g2_an_outage_of_half_an_hour_is_not_multiplied_and_is_over_within_a_window() {
    let (world, from, to) = through_outage(30 * MINUTE_MS, Trouble::Unreachable, over_an_hour());
    let figures = world.figures();
    // Half of the fleet has no token by then. Windows of 30 s at most with full jitter: 15 s on average, and a wait for a call.
    let last_minute = Figures::sum(&figures.token_requests, to - 60..to) / 60;
    assert!((150..=350).contains(&last_minute), "{last_minute} probes a second");
    assert!(Figures::busiest(&figures.token_requests, from..to) < 500);
    let calls = Figures::sum(&figures.failed, to - 60..to) / 60;
    assert!(calls > 400, "{calls} calls a second fail");
    // A window, a call, and the answer.
    let recovered = Figures::last(&figures.failed).unwrap();
    assert!((to..=to + 30 + 15).contains(&recovered), "the last failure is {} s after the end", recovered - to);
    assert_eq!(world.holding(), INSTANCES);
}

#[test]
fn g2_retry_after_raises_the_windows_of_a_fleet() {
    let (world, from, to) = through_outage(30 * MINUTE_MS, Trouble::Busy(ComeAgain::Seconds(120)), over_an_hour());
    let figures = world.figures();
    // It raises every window to two minutes.
    let last_minutes = Figures::sum(&figures.token_requests, to - 120..to);
    assert!(last_minutes < 5_500, "{last_minutes} requests in two minutes of some 5,000 instances");
    assert!(Figures::all(&figures.token_requests) > 0 && Figures::sum(&figures.failed, 0..from) == 0);
}

#[test]
fn g3_an_outage_shorter_than_what_is_left_of_a_token_fails_nobody() {
    // The default margin is a minute, less a tenth. Twenty seconds, a window of sixteen and the pause before a call are less.
    let (world, from, to) = through_outage(20_000, Trouble::Unreachable, over_an_hour());
    assert!(Figures::sum(&world.figures().token_requests, from..to) > 50);
    assert_eq!(failures(world.figures()), 0);
    let margin = Fleet { margin_ms: Some(30 * MINUTE_MS), ..over_an_hour() };
    for trouble in [Trouble::Unreachable, Trouble::Hangs, Trouble::Busy(ComeAgain::Unsaid)] {
        let (world, from, to) = through_outage(20 * MINUTE_MS, trouble, margin.clone());
        assert!(Figures::sum(&world.figures().token_requests, from..to) > 3_000, "renewals were due: {trouble:?}");
        assert_eq!(failures(world.figures()), 0, "{trouble:?}");
    }
    let (world, ..) = through_outage(20 * MINUTE_MS, Trouble::Unreachable, over_an_hour());
    assert!(failures(world.figures()) > 10_000, "with the default's minute it is felt");
}

#[test]
fn g3_a_renewal_that_hangs_delays_nobody() {
    let margin = Fleet { margin_ms: Some(30 * MINUTE_MS), ..over_an_hour() };
    let (world, from, to) = through_outage(20 * MINUTE_MS, Trouble::Hangs, margin);
    assert!(Figures::sum(&world.figures().token_requests, from..to) > 3_000);
    assert!(world.figures().longest_wait_ms < 240, "{}", world.figures().longest_wait_ms);
}

#[test]
fn g6_no_token_is_used_past_its_end_whatever_the_clocks_say() {
    let fleet = Fleet { clocks_off_ms: 30 * MINUTE_MS, pause_ms: 5_000, ..Fleet::of(INSTANCES) };
    let mut world = World::new(&fleet, &Manners::good(900), SEED);
    for who in 0..INSTANCES {
        let by_ms = if who % 2 == 0 { -86_400_000 } else { 3_600_000 };
        world.accident(10 * MINUTE_MS + i64::try_from(who).unwrap(), Accident::ClockSet(who, by_ms));
    }
    let figures = world.run_until(40 * MINUTE_MS);
    assert_eq!((figures.expired_tokens, failures(figures)), (0, 0));
    // One at the start, one after 14 minutes and one after 28; a clock set forward costs one more.
    let asked = requests(figures);
    assert!((30_000..=37_000).contains(&asked), "{asked} requests");
}

#[test]
fn g6_a_ninety_second_token_is_not_renewed_on_every_call() {
    let mut world = World::new(&Fleet { pause_ms: 1_000, ..Fleet::of(INSTANCES) }, &Manners::good(90), SEED);
    let figures = world.run_until(15 * MINUTE_MS);
    // Every 72 s or so.
    let each = requests(figures) / 10_000;
    assert!((11..=13).contains(&each), "{each} requests of each instance in 15 minutes");
    assert_eq!((figures.expired_tokens, failures(figures)), (0, 0));
}

#[test]
fn g5_where_only_the_newest_token_is_good_half_of_the_calls_of_two_replicas_fail_and_none_with_a_store() {
    let manners = Manners { keeps: Keeps::Newest, ..Manners::good(3_600) };
    let two = |sharing| Fleet { sharing, pause_ms: 200, starts_within_ms: 1, ..Fleet::of(2) };
    let alone = World::new(&two(Sharing::Nothing), &manners, SEED).run_until(60 * MINUTE_MS).clone();
    let share = alone.failed_of_ten_thousand(60..3_600);
    assert!((4_000..=6_000).contains(&share), "{share} of 10,000 fail");
    let shared = World::new(&two(Sharing::Locking(2)), &manners, SEED).run_until(60 * MINUTE_MS * 3).clone();
    assert_eq!(failures(&shared), 0);
    assert!(requests(&shared) <= 5, "{}", requests(&shared));
}

#[test]
fn g13_retries_stay_within_their_number_and_a_limit_is_not_met_with_more() {
    let retry = RetrySettings { max_retries: 2, max_delay_ms: 2_000 };
    let flickers = Manners { troubles: vec![(0, MINUTE_MS, Trouble::Flickers(20))], ..Manners::good(3_600) };
    let fleet = Fleet { retry, pause_ms: 60_000, starts_within_ms: 1_000, ..Fleet::of(INSTANCES) };
    let figures = World::new(&fleet, &flickers, SEED).run_until(20_000).clone();
    // A fifth of a fifth of a fifth.
    assert!((50..=110).contains(&failures(&figures)), "{} fail", failures(&figures));
    assert!((12_000..=12_900).contains(&requests(&figures)), "{}", requests(&figures));
    let limit = Limit { each_second: 100, come_again: ComeAgain::Seconds(30) };
    let limited = Manners { limit: Some(limit), ..Manners::good(3_600) };
    let figures = World::new(&fleet, &limited, SEED).run_until(20_000).clone();
    assert_eq!(requests(&figures), 10_000, "thirty seconds are longer than a retry waits");
}

#[test]
fn the_same_seed_gives_the_same_run_and_another_one_another() {
    let run = |seed| World::new(&Fleet::of(500), &Manners::good(300), seed).run_until(20 * MINUTE_MS).clone();
    assert_eq!(run(1), run(1));
    assert_ne!(run(1), run(2));
}

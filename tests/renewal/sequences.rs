//! Every short sequence of happenings, and many long ones, before the referee.

use crate::referee::{Happening, Referee};
use commerce_auth::token::freshness::Jitter;
use proptest::prelude::*;

const SHARES: [Jitter; 3] = [Jitter(0), Jitter(1 << 31), Jitter(u32::MAX)];

fn judge(jitter: Jitter, happenings: &[Happening]) -> Result<(), String> {
    let mut referee = Referee::new(jitter);
    for (index, happening) in happenings.iter().enumerate() {
        referee.play(*happening).map_err(|rule| {
            let played = happenings.get(..=index).unwrap_or_default();
            format!("{rule}: after {played:?} with {jitter:?}")
        })?;
    }
    Ok(())
}

/// Plays every sequence of this length over the alphabet, counting like an odometer. Returns how many there were.
fn judge_all(alphabet: &[Happening], length: u32) -> usize {
    let count = alphabet.len().pow(length);
    let mut sequence = Vec::new();
    for number in 0..count {
        sequence.clear();
        let digits = std::iter::successors(Some(number), |rest| Some(rest / alphabet.len())).take(length as usize);
        sequence.extend(digits.filter_map(|rest| alphabet.get(rest % alphabet.len())));
        for jitter in SHARES {
            judge(jitter, &sequence).unwrap_or_else(|broken| panic!("{broken}"));
        }
    }
    count
}

/// A token of 10 s: due after 8 s, expired after 9.5 s, its call lost after 10 s. 600 ms and 6 s put every instant
/// that matters between two events.
#[test]
fn every_sequence_of_five_happenings() {
    use Happening::{
        Fail, FailForCredentials, FailLate, Invalidate, Obtain, ObtainLate, Pass, RejectHeld, RejectOlder,
        SetWallClock, Want,
    };
    let alphabet = [
        Want,
        Obtain(Some(10)),
        ObtainLate,
        Fail,
        FailForCredentials,
        FailLate,
        RejectHeld,
        RejectOlder,
        Invalidate,
        Pass(600),
        Pass(6_000),
        Pass(31_000),
        SetWallClock(-3_600_000),
    ];
    assert_eq!(judge_all(&alphabet, 5), 371_293);
}

/// Fewer kinds of event, but deep enough to reject a replacement and what comes after it.
#[test]
fn every_sequence_of_eight_happenings_about_rejection() {
    use Happening::{Obtain, Pass, RejectHeld, Want};
    assert_eq!(judge_all(&[Want, Obtain(Some(10)), RejectHeld, Pass(900), Pass(9_000)], 8), 390_625);
}

/// Fewer kinds of event, but deep enough to fail a renewal while a token lives, and after.
#[test]
fn every_sequence_of_eight_happenings_about_failure() {
    use Happening::{Fail, Obtain, Pass, Want};
    assert_eq!(judge_all(&[Want, Obtain(Some(10)), Fail, Pass(900), Pass(8_100)], 8), 390_625);
}

/// The referee is worth something only if it sees what is wrong.
#[test]
fn the_referee_whistles() {
    let mut referee = Referee::new(Jitter(0));
    referee.play(Happening::Want).unwrap();
    // Behind the referee's back.
    referee.bench.pass(20_000);
    referee.bench.want();
    referee.bench.set_wall_clock(-20_000);
    referee.bench.now.monotonic_ms -= 20_000;
    assert!(referee.play(Happening::Obtain(Some(10))).is_err());
}

fn any_happening() -> impl Strategy<Value = Happening> {
    use Happening::{
        Fail, FailForCredentials, FailLate, FailWithWait, Invalidate, Obtain, ObtainLate, Pass, RejectHeld,
        RejectOlder, SetWallClock, Want,
    };
    prop_oneof![
        6 => Just(Want),
        3 => prop::sample::select(vec![None, Some(1), Some(10), Some(90), Some(300), Some(3600)]).prop_map(Obtain),
        1 => Just(ObtainLate),
        2 => Just(Fail),
        1 => Just(FailForCredentials),
        1 => prop::sample::select(vec![0, 5_000, 300_000, 10_000_000, u64::MAX]).prop_map(FailWithWait),
        1 => Just(FailLate),
        2 => Just(RejectHeld),
        1 => Just(RejectOlder),
        1 => Just(Invalidate),
        3 => (0_i64..2_000).prop_map(Pass),
        2 => prop::sample::select(vec![9_999, 10_000, 10_001, 30_000, 60_000, 300_000, 4_000_000]).prop_map(Pass),
        1 => prop::sample::select(vec![-86_400_000_i64, -1_000, 1_000, 86_400_000]).prop_map(SetWallClock),
    ]
}

proptest! {
    #[test]
    fn long_sequences_keep_every_rule(happenings in prop::collection::vec(any_happening(), 1..300), jitter in any::<u32>()) {
        let verdict = judge(Jitter(jitter), &happenings);
        prop_assert!(verdict.is_ok(), "{}", verdict.unwrap_err());
    }
}

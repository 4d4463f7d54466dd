//! What is asked of the simulation, and how the answers are told: a table for each question, charts for some.

use crate::chart::{Chart, Line};
use crate::figures::Figures;
use crate::vendor::{ComeAgain, Keeps, Limit, Manners, Trouble};
use crate::world::{Accident, Fleet, Sharing, World};
use commerce_auth::token::retry::RetrySettings;
use std::fmt::Write;
use std::ops::Range;
use std::thread;

/// The seed of everything that the page says.
pub const SEED: u64 = 1;
const INSTANCES: usize = 10_000;
const MINUTE_MS: i64 = 60_000;
const HOUR_MS: i64 = 60 * MINUTE_MS;
const HOUR_S: i64 = 3_600;

/// What one question came to.
pub struct Answer {
    /// The name of its place in the page.
    pub name: &'static str,
    /// In Markdown.
    pub table: String,
    /// Its charts.
    pub charts: Vec<Chart>,
}

/// A question.
pub type Question = fn() -> Answer;

/// Every question.
pub const ALL: [Question; 6] = [only_the_newest, started_together, outages, limits, retries, accidents];

/// Those that are answered within a second or so.
pub const QUICK: [Question; 2] = [only_the_newest, retries];

/// What the simulation says to these questions, on as many threads.
pub fn answers(questions: &[Question]) -> Vec<Answer> {
    thread::scope(|scope| {
        let running: Vec<_> = questions.iter().map(|ask| scope.spawn(ask)).collect();
        running.into_iter().map(|thread| thread.join().expect("an answer")).collect()
    })
}

/// A number with a comma at every thousand.
fn number(value: u64) -> String {
    let digits = value.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Of ten thousand, as a percentage.
fn percentage(of_ten_thousand: u64) -> String {
    match of_ten_thousand {
        0 => "none".to_owned(),
        all => format!("{}.{} %", (all + 5) / 100, (all + 5) % 100 / 10),
    }
}

fn seconds(ms: i64) -> String {
    format!("{}.{} s", ms / 1_000, ms % 1_000 / 100)
}

struct Table(String);

impl Table {
    fn of(heads: &[&str]) -> Self {
        let mut table = Table(String::new());
        table.row(heads.iter().map(ToString::to_string));
        table.row(heads.iter().map(|_| "---".to_owned()));
        table
    }

    fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        let cells: Vec<String> = cells.into_iter().collect();
        let _ = writeln!(self.0, "| {} |", cells.join(" | "));
    }
}

/// The mean of each span of so many seconds, from the second `from` on.
fn means(counts: &[u32], range: Range<usize>, span: usize) -> Vec<u64> {
    let each = u64::try_from(span).unwrap_or(1);
    range.step_by(span).map(|from| Figures::sum(counts, from..from + span) / each).collect()
}

fn run(fleet: &Fleet, manners: &Manners, until: i64) -> World {
    let mut world = World::new(fleet, manners, SEED);
    world.run_until(until);
    world
}

const ONE_FOR_A_HUNDRED: Sharing = Sharing::Locking(100);
const ONE_FOR_ALL: Sharing = Sharing::Locking(INSTANCES);

fn started_together() -> Answer {
    let mut table = Table::of(&[
        "store",
        "`refreshMarginSeconds`",
        "token requests",
        "busiest second afterwards",
        "calls that failed",
    ]);
    let quarter = Some(15 * MINUTE_MS);
    let rows = [
        ("none", Sharing::Nothing, None),
        ("none", Sharing::Nothing, quarter),
        ("one for 100 instances", ONE_FOR_A_HUNDRED, None),
        ("one for 100 instances", ONE_FOR_A_HUNDRED, quarter),
        ("one for all", ONE_FOR_ALL, None),
    ];
    let mut lines = Vec::new();
    for (name, sharing, margin_ms) in rows {
        let fleet = Fleet { sharing, margin_ms, pause_ms: 2_000, ..Fleet::of(INSTANCES) };
        let world = run(&fleet, &Manners::good(HOUR_S), 6 * HOUR_MS);
        let figures = world.figures();
        let requests = &figures.token_requests;
        table.row([
            name.to_owned(),
            margin_ms.map_or("default (60 s)".to_owned(), |margin| (margin / 1_000).to_string()),
            number(Figures::all(requests)),
            number(u64::from(Figures::busiest(requests, 300..6 * 3_600))),
            number(Figures::all(&figures.failed)),
        ]);
        if sharing == Sharing::Nothing {
            let name = if margin_ms.is_none() { "default margin of 60 s" } else { "refreshMarginSeconds: 900" };
            lines.push(Line { name, values: means(requests, 300..6 * 3_600, 20) });
        }
    }
    let chart = Chart {
        file: "started-together",
        title: "10,000 instances started in one minute, without a store: token requests a second",
        left: "mean of 20 seconds, from the fifth minute to the sixth hour",
        lower: ["5 min", "1.5 h", "3 h", "4.5 h", "6 h"].map(str::to_owned).to_vec(),
        lines,
    };
    Answer { name: "started-together", table: table.0, charts: vec![chart] }
}

fn only_the_newest() -> Answer {
    let mut table =
        Table::of(&["instances", "store", "calls that failed", "calls sent once more", "token requests in an hour"]);
    let manners = Manners { keeps: Keeps::Newest, ..Manners::good(HOUR_S) };
    for instances in [1, 2, 3, 10, 100] {
        let rows = [
            ("none", Sharing::Nothing),
            ("shared, without a lock", Sharing::WithoutLock(instances)),
            ("shared, with a lock", Sharing::Locking(instances)),
        ];
        for (name, sharing) in rows.into_iter().take(if instances == 1 { 1 } else { 3 }) {
            let fleet = Fleet { sharing, pause_ms: 1_000, starts_within_ms: 1_000, ..Fleet::of(instances) };
            let world = run(&fleet, &manners, HOUR_MS);
            let figures = world.figures();
            let calls = Figures::all(&figures.served) + Figures::all(&figures.failed);
            table.row([
                number(u64::try_from(instances).unwrap_or(0)),
                name.to_owned(),
                percentage(figures.failed_of_ten_thousand(0..3_600)),
                percentage((figures.replays * 10_000).checked_div(calls).unwrap_or(0)),
                number(Figures::all(&figures.token_requests)),
            ]);
        }
    }
    Answer { name: "only-the-newest", table: table.0, charts: vec![] }
}

fn outages() -> Answer {
    const BEGIN_MS: i64 = 80 * MINUTE_MS;
    let begin = usize::try_from(BEGIN_MS / 1_000).unwrap_or(0);
    let margins = [None, Some(10 * MINUTE_MS), Some(30 * MINUTE_MS)];
    let mut table = Table::of(&[
        "the token endpoint is down for",
        "default margin (60 s)",
        "`refreshMarginSeconds: 600`",
        "`refreshMarginSeconds: 1800`",
        "last failed call after its end",
    ]);
    let mut lines = Vec::new();
    let all_ages = |margin_ms| Fleet { margin_ms, starts_within_ms: HOUR_MS, ..Fleet::of(INSTANCES) };
    let through = |minutes: i64, trouble, margin_ms| {
        let end = BEGIN_MS + minutes * MINUTE_MS;
        let manners = Manners { troubles: vec![(BEGIN_MS, end, trouble)], ..Manners::good(HOUR_S) };
        run(&all_ages(margin_ms), &manners, end + 15 * MINUTE_MS)
    };
    for minutes in [1, 5, 15, 30, 60] {
        let end = begin + usize::try_from(minutes * 60).unwrap_or(0);
        let worlds = margins.map(|margin_ms| through(minutes, Trouble::Unreachable, margin_ms));
        let shares = worlds.iter().map(|world| percentage(world.figures().failed_of_ten_thousand(begin..end)));
        let last = worlds.iter().filter_map(|world| Figures::last(&world.figures().failed)).max();
        let after = last.map_or("none failed".to_owned(), |last| format!("{} s", last.saturating_sub(end)));
        table.row([format!("{minutes} min")].into_iter().chain(shares).chain([after]));
        if minutes == 30 {
            let around = begin - 300..end + 600;
            let requests = |world: &World| means(&world.figures().token_requests, around.clone(), 5);
            lines.push(Line { name: "no connection", values: requests(&worlds[0]) });
            let busy = through(minutes, Trouble::Busy(ComeAgain::Seconds(120)), None);
            lines.push(Line { name: "503 with Retry-After: 120", values: requests(&busy) });
            let early = through(minutes, Trouble::Unreachable, Some(30 * MINUTE_MS));
            lines.push(Line { name: "refreshMarginSeconds: 1800", values: requests(&early) });
        }
    }
    let chart = Chart {
        file: "outage",
        title: "A token endpoint that is down for half an hour: token requests a second of 10,000 instances",
        left: "mean of 5 seconds; it goes down at 0 and is up again at 30 min",
        lower: ["-5 min", "0", "5", "10", "15", "20", "25", "30", "35", "40 min"].map(str::to_owned).to_vec(),
        lines,
    };
    Answer { name: "outages", table: table.0, charts: vec![chart] }
}

fn limits() -> Answer {
    let mut table = Table::of(&[
        "store",
        "the vendor's 429 says",
        "everyone has a token after",
        "token requests",
        "of them refused",
        "calls that failed",
    ]);
    let rows = [
        ("none", Sharing::Nothing, "nothing", ComeAgain::Unsaid),
        ("none", Sharing::Nothing, "`Retry-After: 30`", ComeAgain::Seconds(30)),
        ("none", Sharing::Nothing, "`Retry-After:` the next full minute, as a date", ComeAgain::NextMinute),
        ("one for 100 instances", ONE_FOR_A_HUNDRED, "`Retry-After: 30`", ComeAgain::Seconds(30)),
        ("one for all", ONE_FOR_ALL, "`Retry-After: 30`", ComeAgain::Seconds(30)),
    ];
    let mut lines = Vec::new();
    for (store, sharing, says, come_again) in rows {
        let limit = Some(Limit { each_second: 50, come_again });
        let manners = Manners { limit, ..Manners::good(6 * HOUR_S) };
        let fleet = Fleet { sharing, starts_within_ms: 1_000, pause_ms: 2_000, ..Fleet::of(INSTANCES) };
        let world = run(&fleet, &manners, 3 * HOUR_MS);
        let figures = world.figures();
        let everyone = Figures::all(&figures.first_tokens) == u64::try_from(INSTANCES).unwrap_or(0);
        let last = Figures::last(&figures.first_tokens).filter(|_| everyone);
        let requests = Figures::all(&figures.token_requests);
        table.row([
            store.to_owned(),
            says.to_owned(),
            last.map_or("more than 3 hours".to_owned(), |last| {
                format!("{} s", number(u64::try_from(last + 1).unwrap_or(0)))
            }),
            number(requests),
            number(requests - u64::try_from(world.vendor().issued()).unwrap_or(0)),
            number(Figures::all(&figures.failed)),
        ]);
        if sharing == Sharing::Nothing {
            let name = ["no Retry-After", "Retry-After: 30", "a date, the next minute"][lines.len()];
            lines.push(Line { name, values: means(&figures.token_requests, 0..600, 2) });
        }
    }
    let chart = Chart {
        file: "limit",
        title: "50 token requests a second are allowed, 10,000 instances start at once: requests a second",
        left: "mean of 2 seconds, the first ten minutes",
        lower: (0..=10).map(|minute| minute.to_string()).collect(),
        lines,
    };
    Answer { name: "limits", table: table.0, charts: vec![chart] }
}

fn retries() -> Answer {
    let mut table = Table::of(&[
        "token requests that get a 503",
        "first calls that failed, `retry: false`",
        "with `retry: {}`",
        "token requests, `retry: false`",
        "with `retry: {}`",
    ]);
    for share in [1, 5, 20, 50] {
        let manners = Manners { troubles: vec![(0, HOUR_MS, Trouble::Flickers(share))], ..Manners::good(HOUR_S) };
        let outcomes = [RetrySettings::NEVER, RetrySettings { max_retries: 2, max_delay_ms: 2_000 }].map(|retry| {
            // One call of each, and a minute in which nobody calls again.
            let fleet = Fleet { retry, starts_within_ms: 1_000, pause_ms: 120_000, ..Fleet::of(INSTANCES) };
            let world = run(&fleet, &manners, 30_000);
            let figures = world.figures();
            (figures.failed_of_ten_thousand(0..30), Figures::all(&figures.token_requests))
        });
        let shares = outcomes.map(|(failed, _)| percentage(failed));
        let requests = outcomes.map(|(_, requests)| number(requests));
        table.row([format!("{share} %")].into_iter().chain(shares).chain(requests));
    }
    Answer { name: "retries", table: table.0, charts: vec![] }
}

type Accidents = fn(&mut World);

fn accidents() -> Answer {
    let mut table = Table::of(&[
        "what goes wrong",
        "`timeoutMs`",
        "token requests in two hours",
        "calls that failed",
        "longest wait of a call",
    ]);
    let nothing: Accidents = |_| {};
    let killed: Accidents = |world| {
        (0..100).for_each(|store| world.accident(5, Accident::LockHolderKilled(store)));
    };
    let down: Accidents = |world| {
        (0..100).for_each(|store| world.accident(-1, Accident::StoreDown(store, 10 * MINUTE_MS)));
    };
    let restarted: Accidents = |world| {
        for who in 0..INSTANCES {
            let at = HOUR_MS / 2 + i64::try_from(who).unwrap_or(0) * 10;
            world.accident(at, Accident::Killed(who));
        }
    };
    let rows: [(&str, i64, Accidents); 6] = [
        ("nothing", 10_000, nothing),
        ("every group's first lock holder is killed", 10_000, killed),
        ("the same", 3_000, killed),
        ("the stores hang for the first ten minutes", 10_000, down),
        ("the stores hang for the first ten minutes", 3_000, down),
        ("every instance is restarted, a hundred a second", 10_000, restarted),
    ];
    for (what, deadline_ms, prepare) in rows {
        let fleet = Fleet { sharing: ONE_FOR_A_HUNDRED, deadline_ms, starts_within_ms: 1, ..Fleet::of(INSTANCES) };
        let mut world = World::new(&fleet, &Manners::good(HOUR_S), SEED);
        prepare(&mut world);
        let figures = world.run_until(2 * HOUR_MS);
        table.row([
            what.to_owned(),
            number(u64::try_from(deadline_ms).unwrap_or(0)),
            number(Figures::all(&figures.token_requests)),
            number(Figures::all(&figures.failed)),
            seconds(figures.longest_wait_ms),
        ]);
    }
    Answer { name: "accidents", table: table.0, charts: vec![] }
}

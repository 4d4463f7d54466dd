//! The fleet, its vendor and its stores, moved on from one thing that happens to the next.

use crate::chance::Chance;
use crate::figures::Figures;
use crate::find::{LAST_LOOK_MS, LEASE_BEYOND_DEADLINE_MS, OPERATION_MS, STORE_OPERATIONS_MS, Search, Step};
use crate::instance::{Caller, Instance, Run};
use crate::shared_store::{Owner, Record, SharedStore};
use crate::vendor::{Judgement, Keeps, Manners, Reply, Vendor};
use commerce_auth::api::pledg::token::PROFILE;
use commerce_auth::error::{AuthError, ErrorCode};
use commerce_auth::http::{HttpResponse, no_answer, retry_after_ms};
use commerce_auth::token::access_token::AccessToken;
use commerce_auth::token::freshness::{Instant, Stage};
use commerce_auth::token::renewal::{Action, Background, CallId, Event, Generation, Renewal, RenewalSettings};
use commerce_auth::token::response::read_token_response;
use commerce_auth::token::retry::RetrySettings;
use commerce_auth::token::stored::{read_stored, stored_text};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// When every simulation begins, in milliseconds since 1970.
pub const EPOCH_MS: i64 = 1_700_000_000_000;
/// What one operation of a store takes, in milliseconds.
const STORE_MS: i64 = 1;
/// How long the answer of the API takes that says no, in milliseconds.
const API_MS: i64 = 40;
const KEY: &str = "the fleet's";
/// The reason of a call whose refusal by the API was handed to the caller.
pub const REJECTED: &str = "rejected";

/// Who shares tokens with whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sharing {
    /// Nobody with anybody.
    Nothing,
    /// So many instances each have a store in common, with a lock.
    Locking(usize),
    /// The same without a lock.
    WithoutLock(usize),
}

/// What a fleet is.
#[derive(Clone, Debug)]
pub struct Fleet {
    /// How many instances.
    pub instances: usize,
    /// Their stores.
    pub sharing: Sharing,
    /// Within which time all of them start, in milliseconds.
    pub starts_within_ms: i64,
    /// The pause between two calls of an instance is half to one and a half of this, in milliseconds.
    pub pause_ms: i64,
    /// How many calls come at once each time.
    pub burst: u32,
    /// `refreshMarginSeconds`, in milliseconds; none for the default.
    pub margin_ms: Option<i64>,
    /// `timeoutMs`.
    pub deadline_ms: i64,
    /// `retry`.
    pub retry: RetrySettings,
    /// How far a wall clock may be off, in milliseconds.
    pub clocks_off_ms: i64,
}

impl Fleet {
    /// So many instances, that call every ten seconds or so and have every option's default.
    pub fn of(instances: usize) -> Self {
        Fleet {
            instances,
            sharing: Sharing::Nothing,
            starts_within_ms: 60_000,
            pause_ms: 10_000,
            burst: 1,
            margin_ms: None,
            deadline_ms: 10_000,
            retry: RetrySettings::NEVER,
            clocks_off_ms: 0,
        }
    }
}

/// What happens beside the fleet's own doing.
#[derive(Clone, Copy, Debug)]
pub enum Accident {
    /// The instance ends and starts anew.
    Killed(usize),
    /// Whoever holds the lock of this store ends and starts anew.
    LockHolderKilled(usize),
    /// The instance's wall clock is set by so many milliseconds.
    ClockSet(usize, i64),
    /// The store answers nothing for so many milliseconds.
    StoreDown(usize, i64),
}

enum Happening {
    Calls,
    Store(CallId),
    Send(CallId),
    Answer(CallId, u32, Option<HttpResponse<'static>>),
    Deadline(CallId),
    Rejected(Generation, Caller),
    HandOver(Option<Box<AccessToken>>, i64, Option<Owner>),
    Accident(Accident),
}

struct Planned {
    at: i64,
    number: u64,
    who: usize,
    life: u32,
    what: Happening,
}

impl PartialEq for Planned {
    fn eq(&self, other: &Self) -> bool {
        (self.at, self.number) == (other.at, other.number)
    }
}

impl Eq for Planned {}

impl PartialOrd for Planned {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Planned {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.at, self.number).cmp(&(other.at, other.number))
    }
}

/// How a renewal ended for those who waited.
enum End {
    /// There is a token, or another renewal has begun meanwhile: they ask again.
    AskAgain,
    Failed(AuthError),
}

/// Everything there is.
pub struct World {
    now: i64,
    planned: BinaryHeap<Reverse<Planned>>,
    last_number: u64,
    chance: Chance,
    fleet: Fleet,
    instances: Vec<Instance>,
    stores: Vec<SharedStore>,
    vendor: Vendor,
    figures: Figures,
    /// Whether a call of an instance with a fresh token may be counted without being played: nothing can void the token.
    may_skip: bool,
}

impl World {
    /// A fleet about to start.
    pub fn new(fleet: &Fleet, manners: &Manners, seed: u64) -> Self {
        let stores = match fleet.sharing {
            Sharing::Nothing => 0,
            Sharing::Locking(each) | Sharing::WithoutLock(each) => fleet.instances.div_ceil(each),
        };
        let mut world = World {
            now: 0,
            planned: BinaryHeap::new(),
            last_number: 0,
            chance: Chance::new(seed),
            fleet: fleet.clone(),
            instances: Vec::new(),
            stores: (0..stores).map(|_| SharedStore::default()).collect(),
            vendor: Vendor::new(manners.clone()),
            figures: Figures::default(),
            may_skip: manners.keeps == Keeps::All,
        };
        for who in 0..fleet.instances {
            let off = fleet.clocks_off_ms;
            let clock_ms = world.chance.between(-off, off + 1);
            let renewal = Renewal::new(world.settings());
            let instance = Instance { renewal, clock_ms, runs: Vec::new(), life: 0, has_had_token: false };
            world.instances.push(instance);
            let start = world.chance.between(0, fleet.starts_within_ms);
            world.plan(start, who, Happening::Calls);
        }
        world
    }

    fn settings(&self) -> RenewalSettings {
        let deadline_ms = self.fleet.deadline_ms;
        let has_store = self.fleet.sharing != Sharing::Nothing;
        RenewalSettings {
            deadline_ms,
            // As `open` of src/server/account.rs has it.
            sharing_ms: if has_store { deadline_ms * 2 + LEASE_BEYOND_DEADLINE_MS + STORE_OPERATIONS_MS } else { 0 },
            retry: self.fleet.retry,
            background: Background::Allowed,
            margin_ms: self.fleet.margin_ms,
            credentials_end_at: None,
        }
    }

    /// Lets something happen at an instant, in milliseconds from the beginning.
    pub fn accident(&mut self, at: i64, accident: Accident) {
        if !matches!(accident, Accident::StoreDown(..)) {
            self.may_skip = false;
        }
        let who = match accident {
            Accident::Killed(who) | Accident::ClockSet(who, _) => who,
            _ => 0,
        };
        self.plan(at, who, Happening::Accident(accident));
    }

    /// Goes on until an instant, in milliseconds from the beginning.
    pub fn run_until(&mut self, end: i64) -> &Figures {
        while self.planned.peek().is_some_and(|next| next.0.at < end) {
            let Some(Reverse(next)) = self.planned.pop() else { break };
            self.now = next.at;
            let is_of_this_life = self.instances[next.who].life == next.life;
            match next.what {
                Happening::Accident(accident) => self.happens(accident),
                // What was sent arrives, whatever became of the sender.
                Happening::HandOver(token, seen, owner) => self.hand_over(next.who, token, seen, owner),
                what if is_of_this_life => self.go_on(next.who, what),
                _ => {}
            }
        }
        self.now = end;
        &self.figures
    }

    /// What was counted so far.
    pub fn figures(&self) -> &Figures {
        &self.figures
    }

    /// The vendor.
    pub fn vendor(&self) -> &Vendor {
        &self.vendor
    }

    /// The stores.
    pub fn stores(&self) -> &[SharedStore] {
        &self.stores
    }

    /// How many instances hold a token that they would serve.
    pub fn holding(&self) -> usize {
        let is_good = |instance: &&Instance| {
            instance.renewal.freshness().is_some_and(|it| it.stage(self.instant(instance.clock_ms)) != Stage::Expired)
        };
        self.instances.iter().filter(is_good).count()
    }

    fn instant(&self, clock_ms: i64) -> Instant {
        Instant { wall_ms: EPOCH_MS + self.now + clock_ms, monotonic_ms: self.now }
    }

    fn plan(&mut self, at: i64, who: usize, what: Happening) {
        self.last_number += 1;
        let life = self.instances[who].life;
        self.planned.push(Reverse(Planned { at, number: self.last_number, who, life, what }));
    }

    fn step(&mut self, who: usize, event: Event) -> Action {
        let now = self.instant(self.instances[who].clock_ms);
        self.instances[who].renewal.step(now, event)
    }

    fn go_on(&mut self, who: usize, what: Happening) {
        match what {
            Happening::Calls => self.calls(who),
            Happening::Store(id) => self.store_answers(who, id),
            Happening::Send(id) => self.send(who, id),
            Happening::Answer(id, request, response) => self.answer(who, id, request, response),
            Happening::Deadline(id) => self.deadline(who, id),
            Happening::Rejected(generation, caller) => self.rejected(who, generation, caller),
            Happening::HandOver(..) | Happening::Accident(_) => {}
        }
    }

    // Callers.

    fn calls(&mut self, who: usize) {
        let caller = Caller { since: self.now, is_second_try: false };
        (0..self.fleet.burst).for_each(|_| self.want(who, caller));
        let pause = self.chance.between(self.fleet.pause_ms / 2, self.fleet.pause_ms * 3 / 2).max(1);
        let next = self.now + pause;
        let skipped = if self.may_skip { self.calls_that_change_nothing(who, next) } else { 0 };
        self.plan(next + skipped * self.fleet.pause_ms, who, Happening::Calls);
    }

    /// How many calls from `next` on change nothing, and are counted at once instead of being played: those that a fresh token
    /// serves, where nothing can void it, and those that fail inside a window.
    fn calls_that_change_nothing(&mut self, who: usize, next: i64) -> i64 {
        let instance = &self.instances[who];
        let freshness = instance.renewal.freshness();
        let failure = instance.renewal.last_failure().filter(|_| freshness.is_none() && instance.runs.is_empty());
        let until = freshness.and_then(|it| it.due_at()).or(failure.map(|(_, until)| until));
        let until = until.map_or(next, |wall_ms| wall_ms - EPOCH_MS - instance.clock_ms);
        let code = failure.map(|(error, _)| error.code().as_str());
        let count = (until - 1 - next).div_euclid(self.fleet.pause_ms).max(0);
        for index in 0..count {
            let at = next + index * self.fleet.pause_ms;
            match code {
                None => self.figures.served(at, self.fleet.burst),
                Some(code) => (0..self.fleet.burst).for_each(|_| self.figures.failed(at, code)),
            }
        }
        count
    }

    fn want(&mut self, who: usize, caller: Caller) {
        match self.step(who, Event::Wanted) {
            Action::Serve => self.use_token(who, caller),
            Action::ServeAndCall(id) => {
                self.begin(who, id);
                self.use_token(who, caller);
            }
            Action::Call(id) => {
                self.begin(who, id);
                self.wait(who, caller);
            }
            Action::Join => self.wait(who, caller),
            Action::Fail(error) => self.fail(caller, &error),
            other => panic!("no answer to a want: {other:?}"),
        }
    }

    fn wait(&mut self, who: usize, caller: Caller) {
        self.instances[who].runs.last_mut().expect("a call that is under way").waiting.push(caller);
    }

    fn fail(&mut self, caller: Caller, error: &AuthError) {
        self.waited(caller);
        self.figures.failed(self.now, error.code().as_str());
    }

    fn waited(&mut self, caller: Caller) {
        let waited = self.now - caller.since;
        self.figures.longest_wait_ms = self.figures.longest_wait_ms.max(waited);
    }

    fn use_token(&mut self, who: usize, caller: Caller) {
        self.waited(caller);
        let (token, generation) = self.instances[who].renewal.token().expect("a token that is served");
        match self.vendor.judge(token.value.expose(), self.now) {
            Judgement::Accepted => self.figures.served(self.now, 1),
            refused => {
                self.figures.expired_tokens += u64::from(refused == Judgement::Expired);
                self.plan(self.now + API_MS, who, Happening::Rejected(generation, caller));
            }
        }
    }

    fn rejected(&mut self, who: usize, generation: Generation, caller: Caller) {
        let jitter = self.chance.jitter();
        let action = self.step(who, Event::Rejected(generation, jitter));
        if action == Action::Replay && !caller.is_second_try {
            self.figures.replays += 1;
            self.want(who, Caller { is_second_try: true, ..caller });
        } else {
            self.figures.failed(self.now, REJECTED);
        }
    }

    // Renewals.

    fn begin(&mut self, who: usize, id: CallId) {
        let has_store = self.fleet.sharing != Sharing::Nothing;
        let search = has_store.then(|| Search::begin(self.now, self.fleet.deadline_ms));
        let asked_at = self.instant(self.instances[who].clock_ms);
        let run = Run {
            id,
            search,
            lock: None,
            store_failed: false,
            seen_version: i64::MIN,
            asked_at,
            requests: 0,
            waiting: Vec::new(),
        };
        self.instances[who].runs.push(run);
        if has_store { self.ask_store(who, id) } else { self.plan(self.now, who, Happening::Send(id)) }
    }

    fn run_of(&mut self, who: usize, id: CallId) -> Option<&mut Run> {
        self.instances[who].runs.iter_mut().find(|run| run.id == id)
    }

    fn store_of(&mut self, who: usize) -> &mut SharedStore {
        let each = match self.fleet.sharing {
            Sharing::Nothing => 1,
            Sharing::Locking(each) | Sharing::WithoutLock(each) => each,
        };
        &mut self.stores[who / each]
    }

    fn ask_store(&mut self, who: usize, id: CallId) {
        let now = self.now;
        let takes = if self.store_of(who).answers(now) { STORE_MS } else { OPERATION_MS + LAST_LOOK_MS };
        if let Some(run) = self.run_of(who, id) {
            run.store_failed = takes > STORE_MS;
        }
        self.plan(now + takes, who, Happening::Store(id));
    }

    fn store_answers(&mut self, who: usize, id: CallId) {
        let (now, locks) = (self.now, matches!(self.fleet.sharing, Sharing::Locking(_)));
        let lease_ms = self.fleet.deadline_ms + LEASE_BEYOND_DEADLINE_MS;
        let Some(run) = self.run_of(who, id) else { return };
        let Some(search) = run.search.filter(|_| !run.store_failed) else {
            return self.plan(now, who, Happening::Send(id));
        };
        if search.step == Step::Lock {
            self.last_number += 1;
            let owner = Owner(self.last_number);
            if self.store_of(who).lock(owner, now, lease_ms) {
                self.search_on(who, id, Some(owner), Step::LookLocked, 0);
            } else if now >= search.give_up_at {
                self.plan(now, who, Happening::Send(id));
            } else {
                let mut search = search;
                let pause = search.pause(&mut self.chance);
                if let Some(run) = self.run_of(who, id) {
                    run.search = Some(search);
                }
                self.search_on(who, id, None, Step::LookAgain, pause);
            }
        } else if self.adopt(who, id) {
            self.end(who, id, &End::AskAgain, None);
        } else if !locks || search.step == Step::LookLocked {
            self.plan(now, who, Happening::Send(id));
        } else {
            self.search_on(who, id, None, Step::Lock, 0);
        }
    }

    fn search_on(&mut self, who: usize, id: CallId, lock: Option<Owner>, step: Step, pause: i64) {
        if let Some(run) = self.run_of(who, id) {
            run.lock = lock.or(run.lock);
            if let Some(search) = run.search.as_mut() {
                search.step = step;
            }
        }
        self.now += pause;
        self.ask_store(who, id);
        self.now -= pause;
    }

    /// Whether the renewal is over: the store had a better token, or another renewal has begun.
    fn adopt(&mut self, who: usize, id: CallId) -> bool {
        let now = self.now;
        let record = self.store_of(who).read(now).map(|record| (record.version, record.text.expose().to_owned()));
        let seen_version = record.as_ref().map_or(i64::MIN, |(version, _)| *version);
        if let Some(run) = self.run_of(who, id) {
            run.seen_version = seen_version;
        }
        let Some((version, text)) = record else { return false };
        let token = read_stored(&text, KEY, &PROFILE).expect("what the product wrote");
        let jitter = self.chance.jitter();
        match self.step(who, Event::Adopted(id, token, jitter)) {
            Action::Keep => {
                if self.instances[who].renewal.refused_version() == Some(version) {
                    self.store_of(who).remove(version);
                }
                false
            }
            _ => true,
        }
    }

    fn send(&mut self, who: usize, id: CallId) {
        let asked_at = self.instant(self.instances[who].clock_ms);
        let (now, deadline_ms) = (self.now, self.fleet.deadline_ms);
        let Some(run) = self.run_of(who, id) else { return };
        run.search = None;
        run.asked_at = asked_at;
        run.requests += 1;
        let requests = run.requests;
        if requests == 1 {
            self.plan(now + deadline_ms, who, Happening::Deadline(id));
        }
        self.step(who, Event::Sent(id));
        self.figures.token_requested(now);
        match self.vendor.receive(now, &mut self.chance) {
            Reply::Answer(after, answer) => {
                self.plan(now + after, who, Happening::Answer(id, requests, Some(answer)));
            }
            Reply::Nothing(after) => self.plan(now + after, who, Happening::Answer(id, requests, None)),
            Reply::Silence => {}
        }
    }

    fn answer(&mut self, who: usize, id: CallId, request: u32, response: Option<HttpResponse<'static>>) {
        let wall_ms = EPOCH_MS + self.now + self.instances[who].clock_ms;
        let Some(asked_at) = self.run_of(who, id).filter(|run| run.requests == request).map(|run| run.asked_at) else {
            return;
        };
        let outcome = match response {
            None => Err(no_answer("the token call", "ECONNREFUSED")),
            Some(response) => {
                read_token_response(&PROFILE, &response, asked_at.wall_ms, None).map_err(|error| {
                    // As `read` of src/server/account.rs has it: a date to wait for counts from the answer.
                    let wait = error.retry_after_ms().and(response.header("retry-after"));
                    error.with_retry_after_ms(wait.and_then(|value| retry_after_ms(value, wall_ms)))
                })
            }
        };
        self.settle(who, id, outcome);
    }

    fn deadline(&mut self, who: usize, id: CallId) {
        if self.run_of(who, id).is_some() {
            self.settle(who, id, Err(AuthError::new(ErrorCode::Timeout, "the token call took longer than timeoutMs")));
        }
    }

    fn settle(&mut self, who: usize, id: CallId, outcome: Result<AccessToken, AuthError>) {
        let jitter = self.chance.jitter();
        let (event, error, token) = match outcome {
            Ok(token) => (Event::Obtained(id, token.clone(), jitter), None, Some(token)),
            Err(error) => (Event::Failed(id, error.clone(), jitter), Some(error), None),
        };
        match (self.step(who, event), error) {
            (Action::Retry(delay_ms), _) => self.plan(self.now + delay_ms, who, Happening::Send(id)),
            (Action::Fail(error), _) | (Action::Nothing, Some(error)) => self.end(who, id, &End::Failed(error), None),
            (Action::Nothing, None) => self.end(who, id, &End::AskAgain, token),
            _ => self.end(who, id, &End::AskAgain, None),
        }
    }

    fn end(&mut self, who: usize, id: CallId, end: &End, obtained: Option<AccessToken>) {
        let instance = &mut self.instances[who];
        let Some(index) = instance.runs.iter().position(|run| run.id == id) else { return };
        let run = instance.runs.remove(index);
        if !instance.has_had_token && instance.renewal.token().is_some() {
            instance.has_had_token = true;
            self.figures.got_first_token(self.now);
        }
        if self.fleet.sharing != Sharing::Nothing && !run.store_failed {
            let token = obtained.map(Box::new);
            self.plan(self.now + STORE_MS, who, Happening::HandOver(token, run.seen_version, run.lock));
        }
        for caller in run.waiting {
            match end {
                End::AskAgain => self.want(who, caller),
                End::Failed(error) => self.fail(caller, error),
            }
        }
    }

    fn hand_over(&mut self, who: usize, token: Option<Box<AccessToken>>, seen_version: i64, lock: Option<Owner>) {
        let now = self.now;
        let store = self.store_of(who);
        if !store.answers(now) {
            return;
        }
        if let Some(token) = token {
            let version = token.obtained_at;
            if seen_version > version {
                store.remove(seen_version);
            }
            let lifetime_ms = token.lifetime_seconds.unwrap_or(0) * 1_000;
            store.write(Record { text: stored_text(&token, KEY), version, until: now + lifetime_ms }, now);
        }
        if let Some(owner) = lock {
            store.unlock(owner);
        }
    }

    // Accidents.

    fn happens(&mut self, accident: Accident) {
        match accident {
            Accident::Killed(who) => self.kill(who),
            Accident::LockHolderKilled(store) => {
                let Sharing::Locking(each) = self.fleet.sharing else { return };
                let members = store * each..((store + 1) * each).min(self.instances.len());
                let holds = |who: &usize| self.instances[*who].runs.iter().any(|run| run.lock.is_some());
                let holder = members.clone().find(holds);
                if let Some(who) = holder {
                    self.kill(who);
                }
            }
            Accident::ClockSet(who, by_ms) => self.instances[who].clock_ms += by_ms,
            Accident::StoreDown(store, for_ms) => self.stores[store].down = Some((self.now, self.now + for_ms)),
        }
    }

    /// It starts anew a second later; its callers are gone with it.
    fn kill(&mut self, who: usize) {
        let settings = self.settings();
        let instance = &mut self.instances[who];
        instance.life += 1;
        instance.runs.clear();
        instance.renewal = Renewal::new(settings);
        self.plan(self.now + 1_000, who, Happening::Calls);
    }
}

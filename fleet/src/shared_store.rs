//! A store of tokens as the contract has it (`docs/stores.md`), with a lock or without.

use commerce_auth::secret::Secret;

/// Who holds a lock: an attempt, not an instance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Owner(pub u64);

/// A token as the product writes it, by when it was obtained.
pub struct Record {
    /// The text.
    pub text: Secret,
    /// When the token was obtained, in milliseconds since 1970 by the clock of who did.
    pub version: i64,
    /// Until when it is kept, in milliseconds of the simulation.
    pub until: i64,
}

/// A record and a lock.
#[derive(Default)]
pub struct SharedStore {
    record: Option<Record>,
    lock: Option<(Owner, i64)>,
    /// From when to when it answers nothing, in milliseconds.
    pub down: Option<(i64, i64)>,
    /// How often somebody took the lock.
    pub locks_taken: u64,
}

impl SharedStore {
    /// Whether it answers.
    pub fn answers(&self, now: i64) -> bool {
        self.down.is_none_or(|(from, to)| !(from..to).contains(&now))
    }

    /// What is kept, unless its lifetime is over.
    pub fn read(&self, now: i64) -> Option<&Record> {
        self.record.as_ref().filter(|record| record.until > now)
    }

    /// Keeps a record, unless a later one is there.
    pub fn write(&mut self, record: Record, now: i64) {
        if self.read(now).is_none_or(|kept| kept.version <= record.version) {
            self.record = Some(record);
        }
    }

    /// Removes this very version.
    pub fn remove(&mut self, version: i64) {
        self.record.take_if(|record| record.version == version);
    }

    /// Whether the lock was free.
    pub fn lock(&mut self, owner: Owner, now: i64, lease_ms: i64) -> bool {
        let is_free = self.lock.is_none_or(|(_, until)| until <= now);
        if is_free {
            self.lock = Some((owner, now + lease_ms));
            self.locks_taken += 1;
        }
        is_free
    }

    /// Frees it, if this is still its owner.
    pub fn unlock(&mut self, owner: Owner) {
        self.lock.take_if(|(holder, _)| *holder == owner);
    }
}

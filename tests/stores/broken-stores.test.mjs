// The kit finds each clause broken: a store that keeps the contract, with one thing wrong at a time.

import assert from "node:assert/strict";
import test from "node:test";

import { imported } from "../package/installed.mjs";

const { storeConformance } = await imported("commerce-auth/testing");
const tick = () => new Promise((resolve) => setImmediate(resolve));

/** A store that keeps the contract, written anew: the kit is not measured with the stores it is for. */
class SoundStore {
  records = new Map();
  locks = new Map();

  alive(entry) {
    return entry !== undefined && entry.endsAt > Date.now() ? entry : undefined;
  }

  async read(key) {
    const { value, version } = this.alive(this.records.get(key)) ?? {};
    return version === undefined ? null : { value, version };
  }

  async write(key, { value, version }, ttlMs) {
    if (this.alive(this.records.get(key))?.version > version) return;
    this.records.set(key, { value, version, endsAt: Date.now() + ttlMs });
  }

  async remove(key, version) {
    if (this.records.get(key)?.version === version) this.records.delete(key);
  }

  async lock(key, owner, leaseMs) {
    if (this.alive(this.locks.get(key))) return false;
    this.locks.set(key, { owner, endsAt: Date.now() + leaseMs });
    return true;
  }

  async unlock(key, owner) {
    if (this.locks.get(key)?.owner === owner) this.locks.delete(key);
  }

  async close() {}
}

/** By clause: stores that break it, each with a word of how. */
const BROKEN = {
  "read: a key that was never written is null": {
    "answers undefined": class extends SoundStore {
      read = async (key) => (await super.read(key)) ?? undefined;
    },
    "answers an empty record": class extends SoundStore {
      read = async (key) => (await super.read(key)) ?? { value: "", version: 0 };
    },
    "rejects": class extends SoundStore {
      async read(key) {
        if (!this.records.has(key)) throw new Error("not found");
        return super.read(key);
      }
    },
  },
  "write: value and version are read back": {
    "gives the version as text": class extends SoundStore {
      read = async (key) => withChange(await super.read(key), ({ version }) => ({ version: String(version) }));
    },
    "gives a record once": class extends SoundStore {
      async read(key) {
        const record = await super.read(key);
        this.records.delete(key);
        return record;
      }
    },
    "keeps versions in 32 bits": class extends SoundStore {
      read = async (key) => withChange(await super.read(key), ({ version }) => ({ version: version | 0 }));
    },
  },
  "write: any text is kept as it is, empty, large and beyond ASCII": {
    "keeps latin-1": class extends SoundStore {
      read = async (key) => withChange(await super.read(key), ({ value }) => ({ value: Buffer.from(value, "latin1").toString("latin1") }));
    },
    "cuts at 10 000 characters": class extends SoundStore {
      read = async (key) => withChange(await super.read(key), ({ value }) => ({ value: value.slice(0, 10_000) }));
    },
    "takes an empty text for nothing": class extends SoundStore {
      read = async (key) => ((await super.read(key))?.value ? super.read(key) : null);
    },
    "trims": class extends SoundStore {
      read = async (key) => withChange(await super.read(key), ({ value }) => ({ value: value.trim() }));
    },
  },
  "write: keys are apart": {
    "has room for one": class extends SoundStore {
      async write(key, record, ttlMs) {
        this.records.clear();
        return super.write(key, record, ttlMs);
      }
    },
    "looks at the first 0 letters of a key": class extends SoundStore {
      read = () => super.read("");
      write = (key, record, ttlMs) => super.write("", record, ttlMs);
    },
  },
  "write: a later version replaces an earlier one": {
    "never replaces": class extends SoundStore {
      async write(key, record, ttlMs) {
        if ((await this.read(key)) === null) return super.write(key, record, ttlMs);
      }
    },
  },
  "write: an earlier version never replaces a later one": {
    "always replaces": class extends SoundStore {
      write = async (key, { value, version }, ttlMs) => void this.records.set(key, { value, version, endsAt: Date.now() + ttlMs });
    },
    "compares versions as texts": class extends SoundStore {
      async write(key, record, ttlMs) {
        const held = await this.read(key);
        if (held && String(held.version) > String(record.version)) return;
        this.records.delete(key);
        return super.write(key, record, ttlMs);
      }
    },
  },
  "write: a refused write does not touch the lifetime": {
    "sets the lifetime first": class extends SoundStore {
      async write(key, record, ttlMs) {
        const held = this.records.get(key);
        if (held) held.endsAt = Date.now() + ttlMs;
        return super.write(key, record, ttlMs);
      }
    },
  },
  "write: a later version brings its own lifetime": {
    "keeps the first lifetime": class extends SoundStore {
      async write(key, record, ttlMs) {
        const endsAt = this.records.get(key)?.endsAt;
        await super.write(key, record, ttlMs);
        if (endsAt) this.records.get(key).endsAt = endsAt;
      }
    },
  },
  "write: a record ends with its lifetime, which is in milliseconds": {
    "keeps for ever": class extends SoundStore {
      write = (key, record) => super.write(key, record, Infinity);
    },
    "counts in seconds": class extends SoundStore {
      write = (key, record, ttlMs) => super.write(key, record, ttlMs * 1_000);
    },
  },
  "write: a record is there as long as its lifetime": {
    "counts in microseconds": class extends SoundStore {
      write = (key, record, ttlMs) => super.write(key, record, ttlMs / 1_000);
    },
  },
  "write: what has ended keeps no earlier version away": {
    "remembers versions": class extends SoundStore {
      async write(key, record, ttlMs) {
        if (this.records.get(key)?.version > record.version) return;
        return super.write(key, record, ttlMs);
      }
    },
  },
  "remove: that very version is gone, and another may come": {
    "removes nothing": class extends SoundStore {
      remove = async () => {};
    },
    "marks a key as gone for good": class extends SoundStore {
      gone = new Set();
      remove = async (key, version) => void (this.gone.add(key), await super.remove(key, version));
      read = async (key) => (this.gone.has(key) ? null : super.read(key));
    },
  },
  "remove: another version stays, an earlier one and a later one": {
    "removes whatever is there": class extends SoundStore {
      remove = async (key) => void this.records.delete(key);
    },
    "removes earlier ones too": class extends SoundStore {
      remove = async (key, version) => void (this.records.get(key)?.version <= version && this.records.delete(key));
    },
    "removes later ones too": class extends SoundStore {
      remove = async (key, version) => void (this.records.get(key)?.version >= version && this.records.delete(key));
    },
  },
  "remove: a key that was never written is no error": {
    "rejects": class extends SoundStore {
      async remove(key, version) {
        if (!this.records.has(key)) throw new Error("not found");
        return super.remove(key, version);
      }
    },
  },
  "read: what was read or written is the caller's own to change": {
    "hands out its own record": class extends SoundStore {
      read = async (key) => this.alive(this.records.get(key)) ?? null;
    },
    "keeps the caller's object": class extends SoundStore {
      async write(key, record, ttlMs) {
        if ((await this.read(key))?.version > record.version) return;
        this.records.set(key, Object.assign(record, { endsAt: Date.now() + ttlMs }));
      }
    },
  },
  "close: resolves, once more as well": {
    "closes once": class extends SoundStore {
      closed = false;
      async close() {
        if (this.closed) throw new Error("closed already");
        this.closed = true;
      }
    },
  },
  "write: of many at the same time the latest version stays": {
    "compares and writes in two steps": class extends SoundStore {
      async write(key, { value, version }, ttlMs) {
        const held = await this.read(key);
        await tick();
        if (held === null || held.version <= version) this.records.set(key, { value, version, endsAt: Date.now() + ttlMs });
      }
    },
  },
  "remove: at the same time as a write it takes no later version": {
    "compares and removes in two steps": class extends SoundStore {
      async remove(key, version) {
        if ((await this.read(key))?.version !== version) return;
        await tick();
        this.records.delete(key);
      }
    },
  },
  "read: at the same time as writes it is always whole": {
    "keeps value and version apart": class extends SoundStore {
      async read(key) {
        const version = (await super.read(key))?.version;
        await tick();
        const record = await super.read(key);
        return record && { ...record, version };
      }
    },
    "removes before it writes": class extends SoundStore {
      async write(key, record, ttlMs) {
        if ((await this.read(key))?.version > record.version) return;
        this.records.delete(key);
        await tick();
        return super.write(key, record, ttlMs);
      }
    },
  },
  "lock: lock and unlock come together, or neither": {
    "locks for good": class extends SoundStore {
      unlock = undefined;
    },
    "has no lock, and should have": class extends SoundStore {
      lock = undefined;
      unlock = undefined;
    },
  },
  "lock: of many at the same time one takes it": {
    "looks and takes in two steps": class extends SoundStore {
      async lock(key, owner, leaseMs) {
        if (this.alive(this.locks.get(key))) return false;
        await tick();
        this.locks.set(key, { owner, endsAt: Date.now() + leaseMs });
        return true;
      }
    },
    "gives it to nobody": class extends SoundStore {
      lock = async () => false;
    },
  },
  "lock: while it is held nobody takes it, its owner neither": {
    "gives it to its owner again": class extends SoundStore {
      async lock(key, owner, leaseMs) {
        return this.locks.get(key)?.owner === owner || super.lock(key, owner, leaseMs);
      }
    },
    "answers OK or null": class extends SoundStore {
      lock = async (...call) => ((await super.lock(...call)) ? "OK" : null);
    },
  },
  "lock: keys are apart": {
    "has one lock": class extends SoundStore {
      lock = (key, owner, leaseMs) => super.lock("", owner, leaseMs);
      unlock = (key, owner) => super.unlock("", owner);
    },
  },
  "lock: it ends with its lease, which is in milliseconds": {
    "never ends": class extends SoundStore {
      lock = (key, owner) => super.lock(key, owner, Infinity);
    },
    "counts in seconds": class extends SoundStore {
      lock = (key, owner, leaseMs) => super.lock(key, owner, leaseMs * 1_000);
    },
  },
  "lock: an attempt does not prolong the lease": {
    "prolongs": class extends SoundStore {
      async lock(key, owner, leaseMs) {
        const held = this.alive(this.locks.get(key));
        if (held) held.endsAt = Date.now() + leaseMs;
        return super.lock(key, owner, leaseMs);
      }
    },
  },
  "lock: records and locks know nothing of each other": {
    "keeps them under one name": class extends SoundStore {
      locks = this.records;
    },
    "frees the lock with a write": class extends SoundStore {
      async write(key, record, ttlMs) {
        this.locks.delete(key);
        return super.write(key, record, ttlMs);
      }
    },
  },
  "unlock: the owner frees it": {
    "frees nothing": class extends SoundStore {
      unlock = async () => {};
    },
  },
  "unlock: nobody else frees it": {
    "frees it for everybody": class extends SoundStore {
      unlock = async (key) => void this.locks.delete(key);
    },
    "compares beginnings": class extends SoundStore {
      unlock = async (key, owner) => void (this.locks.get(key)?.owner.startsWith(owner) && this.locks.delete(key));
    },
  },
  "unlock: an owner whose lease has ended does not free the next one's": {
    "remembers all owners": class extends SoundStore {
      owners = new Set();
      lock = async (key, owner, leaseMs) => {
        const taken = await super.lock(key, owner, leaseMs);
        if (taken) this.owners.add(key + owner);
        return taken;
      };
      unlock = async (key, owner) => void (this.owners.has(key + owner) && this.locks.delete(key));
    },
  },
  "unlock: a key that was never locked is no error": {
    "rejects": class extends SoundStore {
      async unlock(key, owner) {
        if (!this.locks.has(key)) throw new Error("not locked");
        return super.unlock(key, owner);
      }
    },
  },
};

const withChange = (record, change) => record && { ...record, ...change(record) };

/** What the kit says of a store: by clause, an error or null. Every clause at the same time. */
async function judged(makeStore, options = { locks: true }) {
  const clauses = [];
  storeConformance(makeStore, { ...options, test: (name, run) => clauses.push({ name, run }) });
  const outcomes = await Promise.allSettled(clauses.map(({ run }) => run()));
  return new Map(clauses.map(({ name }, index) => [name, outcomes[index].reason ?? null]));
}

const broken = (verdict) => [...verdict].filter(([, error]) => error).map(([name]) => name);

test("a sound store passes every clause", async () => {
  assert.deepEqual(broken(await judged(() => new SoundStore())), []);
});

test("a sound store without locks passes, where it may be without", async () => {
  const Lockless = class extends SoundStore {
    lock = undefined;
    unlock = undefined;
    close = undefined;
  };
  assert.deepEqual(broken(await judged(() => new Lockless(), {})), []);
  assert.deepEqual(broken(await judged(() => new Lockless(), { locks: false })), []);
  assert.deepEqual(broken(await judged(() => new SoundStore(), { locks: false })), ["lock: lock and unlock come together, or neither"]);
});

test("every clause is broken by some store here", async () => {
  const clauses = [...(await judged(() => new SoundStore())).keys()];
  assert.deepEqual(Object.keys(BROKEN).sort(), clauses.sort());
});

test("the kit names the clause that is broken", { concurrency: 8 }, async (t) => {
  const cases = Object.entries(BROKEN).flatMap(([clause, stores]) => Object.entries(stores).map(([how, Store]) => [clause, how, Store]));
  await Promise.all(
    cases.map(([clause, how, Store]) =>
      t.test(`${clause}, by a store that ${how}`, async () => {
        const error = (await judged(() => new Store())).get(clause);
        assert.equal(error?.name, "AssertionError", "the clause passes");
        assert.ok(error.message.startsWith(`store contract broken: ${clause}: `), error.message);
      }),
    ),
  );
});

test("without a test function everything runs, and all that is broken is named", async () => {
  await storeConformance(() => new SoundStore());
  await storeConformance(async () => new SoundStore(), { locks: true });
  const Twice = class extends SoundStore {
    remove = async () => {};
    unlock = async () => {};
  };
  await assert.rejects(storeConformance(() => new Twice()), (error) => {
    assert.equal(error.name, "AssertionError");
    for (const clause of ["remove: that very version is gone", "unlock: the owner frees it"]) assert.ok(error.message.includes(clause));
    return true;
  });
});

test("a store that never answers is broken, and does not stop the kit", async () => {
  const Silent = class extends SoundStore {
    read = () => new Promise(() => {});
  };
  const error = (await judged(() => new Silent())).get("read: a key that was never written is null");
  assert.match(error.message, /no end after 4\.8 s/);
});

test("clauses register as Jest wants them: a name and a function without parameters", () => {
  const registered = [];
  const returned = storeConformance(() => new SoundStore(), { test: (...call) => registered.push(call) });
  assert.equal(returned, undefined);
  for (const call of registered) assert.deepEqual(call.map((part) => typeof part).concat(call[1].length), ["string", "function", 0]);
  assert.equal(new Set(registered.map(([name]) => name)).size, registered.length);
});

test("the kit refuses what it cannot work with", () => {
  assert.throws(() => storeConformance(new SoundStore()), { name: "TypeError", message: /function that makes a store/ });
  assert.throws(() => storeConformance(() => {}, { lock: true }), { name: "TypeError", message: /unknown option "lock"; did you mean "locks"/ });
  assert.throws(() => storeConformance(() => {}, { locks: 1 }), { name: "TypeError", message: /locks: expected true or false/ });
  assert.throws(() => storeConformance(() => {}, { test: "test" }), { name: "TypeError", message: /test: expected a function/ });
});

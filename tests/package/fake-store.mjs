// A store of the tests' own: a map, a log of what was asked, and a place to go wrong in.

export function fakeStore({ locks = true } = {}) {
  const entries = new Map();
  const holders = new Map();
  const log = [];
  const broken = {};
  const operation = (name, run) => async (...given) => {
    log.push([name, ...given]);
    if (name in broken) return broken[name](...given);
    return run(...given);
  };
  const store = {
    read: operation("read", (key) => entries.get(key) ?? null),
    write: operation("write", (key, token, ttlMs) => {
      if ((entries.get(key)?.version ?? -Infinity) <= token.version) entries.set(key, { ...token, ttlMs });
    }),
    remove: operation("remove", (key, version) => {
      if (entries.get(key)?.version === version) entries.delete(key);
    }),
  };
  if (locks) {
    store.lock = operation("lock", (key, owner, leaseMs) => {
      const holder = holders.get(key);
      if (holder !== undefined && holder.until > performance.now()) return false;
      holders.set(key, { owner, until: performance.now() + leaseMs });
      return true;
    });
    store.unlock = operation("unlock", (key, owner) => {
      if (holders.get(key)?.owner === owner) holders.delete(key);
    });
  }
  return { store, entries, holders, log, broken, asked: (name) => log.filter(([asked]) => asked === name) };
}

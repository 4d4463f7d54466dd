// Stores as one writes them oneself: a record with the version that decides, sealed by WebCrypto where it has to be.

const { subtle } = globalThis.crypto;

export function mapStore() {
  const entries = new Map();
  return {
    async write(key, record, ttlMs) {
      const held = entries.get(key);
      if (held === undefined || held.record.version <= record.version) entries.set(key, { record, endsAt: Date.now() + ttlMs });
    },
    async read(key) {
      const held = entries.get(key);
      return held === undefined || held.endsAt <= Date.now() ? null : { ...held.record };
    },
  };
}

/** Over anything that gets and sets text. */
export function textStore({ get, set }) {
  return {
    async write(key, record, ttlMs) {
      const held = await get(key);
      if (held === undefined || JSON.parse(held).version <= record.version) await set(key, JSON.stringify(record), ttlMs);
    },
    read: async (key) => JSON.parse(await get(key)),
  };
}

export async function sealingStore(store, bytes) {
  const key = await subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);
  return {
    async write(name, { value, version }, ttlMs) {
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const sealed = await subtle.encrypt({ name: "AES-GCM", iv, additionalData: Buffer.from(`${name}:${version}`) }, key, Buffer.from(value));
      await store.write(name, { value: `${Buffer.from(iv).toString("base64")}.${Buffer.from(sealed).toString("base64")}`, version }, ttlMs);
    },
    async read(name) {
      const { value, version } = await store.read(name);
      const [iv, sealed] = value.split(".").map((part) => Buffer.from(part, "base64"));
      const text = await subtle.decrypt({ name: "AES-GCM", iv, additionalData: Buffer.from(`${name}:${version}`) }, key, sealed);
      return { value: Buffer.from(text).toString(), version };
    },
  };
}

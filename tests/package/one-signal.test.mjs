// One signal for many calls, and many requests of one renewal: Node warns where listeners add up.

import assert from "node:assert/strict";
import test from "node:test";

import { runModule } from "./child.mjs";
import { codeOf, oauthAt, rejectionOf, startVendor, times, tokenCalls, until } from "./vendor.mjs";

/** What a script prints that counts listeners as Node 20 does, in whatever version runs it. */
const counted = (script) => runModule(`
  import { capillaryOAuth } from "commerce-auth/server";
  const held = new WeakMap();
  let most = 0;
  for (const [name, step] of [["addEventListener", 1], ["removeEventListener", -1]]) {
    const own = EventTarget.prototype[name];
    EventTarget.prototype[name] = function (...given) {
      if (this instanceof AbortSignal) {
        held.set(this, (held.get(this) ?? 0) + step);
        most = Math.max(most, held.get(this));
      }
      return own.apply(this, given);
    };
  }
  const options = { host: "x.example", key: "k", secret: "s" };
  const token = () => Response.json({ data: { accessToken: "a.b.c", ttlSeconds: 300 } });
  ${script}
  console.log(most);`);

test("30 calls with one signal on a cold token add one listener", async () => {
  const { code, stdout, stderr } = await counted(`
    const api = capillaryOAuth({ ...options, fetch: async () => token() });
    const { signal } = new AbortController();
    await Promise.all(Array.from({ length: 30 }, () => api.headers({ signal })));
    if (held.get(signal) !== 0) throw new Error("a listener is left");`);
  assert.deepEqual([code, stderr], [0, ""]);
  assert.ok(Number(stdout) <= 2, stdout);
});

test("a renewal of many requests, whose fetch listens for good, adds none up", async () => {
  const { code, stdout, stderr } = await counted(`
    let requests = 0;
    const fetch = async (url, { signal }) => {
      signal.addEventListener("abort", () => {});
      requests += 1;
      if (requests < 20) throw new TypeError("fetch failed");
      return token();
    };
    const api = capillaryOAuth({ ...options, fetch, retry: { maxRetries: 30, maxDelayMs: 1 } });
    await api.headers();
    if (requests !== 20) throw new Error(String(requests));`);
  assert.deepEqual([code, stderr], [0, ""]);
  assert.ok(Number(stdout) <= 4, stdout);
});

test("each of many waits ends by the one signal, with its reason, and no other wait does", async (t) => {
  const vendor = await startVendor(t);
  vendor.fault({ on: "token", delayMs: 200 });
  const api = oauthAt(t, vendor);
  const [one, other] = [new AbortController(), new AbortController()];
  const ended = times(12, () => rejectionOf(api.headers({ signal: one.signal })));
  const going = times(12, () => api.headers({ signal: other.signal }));
  await until(() => tokenCalls(vendor) === 1);
  const reason = new Error("the caller's own");
  one.abort(reason);
  assert.ok((await Promise.all(ended)).every((error) => error === reason));
  assert.equal((await Promise.all(going)).length, 12);
  assert.equal(await rejectionOf(api.headers({ signal: one.signal })), reason);
  await api.close();
  assert.equal(await codeOf(api.headers({ signal: other.signal })), "closed");
});

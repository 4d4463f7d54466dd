// Posts a notification to a listener of the test's own, which must be on this machine.

import { request } from "node:http";

const PATIENCE_MS = 10_000;

/** Resolves to `{ status, headers, body }` of the listener's answer; rejects when there is none. Follows no redirect. */
export function postNotification(url, body) {
  const target = loopbackUrl(url);
  const headers = { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(body) };
  return new Promise((resolve, reject) => {
    const call = request(target, { method: "POST", headers, agent: false, timeout: PATIENCE_MS });
    call.once("timeout", () => call.destroy(new Error(`pledg.notify: no answer within ${PATIENCE_MS} ms`)));
    call.once("error", reject);
    call.once("response", (response) => read(response).then(resolve, reject));
    call.end(body);
  });
}

async function read(response) {
  const chunks = [];
  for await (const chunk of response) chunks.push(chunk);
  return { status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks).toString() };
}

// `localhost` is left out: what it stands for is up to the machine's resolver.
function loopbackUrl(url) {
  const target = URL.canParse(String(url)) ? new URL(url) : null;
  const isLoopback = target?.protocol === "http:" && /^(?:127\.\d+\.\d+\.\d+|\[::1\])$/.test(target.hostname);
  if (!isLoopback) throw new TypeError("pledg.notify: expected an http: URL at 127.0.0.1 or [::1]");
  return target;
}

// What stands behind https and is no TLS, or none that can be agreed on: one typed error that names the platform's code, and
// not a byte of a secret before there is anybody to trust.

import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:net";
import test from "node:test";
import { createServer as createTlsServer } from "node:tls";

import { DEADLINE_MS, assertNothingStays, assertTyped, outcomeOf, random, server } from "./ground.mjs";

const record = (type, body) => Buffer.concat([Buffer.from([type, 3, 3, body.length >> 8, body.length & 0xff]), body]);

const BEHIND = {
  "a server that speaks HTTP": [() => "HTTP/1.1 400 Bad Request\r\n\r\n", "network"],
  "an alert: handshake failure": [() => record(0x15, Buffer.from([2, 40])), "network"],
  "an alert: unknown name": [() => record(0x15, Buffer.from([2, 112])), "network"],
  "a record longer than any": [() => Buffer.from([0x16, 3, 3, 0xff, 0xff, 2, 0, 0, 0]), "network"],
  "a record of an old protocol": [() => Buffer.from([0x80, 0x2e, 1, 0, 2, 0, 0, 0]), "network"],
  "a hello that is cut off": [(socket) => (socket.end(Buffer.from([0x16, 3, 3, 0, 80, 2, 0, 0])), undefined), "network"],
  "noise": [() => Buffer.alloc(4_096, 0xa5), "network"],
  "a connection that ends": [(socket) => (socket.end(), undefined), "network"],
  "a connection that is reset": [(socket) => (socket.resetAndDestroy(), undefined), "network"],
  "silence": [() => undefined, "timeout"],
};

test("what is no TLS", { concurrency: 5 }, async (t) => {
  await Promise.all(
    Object.entries(BEHIND).map(([what, [answer, code]]) =>
      t.test(`${what} is ${code}`, async (each) => {
        const behind = createServer((socket) => {
          socket.on("error", () => {});
          socket.once("data", (hello) => {
            heard = hello;
            const bytes = answer(socket);
            if (bytes !== undefined) socket.write(bytes);
          });
          each.after(() => socket.destroy());
        });
        let heard = Buffer.alloc(0);
        await meet(each, behind, code, () => heard);
      }),
    ),
  );
});

test("a server that has no certificate is network", async (t) => {
  const behind = createTlsServer({}).on("tlsClientError", () => {});
  await meet(t, behind, "network");
});

async function meet(t, behind, code, heard = () => Buffer.alloc(0)) {
  behind.listen(0, "127.0.0.1");
  await once(behind, "listening");
  t.after(() => behind.close());
  const secret = random();
  const api = server.capillaryOAuth({ host: `https://127.0.0.1:${behind.address().port}`, key: "key", secret, timeoutMs: DEADLINE_MS, retry: false });
  const { error } = await outcomeOf(api.headers(), "the call");
  assertTyped(error, code, { secret });
  assert.equal(heard().includes(secret), false);
  if (code === "network") assert.match(error.platformCode, /^[A-Z][A-Z0-9_]+$/);
  await api.close();
  assertNothingStays({ secret });
}

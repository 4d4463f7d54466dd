// What every test of this folder stands on: the package with its linear memory in sight, a secret of its own for each
// scenario, and what is asked of whatever comes out.

import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";

import { observed } from "../package/observed-wasm.mjs";
import { startedCopy } from "../package/installed.mjs";
import { secretsIn } from "../package/memory-search.mjs";
import { AuthError, assertNoLeak } from "../package/vendor.mjs";

const { value: server, instances } = await observed(() => startedCopy("server.js"));
export { server };

/** Longer than any deadline here, and far shorter than a hang: who has not answered by then never would. */
export const PATIENCE_MS = 15_000;
/** Long enough for a busy machine to unpack a bomb as far as it is read. */
export const DEADLINE_MS = 2_500;

export const random = (length = 32) => randomBytes(length).toString("base64url").slice(0, length);

/** A token's answer as Capillary gives it, with members in the place of its own. */
export const tokenBody = (token, members = {}) => JSON.stringify({ data: { accessToken: token, ttlSeconds: 300, ...members } });

/** What a promise comes to: `{ value }` or `{ error }`, and a failure of the test where it comes to nothing. */
export async function outcomeOf(promise, what = "it") {
  let timer;
  const hang = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new assert.AssertionError({ message: `${what} came to nothing in ${PATIENCE_MS} ms` })), PATIENCE_MS);
  });
  try {
    return await Promise.race([promise.then((value) => ({ value }), (error) => ({ error })), hang]);
  } finally {
    clearTimeout(timer);
  }
}

/** The error is the package's, has one of these codes and tells no secret. */
export function assertTyped(error, codes, secrets) {
  assert.ok(error instanceof AuthError, `not an AuthError: ${error?.stack ?? error}`);
  assert.ok([codes].flat().includes(error.code), `${error.code} instead of ${codes}: ${error.message}`);
  const texts = Object.values(secrets);
  if (texts.length > 0) assertNoLeak(error, texts);
}

/** Nothing of these is left in linear memory, and it has not grown past what a server's core keeps. */
export function assertNothingStays(secrets) {
  const memories = instances.map(({ memory }) => memory);
  assert.deepEqual(secretsIn(memories, secrets), []);
  for (const { buffer } of memories) assert.ok(buffer.byteLength <= 2 * 1024 * 1024, `${buffer.byteLength} bytes of linear memory`);
}

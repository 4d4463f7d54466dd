// Memory of wasm that stays after a call, whatever the call was given; numbers of bytes, not times:
// node --expose-gc tests/bench/memory.mjs [pkg folder]

import { wasmBytes } from "./measuring/observed-wasm.mjs";
import { tell } from "./measuring/figures.mjs";
import { outcome } from "./measuring/outcome.mjs";
import { packageFile } from "./measuring/package-folder.mjs";
import { isQuick } from "./measuring/paired-rounds.mjs";
import { profileReadersOfText, profileReadersOfValues, readersOfAnswers, readersOfText, readersOfValues } from "./rows/hostile.mjs";
import { hostileValue } from "./samples/hostile.mjs";

const MIB = 2 ** 20;
const PURE_BAR = 4 * MIB;
const SERVER_BAR = 2 * MIB;
const AUTHENTICATOR_BAR = 2_000;
const AUTHENTICATORS = 1_000;

/** Just under the longest text that crosses, and the shapes that need most memory for their length. */
const SIZE = isQuick ? 1_000_000 : 15_000_000;
const FIRST_SIZE = 100_000;
const SHAPES = ["1,1,1", "bare controls", "many names", "errors without end"];
/** A reader that takes so long for the first size is not asked for the whole: it would take minutes. */
const LONGEST_FIRST_MS = 300;

await tellPure();
await tellServer();

async function tellPure() {
  const api = await import(packageFile("index.js"));
  const kept = async (what) => row(what, await wasmBytes(), PURE_BAR);
  api.md5Hex("first");
  const rows = [await kept("after the first call")];
  for (const reader of [...readersOfText(api), ...readersOfValues(api)]) {
    const size = await fed(reader);
    rows.push(await kept(`${reader.reader}: after ${size / 1_000_000} MB of each of ${SHAPES.length} shapes`));
  }
  api.md5Hex("x".repeat(SIZE));
  rows.push(await kept(`md5Hex: after ${SIZE / 1_000_000} MB`));
  tell("memory", "wasm memory kept by the pure build", rows);
}

function row(what, bytes, limit) {
  return outcome({ what, ours: bytes, unit: "bytes", bar: { limit, over: "", value: bytes, unit: "bytes" } });
}

/** Gives a reader the longest text it is worth feeding with; says how long that was. */
async function fed(reader) {
  let largest = 0;
  for (const shape of SHAPES) {
    for (const size of [FIRST_SIZE, Math.min(SIZE, reader.longest ?? SIZE)]) {
      const start = performance.now();
      if (!(await isRead(reader, shape, size))) break;
      largest = Math.max(largest, size);
      if (performance.now() - start > LONGEST_FIRST_MS) break;
    }
  }
  return largest;
}

/** Whether there is such a value; what the reader makes of it is not asked. */
async function isRead({ share = 1, put, read }, shape, size) {
  let made;
  try {
    made = put(hostileValue(shape, Math.floor(size * share)));
  } catch {
    return false;
  }
  try {
    await read(made);
  } catch {
    // Refused: as good an answer as any.
  }
  return true;
}

async function tellServer() {
  // What the pure build keeps, so that the rest is the server's.
  const before = await wasmBytes();
  const server = await import(packageFile("server.js"));
  const kept = async () => (await wasmBytes()) - before;
  const one = server.capillaryOAuth({ host: "api.shop.example", key: "a-key", secret: "a-secret" });
  const alone = await kept();
  const limit = SERVER_BAR + AUTHENTICATORS * AUTHENTICATOR_BAR;
  const rows = [row("one authenticator", alone, SERVER_BAR + AUTHENTICATOR_BAR)];
  const body = JSON.stringify({ data: { accessToken: `${"x".repeat(40)}.${"y".repeat(900)}.${"z".repeat(43)}`, ttlSeconds: 3_600 } });
  const fetch = async () => new Response(body, { headers: { "content-type": "application/json" } });
  const all = Array.from({ length: AUTHENTICATORS }, (_, index) =>
    server.capillaryOAuth({ host: "api.shop.example", key: `key-${index}`, secret: `secret-${index}`, fetch }),
  );
  rows.push(row(`${AUTHENTICATORS} authenticators without a token`, await kept(), limit));
  for (const api of all) await api.headers();
  const full = await kept();
  rows.push(row(`${AUTHENTICATORS} authenticators, each with a token of 1 kB`, full, limit));
  rows.push(outcome({ what: "one of them, beside the first", ours: Math.round((full - alone) / AUTHENTICATORS), unit: "bytes" }));
  await Promise.all([one, ...all].map((api) => api.close()));
  for (const reader of [...profileReadersOfText(server), ...profileReadersOfValues(server), ...readersOfAnswers(server)]) {
    const size = await fed(reader);
    rows.push(row(`${reader.reader}: after ${size / 1_000_000} MB of each of ${SHAPES.length} shapes`, await kept(), limit));
  }
  tell("server-memory", "wasm memory kept by the server build", rows);
}

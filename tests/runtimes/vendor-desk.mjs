// A desk where code in any runtime gets emulated vendors and asks what they saw: one HTTP server on the loopback address, in Node.
// A question is a POST of JSON, the answer `{ value }` or `{ error }`.

import { createServer } from "node:http";
import { once } from "node:events";

/** Opens a desk: `{ url, close() }`. `startEmulator` is that of `commerce-auth/testing`. */
export async function openVendorDesk(startEmulator) {
  const open = new Map();
  const server = createServer((request, response) => void exchange(request, response, (question) => answer(open, startEmulator, question)));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    async close() {
      server.close();
      server.closeAllConnections();
      await Promise.all([...open.values()].map((emulator) => emulator.close()));
    },
  };
}

// Pages of another origin may ask as well.
const FIELDS = { "Content-Type": "application/json", "Access-Control-Allow-Origin": "*" };

async function exchange(request, response, ask) {
  let text = "";
  for await (const chunk of request.setEncoding("utf8")) text += chunk;
  let told;
  try {
    told = { value: (await ask(JSON.parse(text))) ?? null };
  } catch (error) {
    told = { error: String(error?.message ?? error) };
  }
  response.writeHead(200, FIELDS).end(JSON.stringify(told));
}

async function answer(open, startEmulator, { what, id, filter, fault }) {
  if (what === "open") {
    const emulator = await startEmulator();
    open.set(emulator.url, emulator);
    return { id: emulator.url, ...credentialsOf(emulator) };
  }
  const emulator = open.get(id);
  if (emulator === undefined) throw new Error(`there is no vendor ${id}`);
  switch (what) {
    case "count":
      return emulator.count(filter);
    case "requests":
      return emulator.requests.map(({ method, path, status, verdict, headers, body }) => ({ method, path, status, verdict, headers, body }));
    case "fault":
      return void emulator.fault(withBytes(fault));
    case "expireTokens":
      return emulator.capillary.expireTokens();
    case "close":
      return emulator.close();
    default:
      throw new Error(`nobody knows how to ${what}`);
  }
}

/** A body of bytes is written `{ base64 }`. */
function withBytes(fault) {
  return fault.body?.base64 === undefined ? fault : { ...fault, body: Buffer.from(fault.body.base64, "base64") };
}

/** Where the vendors are and who may call them, in the options of the authenticators. */
function credentialsOf({ url, capillary, pledg, caxton }) {
  return {
    capillary: { client: { host: url, ...capillary.credentials }, till: { host: url, ...capillary.till } },
    pledg: { client: { host: pledg.url, ...pledg.credentials } },
    caxton: { registration: { host: caxton.url, ...caxton.registration } },
  };
}

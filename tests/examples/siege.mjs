// Loaded before an example that prints a server: the moment it listens, and before the program's own requests, it is sent what
// strangers send. What it answers is noted on descriptor 3, and then the program goes on: it has to be alive for that.

import { writeSync } from "node:fs";
import { Server } from "node:http";
import { createRequire } from "node:module";
import { connect } from "node:net";
import { join } from "node:path";

const RECORD = 3;
const LONGEST_MS = 10_000;
/** More than any printed server takes, and than the buffers on the way hold. */
const TOO_MUCH = 8 * 1024 * 1024;
const { path, secret, fields: everywhere = [] } = JSON.parse(process.env.EXAMPLE_SIEGE);
const { basicAuthorization, capillary, signJwtHs256 } = createRequire(join(process.cwd(), "siege.mjs"))("commerce-auth");

const listen = Server.prototype.listen;
Server.prototype.listen = function besieged(...listening) {
  if (isPrinted()) hold(this);
  return listen.apply(this, listening);
};

/** Whether the example itself starts this server, and not the emulator. */
function isPrinted() {
  const { stack } = new Error("who listens");
  return stack.includes(process.env.EXAMPLE_FILE) && !/[\\/]commerce-auth[\\/]testing/.test(stack);
}

/** Whoever waits for the server to listen waits for the siege as well. */
function hold(server) {
  const { emit } = server;
  server.emit = function heldBack(name, ...values) {
    if (name !== "listening") return emit.call(this, name, ...values);
    server.emit = emit;
    besiege(server.address().port).then(() => emit.call(this, name, ...values));
    return true;
  };
}

async function besiege(port) {
  failWhenAsked();
  for (const [name, bytes, { ends } = {}] of ATTACKS) {
    const answer = await attack(port, bytes, ends);
    writeSync(RECORD, `${JSON.stringify({ siege: name, status: answer })}\n`);
  }
}

/** What programs look up by these references fails: a data base that is down, an option of ours that is wrong, a vendor that is down. */
const FAULTS = {
  "a fault of ours": () => {
    throw new Error("the data base is down");
  },
  "an option of ours": () => basicAuthorization("", ""),
  "a vendor's fault": () => {
    capillary.readTokenResponse({ status: 429, body: "" });
  },
};

function failWhenAsked() {
  const { get } = Map.prototype;
  Map.prototype.get = function failing(key) {
    if (typeof key === "string" && Object.hasOwn(FAULTS, key)) FAULTS[key]();
    return get.call(this, key);
  };
}

const notification = (reference, key = secret) =>
  JSON.stringify({ signature: signJwtHs256({ reference, transfer_order_item_uid: "tri_siege", amount_cents: 1 }, key) });
const head = (fields) => [`POST ${path} HTTP/1.1`, "Host: shop.example", ...everywhere, ...fields, "", ""].join("\r\n");
const whole = (body, type) =>
  head(["Connection: close", `Content-Length: ${Buffer.byteLength(body)}`, ...(type === undefined ? [] : [`Content-Type: ${type}`])]) + body;

const RIGHT = notification("an order of nobody");
const FORM = `signature=${JSON.parse(RIGHT).signature}`;
const CHUNK = `10000\r\n${" ".repeat(0x10000)}\r\n`;

/** Each with its bytes, and what the client does behind them: it waits for the answer, breaks off, or sends no more and listens. */
const ATTACKS = [
  ["aborted", head(["Content-Type: application/json", "Content-Length: 100"]) + "{", { ends: "destroy" }],
  ["half closed", head(["Content-Type: application/json", "Content-Length: 100"]) + "{", { ends: "end" }],
  ["aborted in a chunk", `${head(["Content-Type: application/json", "Transfer-Encoding: chunked"])}ff\r\n{`, { ends: "destroy" }],
  ["endless", head(["Content-Type: application/json", "Transfer-Encoding: chunked"]), { ends: "never" }],
  ["oversized", whole(" ".repeat(1_000_000), "application/json")],
  ["empty", whole("", "application/json")],
  ["no JSON", whole("paid!", "application/json")],
  ["forged", whole(notification("an order of nobody", "the forger's own secret"), "application/json")],
  ["as JSON", whole(RIGHT, "application/json; charset=utf-8")],
  ["as text", whole(RIGHT, "text/plain")],
  ["without a type", whole(RIGHT)],
  ["as a form", whole(FORM, "application/x-www-form-urlencoded")],
  ...Object.keys(FAULTS).map((reference) => [reference, whole(notification(reference), "application/json")]),
];

/** The status of the answer; null where there is none. */
function attack(port, bytes, ends = "listen") {
  return new Promise((resolve) => {
    let answer = "";
    const socket = connect({ port, host: "127.0.0.1" });
    const done = () => {
      socket.destroy();
      const status = /^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1];
      resolve(status === undefined ? null : Number(status));
    };
    // A fresh turn of the loop, so that whoever is told of an end has been told.
    socket.on("close", () => setImmediate(done)).on("error", () => {});
    socket.setTimeout(LONGEST_MS, () => socket.destroy());
    socket.on("data", (chunk) => {
      answer += chunk.toString("latin1");
      // An answer in the middle of an endless body is all there will be.
      if (ends === "never" && answer.includes("\r\n\r\n")) socket.destroy();
    });
    socket.write(bytes, () => {
      if (ends === "destroy") setTimeout(() => socket.destroy(), 50);
      if (ends === "end") socket.end();
      if (ends === "never") flood(socket);
    });
  });
}

function flood(socket) {
  let sent = 0;
  const more = () => {
    while (!socket.destroyed && sent < TOO_MUCH) {
      sent += CHUNK.length;
      if (!socket.write(CHUNK)) return void socket.once("drain", more);
    }
  };
  more();
}

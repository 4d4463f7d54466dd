// Preloaded into every Node process of the test suites (`node --import`): writes down each secret that crosses a
// loopback server, so that what the suites printed can be searched for it afterwards. It reads the wire and knows
// nothing of the package.

import { appendFileSync } from "node:fs";
import http from "node:http";
import { join } from "node:path";

const { COMMERCE_AUTH_SECRETS } = process.env;
const SHORTEST = 8;
/** Enough to keep a busy process from writing the same again and again; a soak must not grow by it. */
const MOST_REMEMBERED = 500;
const LONGEST_BODY = 64 * 1024;
const SECRET_NAME = /token|secret|password|signature|authorization|otp|hash/i;
/** Values under such names that are words of a protocol. */
const NO_SECRET_NAME = /type|expir|_at$|_in$|url|uri/i;

const remembered = new Set();

function record(value) {
  if (typeof value !== "string" || value.length < SHORTEST || remembered.has(value)) return;
  if (remembered.size >= MOST_REMEMBERED) remembered.delete(remembered.values().next().value);
  remembered.add(value);
  appendFileSync(join(COMMERCE_AUTH_SECRETS, `${process.pid}.jsonl`), `${JSON.stringify(value)}\n`);
}

/** `Basic` holds a password, every other scheme the secret itself. */
export function secretsOfHeader(value) {
  const [, scheme, credential] = /^\s*([\w-]+)\s+(\S+)\s*$/.exec(value) ?? [null, "", value.trim()];
  if (scheme.toLowerCase() !== "basic") return [credential];
  const pair = Buffer.from(credential, "base64").toString();
  return [credential, pair.slice(pair.indexOf(":") + 1)];
}

/** The texts under a telling name, at any depth of JSON or in a form. */
export function secretsOfBody(text) {
  if (text.length > LONGEST_BODY || !SECRET_NAME.test(text)) return [];
  try {
    return secretsOfJson(JSON.parse(text));
  } catch {
    return [...new URLSearchParams(text)].filter(([name]) => isSecretName(name)).map(([, value]) => value);
  }
}

function secretsOfJson(value) {
  if (value === null || typeof value !== "object") return [];
  return Object.entries(value).flatMap(([name, member]) => (typeof member === "string" ? (isSecretName(name) ? [member] : []) : secretsOfJson(member)));
}

const isSecretName = (name) => SECRET_NAME.test(name) && !NO_SECRET_NAME.test(name);

function recordHeaders(headers) {
  for (const [name, value] of Object.entries(headers)) if (isSecretName(name)) [value].flat().flatMap(secretsOfHeader).forEach(record);
}

/** Chunks, put together again when the body has ended. */
function collecting() {
  const chunks = [];
  let length = 0;
  return {
    add(chunk, encoding) {
      if (chunk === null || chunk === undefined || typeof chunk === "function" || length > LONGEST_BODY) return;
      const bytes = typeof chunk === "string" ? Buffer.from(chunk, typeof encoding === "string" ? encoding : "utf8") : Buffer.from(chunk);
      length += bytes.length;
      chunks.push(bytes);
    },
    end: () => secretsOfBody(Buffer.concat(chunks).toString()).forEach(record),
  };
}

function listen() {
  const { emit } = http.Server.prototype;
  http.Server.prototype.emit = function (event, ...args) {
    if (event === "request") watch(...args);
    return Reflect.apply(emit, this, [event, ...args]);
  };
}

function watch(request, response) {
  recordHeaders(request.headers);
  const [asked, answered] = [collecting(), collecting()];
  const { push } = request;
  request.push = function (chunk, encoding) {
    asked.add(chunk, encoding);
    if (chunk === null) asked.end();
    return Reflect.apply(push, this, [chunk, encoding]);
  };
  const { write, end } = response;
  response.write = function (chunk, ...rest) {
    answered.add(chunk, rest[0]);
    return Reflect.apply(write, this, [chunk, ...rest]);
  };
  response.end = function (chunk, ...rest) {
    answered.add(chunk, rest[0]);
    answered.end();
    return Reflect.apply(end, this, [chunk, ...rest]);
  };
}

if (COMMERCE_AUTH_SECRETS) listen();

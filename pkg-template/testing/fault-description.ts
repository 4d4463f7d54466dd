// Checks a fault's description once, when it is scripted, so that a typing mistake fails there and not as a mystery later.

import { validateHeaderName, validateHeaderValue } from "node:http";
import { types } from "node:util";

import { ENDPOINTS, VENDORS } from "./endpoints.ts";
import { kindOf, requireNamedFields, requireOneOf, requireText, requireWholeNumber } from "./named-fields.ts";

const ACTIONS = ["status", "headers", "body", "delayMs", "reset", "hang", "truncate", "drip"];
const FIELDS = ["on", "name", "times", "skip", ...ACTIONS];
const LONGEST_DELAY_MS = 600_000;

/** The fault as the queue keeps it, or a TypeError that names the wrong field. */
export function checkedFault(description) {
  requireNamedFields("fault", description, FIELDS);
  const { on, times = 1, skip = 0 } = description;
  const actions = presentActions(description);
  checkTarget(on);
  checkCounts(times, skip);
  checkActions(actions);
  checkCompany(actions);
  if (description.name !== undefined) requireText("fault.name", description.name);
  const name = description.name ?? Object.keys(actions).join("+");
  return { name, on: typeof on === "string" ? on : { ...on }, times, skip, ...actions };
}

function presentActions(description) {
  const actions = {};
  for (const name of ACTIONS) {
    if (description[name] !== undefined) actions[name] = description[name];
  }
  if (Object.keys(actions).length === 0) {
    throw new TypeError(`fault: says nothing to do; give at least one of ${ACTIONS.join(", ")}`);
  }
  return actions;
}

function checkTarget(on) {
  if (ENDPOINTS.includes(on)) return;
  if (typeof on !== "object" || on === null) {
    const names = ENDPOINTS.map((name) => JSON.stringify(name)).join(", ");
    throw new TypeError(`fault.on: expected ${names} or an object with vendor, method, path or some of them`);
  }
  requireNamedFields("fault.on", on, ["vendor", "method", "path"]);
  if (Object.values(on).every((value) => value === undefined)) {
    throw new TypeError("fault.on: an empty object; name a vendor, a method, a path or some of them");
  }
  if (on.vendor !== undefined) requireOneOf("fault.on.vendor", on.vendor, VENDORS);
  if (on.method !== undefined) requireText("fault.on.method", on.method);
  if (on.path !== undefined) checkPath(on.path);
}

function checkPath(path) {
  if (typeof path !== "string" || !path.startsWith("/") || path.includes("?")) {
    throw new TypeError('fault.on.path: expected a path that starts with "/" and has no query');
  }
}

function checkCounts(times, skip) {
  if (times !== Infinity) requireWholeNumber("fault.times", times, 1, Number.MAX_SAFE_INTEGER);
  requireWholeNumber("fault.skip", skip, 0, Number.MAX_SAFE_INTEGER);
}

const CHECKS = {
  status: (value) => requireWholeNumber("fault.status", value, 200, 599),
  headers: checkHeaders,
  body: checkBody,
  delayMs: (value) => requireWholeNumber("fault.delayMs", value, 0, LONGEST_DELAY_MS),
  reset: (value) => requireTrue("fault.reset", value),
  hang: (value) => requireTrue("fault.hang", value),
  truncate: (value) => requireTrue("fault.truncate", value),
  drip: checkDrip,
};

function checkActions(actions) {
  for (const [name, value] of Object.entries(actions)) CHECKS[name](value);
}

function checkHeaders(headers) {
  if (typeof headers !== "object" || headers === null || Array.isArray(headers)) {
    throw new TypeError(`fault.headers: expected an object, got ${kindOf(headers)}`);
  }
  for (const [name, value] of Object.entries(headers)) checkHeader(name, value);
}

function checkHeader(name, value) {
  const where = `fault.headers[${JSON.stringify(name)}]`;
  if (value === null) return;
  if (typeof value !== "string") throw new TypeError(`${where}: expected a string, or null to leave it out`);
  try {
    validateHeaderName(name);
    validateHeaderValue(name, value);
  } catch {
    throw new TypeError(`${where}: not a header HTTP can carry`);
  }
}

function checkBody(body) {
  if (typeof body === "string" || types.isUint8Array(body)) return;
  if (typeof body !== "object" || body === null) {
    throw new TypeError(`fault.body: expected a string, bytes or an object to send as JSON, got ${kindOf(body)}`);
  }
  try {
    JSON.stringify(body);
  } catch (cause) {
    throw new TypeError("fault.body: an object that JSON cannot hold", { cause });
  }
}

function requireTrue(where, value) {
  if (value !== true) throw new TypeError(`${where}: expected true; leave it out instead of ${kindOf(value)}`);
}

function checkDrip(drip) {
  requireNamedFields("fault.drip", drip, ["bytes", "everyMs"]);
  requireWholeNumber("fault.drip.bytes", drip.bytes, 1, Number.MAX_SAFE_INTEGER);
  requireWholeNumber("fault.drip.everyMs", drip.everyMs, 0, LONGEST_DELAY_MS);
}

// A fault that says two things at once would silently do one of them.
function checkCompany(actions) {
  for (const name of ["reset", "hang"]) {
    if (actions[name]) forbidCompany(name, actions, [name, "delayMs"]);
  }
  if (actions.truncate) forbidCompany("truncate", actions, ["truncate", "status", "headers", "body", "delayMs"]);
}

function forbidCompany(name, actions, allowed) {
  const other = Object.keys(actions).find((action) => !allowed.includes(action));
  if (other) throw new TypeError(`fault.${other}: cannot be combined with ${name}`);
}

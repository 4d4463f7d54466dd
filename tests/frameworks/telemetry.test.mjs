// telemetry() of commerce-auth/adapters over OpenTelemetry's own SDK.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { makeWorkplace, run, versionOf } from "./workplace.mjs";

const CLIENT = 2;
const [UNSET, ERROR] = [0, 2];
const VENDOR = { "commerce_auth.vendor": "capillary" };
const SERVER = { "server.address": "127.0.0.1", "server.port": "that of the emulator" };
const CALL = { name: "commerce_auth.request", kind: CLIENT, "http.request.method": "GET" };

const token = (name, parent, more = {}) => ({ name: "commerce_auth.token_request", kind: CLIENT, status: UNSET, parent, ...VENDOR, "commerce_auth.name": name, ...more });
const call = (name, parent, more = {}) => ({ ...CALL, status: UNSET, parent, ...VENDOR, "commerce_auth.name": name, ...SERVER, "http.response.status_code": 200, ...more });
const sorted = (list) => list.map((each) => JSON.stringify(Object.entries(each).sort())).sort();

test(`OpenTelemetry ${versionOf("@opentelemetry/sdk-metrics")}: spans below the caller's, and metrics, with the names of the conventions`, async (t) => {
  const program = readFileSync(new URL("telemetry.mjs", import.meta.url), "utf8");
  const folder = makeWorkplace(t, { files: { "telemetry.mjs": program } });
  const { code, stdout, stderr } = await run(process.execPath, ["telemetry.mjs"], folder);
  assert.deepEqual([code, stderr], [0, ""]);
  const { told, recorded } = JSON.parse(stdout);
  const failed = { status: ERROR, "http.response.status_code": 503, "error.type": "http_error" };
  const { "http.response.status_code": _, ...gone } = call("gone", "gone", { status: ERROR, "server.port": "one that is closed", "error.type": "ECONNREFUSED" });
  assert.deepEqual(sorted(told), sorted([
    token("one", "request 0"), call("one", "request 0"),
    token("two", "request 1"), call("two", "request 1"),
    token("one", "replayed"), call("one", "replayed", { "http.request.resend_count": 1 }),
    token("failing", "failing", failed),
    gone,
  ]));
  assert.deepEqual(recorded.map(([name, unit, points]) => [name, unit, points.sort()]).sort(), [
    ["commerce_auth.request.duration", "s", [["gone", "ECONNREFUSED", 1], ["one", null, 2], ["two", null, 1]]],
    ["commerce_auth.token.rejections", "{rejection}", [["one", null, 1]]],
    ["commerce_auth.token_request.duration", "s", [["failing", "http_error", 1], ["one", null, 2], ["two", null, 1]]],
  ]);
  assert.ok(!stdout.includes("zoe"), "no query in what is recorded");
});

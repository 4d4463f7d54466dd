// Traces by OpenTelemetry's own SDK: a token call belongs to the request that caused it.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { recordEnvironment } from "../runtimes/environment-record.mjs";
import { makeWorkplace, run, versionOf } from "./workplace.mjs";

test(`OpenTelemetry ${versionOf("@opentelemetry/sdk-trace-node")}: three requests in one turn, each with its two fetches below it`, async (t) => {
  const program = readFileSync(new URL("tracing.mjs", import.meta.url), "utf8");
  const folder = makeWorkplace(t, { files: { "tracing.mjs": program } });
  const { code, stdout, stderr } = await run(process.execPath, ["tracing.mjs"], folder);
  assert.deepEqual([code, stderr], [0, ""]);
  const calls = ["/v2/customers/lookup", "/v3/oauth/token/generate"];
  assert.deepEqual(JSON.parse(stdout), calls.flatMap((path) => [0, 1, 2].map((index) => [path, `request ${index}`])));
  recordEnvironment({ environment: "OpenTelemetry", version: versionOf("@opentelemetry/sdk-trace-node"), tests: 1 });
});

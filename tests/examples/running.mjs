// Runs one example and compares what it prints with what it claims.

import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { basename, dirname } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";

import { imported } from "../package/installed.mjs";
import { startedRedis } from "../stores/redis-server.mjs";
import { ExampleFault } from "./blocks.mjs";
import { claimsOf, holds } from "./claims.mjs";
import { withoutTypes } from "./tools.mjs";

const { startEmulator } = await imported("commerce-auth/testing");

const RECORDER = fileURLToPath(new URL("recorder.mjs", import.meta.url));
const LONGEST_MS = 30_000;

/** By the mark of a block: what it is run with. */
const RUN_WITH = { emulated: runEmulated, redis: runWithRedis };

/** Throws an error that names file and line of each fault unless the block runs and prints what it claims. */
export async function runBlock(block, workplace) {
  refuseClaimless(block, claimsOf(block.lines));
  refuseOtherwise(block, await endOf(block, workplace));
}

/** How a block ends: exit code, what is printed and where, what stands on standard error; more variables where they are given. */
export async function endOf(block, workplace, variables = {}) {
  const path = await runnableFile(block, workplace);
  return { path, ...(await (RUN_WITH[block.mark] ?? runFile)(path, variables)) };
}

/** Throws unless a block has ended well and printed what it claims. */
export function refuseOtherwise(block, end) {
  const claims = claimsOf(block.lines);
  if (end.code !== 0) throw crash(block, end.path, end);
  if (end.records.some(({ line }) => line === 0)) {
    throw new ExampleFault(block.file, block.line, "something is printed from outside the example");
  }
  const faults = claims.map((claim) => faultIn(block, claim, end.records)).filter(Boolean);
  if (faults.length > 0) throw new Error(faults.map(({ message }) => message).join("\n"));
}

function refuseClaimless(block, claims) {
  if (claims.length > 0 || block.mark === "only run") return;
  const how = "say what a console.log prints in a comment behind it, or see tests/examples/README.md for the marks";
  throw new ExampleFault(block.file, block.line, `this example claims nothing: ${how}`);
}

function faultIn(block, { index, text: claimed }, records) {
  const line = block.line + 1 + index;
  const printed = records.filter((record) => record.line === line).map((record) => record.text);
  const fault = (message) => new ExampleFault(block.file, line, message);
  if (printed.length === 0) return fault(`this console.log never runs; it claims ${quoted(claimed)}`);
  const whole = printed.join("\n");
  return holds(claimed, whole) ? null : fault(`prints ${quoted(whole)}, claims ${quoted(claimed)}`);
}

const quoted = (words) => (words.includes("\n") ? `\n${words}\n` : `"${words}"`);

function crash(block, path, { code, signal, errors }) {
  const line = Number(new RegExp(`${sourceName(path)}:(\\d+)`).exec(errors)?.[1] ?? block.line);
  const how = signal ? `is ended by ${signal}` : `ends with exit code ${code}`;
  return new ExampleFault(block.file, line, `the example ${how}:\n${errors.trim()}`);
}

/** Node 20 runs no TypeScript. */
async function runnableFile(block, workplace) {
  const path = workplace.write(block);
  if (block.extension === "mjs") return path;
  const runnable = `${path}.mjs`;
  writeFileSync(runnable, await withoutTypes(readFileSync(path, "utf8"), basename(path)));
  return runnable;
}

async function runEmulated(path, variables) {
  const vendor = await startEmulator();
  try {
    return await runFile(path, { ...variablesOf(vendor), ...variables });
  } finally {
    await vendor.close();
  }
}

function variablesOf({ url, capillary, pledg, caxton }) {
  const origins = { ".capillarytech.com": url, ".ecard.pledg.co": pledg.url, ".caxton.io": caxton.url };
  return {
    EXAMPLE_EMULATOR: JSON.stringify(origins),
    CAP_KEY: capillary.credentials.key,
    CAP_SECRET: capillary.credentials.secret,
    CAXTON_USERNAME: caxton.credentials.username,
    CAXTON_CLIENT_PASSWORD: caxton.credentials.clientPassword,
  };
}

async function runWithRedis(path, variables) {
  const redis = await startedRedis();
  try {
    return await runFile(path, { REDIS_URL: redis.url, ...variables });
  } finally {
    await redis.remove();
  }
}

/** What frames call a file: that of the source where it was translated. */
const sourceName = (path) => basename(path).replace(/\.mts\.mjs$/, ".mts");

async function runFile(path, variables = {}) {
  const { NODE_TEST_CONTEXT, FORCE_COLOR, ...inherited } = process.env;
  const child = spawn(process.execPath, ["--enable-source-maps", "--import", RECORDER, path], {
    cwd: dirname(path),
    env: { ...inherited, ...variables, EXAMPLE_FILE: sourceName(path) },
    stdio: ["ignore", "ignore", "pipe", "pipe"],
    timeout: LONGEST_MS,
  });
  const ended = new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => resolve({ code, signal }));
  });
  const [end, errors, record] = await Promise.all([ended, text(child.stderr), text(child.stdio[3])]);
  return { ...end, errors, records: record.split("\n").filter(Boolean).map((line) => JSON.parse(line)) };
}

// The comparison with another version: which rows are compared, and what is said of those that cannot be. Nothing here is timed.

import assert from "node:assert/strict";
import test from "node:test";

import { packageFolder } from "../package/installed.mjs";
import { compared, pairsOfRows } from "./against/compare.mjs";
import { onlyIn, packageIn } from "./against/packages.mjs";
import { loopback } from "./measuring/loopback.mjs";
import { importTool } from "./measuring/tools.mjs";

const TRIAL = { rounds: 3, fewest: 1, roundMilliseconds: 0, warmUpMilliseconds: 0.001, longestMilliseconds: 20 };

const ours = await packageIn(packageFolder);

/** Pairs with another package, closed again when the test is over. */
async function pairsWith(t, other) {
  const at = await loopback();
  const open = [];
  t.after(async () => {
    await Promise.all(open.map((api) => api.close()));
    at.close();
  });
  return pairsOfRows(ours, other, { jose: await importTool("jose"), Keyv: (await importTool("keyv")).Keyv, at }, open);
}

const namesOf = (pairs) => pairs.map(({ row: { call, about } }) => `${call}, ${about}`);
const compareOnly = (pairs, call) => compared(pairs.find(({ row }) => row.call === call), TRIAL);

test("of a package and itself every row is compared, and nothing is in one alone", async (t) => {
  const pairs = await pairsWith(t, ours);
  const names = namesOf(pairs);
  for (const name of ["capillary.basicHeaders, a till", "Profile.headers, a token of 40 characters", "Authenticator.headers, a fresh token", "Authenticator.fetch, 100 B, capillaryBasic, no body needed", "axiosOptions, made"]) {
    assert.ok(names.includes(name), name);
  }
  assert.deepEqual(onlyIn(ours, ours), { entries: [], calls: [] });
  const { what, change, remark, ...ratios } = await compareOnly(pairs, "md5Hex");
  assert.deepEqual([what, remark], ["md5Hex, a password", null]);
  assert.ok([change, ratios.ours, ratios.other].every((ratio) => ratio > 0));
});

test("a function that only one of them has is named and not measured", async (t) => {
  const { md5Hex, ...root } = ours.root;
  const { defineProfile, ...server } = ours.server;
  const older = { ...ours, root, server, adapters: {}, names: ours.names.filter((name) => name !== "./headers") };
  const { entries, calls } = onlyIn(ours, older);
  assert.deepEqual(entries, ["./headers"]);
  assert.ok(["md5Hex (commerce-auth)", "defineProfile (commerce-auth/server)", "Profile.headers (commerce-auth/server)", "axiosOptions (commerce-auth/adapters)"].every((call) => calls.includes(call)), calls.join());
  assert.deepEqual(onlyIn(older, ours), { entries: [], calls: [] });
  const measured = namesOf(await pairsWith(t, older));
  assert.deepEqual(measured.filter((name) => /^(md5Hex|defineProfile|Profile|axiosOptions)/.test(name)), []);
  assert.ok(measured.length > 100, `${measured.length} rows`);
});

test("a function that moved to another entry is not the same", async (t) => {
  const { defineProfile, ...server } = ours.server;
  const older = { ...ours, root: { ...ours.root, defineProfile }, server };
  assert.ok(onlyIn(older, ours).calls.includes("defineProfile (commerce-auth)"));
  assert.deepEqual(namesOf(await pairsWith(t, older)).filter((name) => name.startsWith("defineProfile")), []);
});

test("another result, and a refusal, are told", async (t) => {
  const older = { ...ours, root: { ...ours.root, md5Hex: () => "0", parseHost: () => { throw Object.assign(new Error("no"), { code: "invalid_argument" }); } } };
  const pairs = await pairsWith(t, older);
  assert.equal((await compareOnly(pairs, "md5Hex")).remark, "another result");
  assert.deepEqual(await compareOnly(pairs, "parseHost"), { what: "parseHost, a host with a path", ours: null, other: null, change: null, remark: "the other refuses: invalid_argument" });
});

// Capillary's own decision table ("Authentication" and "Authorization Flows", docs.capillarytech.com), row by row, and
// its addresses.

import assert from "node:assert/strict";
import test from "node:test";

import { AuthError, capillary } from "./vendor.mjs";

const TABLE = {
  "pos-client": "basic",
  "pos-server": "oauth",
  "ftp-server": "oauth",
  "custom-server": "oauth",
  connector: "oauth",
  "customer-app": "customer",
  "instore-client": "basic",
  microsite: "customer",
  "staff-app": "basic",
};

test("every row of the table is a scenario", () => {
  assert.deepEqual(capillary.scenarios.map(({ id }) => id), Object.keys(TABLE));
  for (const { id, description } of capillary.scenarios) assert.ok(description.length > 10, id);
});

for (const [scenario, expected] of Object.entries(TABLE)) {
  test(`${scenario}: ${expected}`, () => {
    const { type, why, page, ...rest } = capillary.recommend(scenario);
    assert.equal(type, expected);
    assert.ok(why.length > 40, why);
    assert.match(new URL(page).hostname, /(^|\.)capillarytech\.com$/);
    assert.deepEqual(rest, {});
  });
}

test("what the vendor contradicts itself about is said", () => {
  assert.match(capillary.recommend("pos-server").why, /contradicts itself/);
});

test("what the vendor allows beside its own choice is said", () => {
  assert.match(capillary.recommend("ftp-server").why, /Connect\+/);
  assert.match(capillary.recommend("customer-app").why, /till user/);
});

const NEAREST = { "pos-clint": "pos-client", POS_SERVER: "pos-server", "micro-site": "microsite", stafapp: "staff-app", conector: "connector" };

for (const [given, meant] of Object.entries(NEAREST)) {
  test(`${given} is taken for a misspelling of ${meant}`, () => {
    assert.throws(() => capillary.recommend(given), (error) => error instanceof AuthError && error.code === "invalid_argument" && error.field === "scenario" && error.message.includes(`Did you mean ${meant}?`));
  });
}

for (const given of ["", "mainframe", "__proto__", "constructor", "toString", undefined, null, 7, ["pos-client"], {}]) {
  test(`${JSON.stringify(given) ?? "nothing"} is no scenario`, () => {
    assert.throws(() => capillary.recommend(given), (error) => error instanceof AuthError && error.code === "invalid_argument" && error.field === "scenario");
  });
}

test("what is far from every scenario gets the whole list", () => {
  assert.throws(() => capillary.recommend("mainframe"), { message: /It may be pos-client, .*staff-app\./ });
});

test("the tables cannot be changed, and a recommendation is the caller's own", () => {
  const { hosts, scenarios } = capillary;
  for (const part of [hosts, ...Object.values(hosts), scenarios, ...scenarios]) assert.ok(Object.isFrozen(part));
  capillary.recommend("microsite").type = "basic";
  assert.equal(capillary.recommend("microsite").type, "customer");
});

test("every address is one that host takes", () => {
  const addresses = Object.values(capillary.hosts).flatMap(Object.values);
  assert.equal(addresses.length, 21);
  for (const host of addresses) {
    assert.equal(capillary.tokenRequest({ host, key: "k", secret: "s" }).url, `${host}/v3/oauth/token/generate`);
  }
});

test("the addresses of a cluster are of no other: its name stands in all of them", () => {
  const { china, ...others } = capillary.hosts;
  assert.deepEqual(Object.keys(others), ["apac", "apac2", "eu", "north-america", "ushc", "sea", "tata"]);
  for (const [name, { api, intouch, ...rest }] of Object.entries(others)) {
    assert.deepEqual([api, intouch], [`https://${name}.api.capillarytech.com`, `https://${name}.intouch.capillarytech.com`]);
    for (const address of Object.values(rest)) assert.ok(address.startsWith(`https://${name}-`), address);
  }
  assert.ok(Object.values(china).every((address) => address.endsWith(".capillarytech.cn.com")));
});

test("no recommendation leads to a retired page", () => {
  assert.equal(capillary.recommend("pos-client").page, "https://docs.capillarytech.com/reference/basic-authentication");
  for (const { id } of capillary.scenarios) assert.equal(new URL(capillary.recommend(id).page).hostname, "docs.capillarytech.com");
});

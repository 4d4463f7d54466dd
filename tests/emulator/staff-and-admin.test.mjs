import assert from "node:assert/strict";
import test from "node:test";

import { imported } from "../package/installed.mjs";
import { basic, latest, md5Hex, SAMPLE_BASIC } from "./capillary-calls.mjs";
import { send } from "./raw-client.mjs";
import { runningEmulator } from "./running-emulator.mjs";

const { capillary } = await imported("commerce-auth");

const STAFF = basic(`fake.staff:${md5Hex("FakeStaffPassword1")}`);
const ADMIN = basic(`fake.admin@example.com:${md5Hex("FakeAdminPassword1")}`);

const askToken = (emulator, { login = STAFF, body = "", method = "POST" } = {}) =>
  send(`${emulator.url}/v2/staff/accessToken`, { method, headers: login ? { Authorization: login } : {}, body });
const logOut = (emulator, headers) => send(`${emulator.url}/v2/staff/logout`, { headers });

test("staff: Basic for an opaque token, which its logout ends", async (t) => {
  const emulator = await runningEmulator(t);
  const { status, json } = await askToken(emulator);
  assert.equal(status, 200);
  assert.deepEqual({ ...json, entity: typeof json.entity }, { entity: "string", warnings: [], errors: [], success: true });
  assert.deepEqual([latest(emulator).endpoint, latest(emulator).authentication], ["staff", "basic"]);
  const headers = { "X-CAP-API-ACCESS-TOKEN": json.entity };
  assert.equal((await logOut(emulator, headers)).json.success, true);
  assert.equal(latest(emulator).authentication, "staff");
  assert.equal((await logOut(emulator, headers)).status, 401);
  assert.match(latest(emulator).verdict, /logged out/);
});

const STAFF_REFUSALS = [
  ["no login", { login: null }, 401, /no credential/],
  ["two logins", { login: [STAFF, STAFF] }, 401, /sent twice/],
  ["a till", { login: SAMPLE_BASIC }, 401, /no staff user has this username/],
  ["the clear password", { login: basic("fake.staff:FakeStaffPassword1") }, 401, /in clear/],
  ["a body", { body: "{}" }, 400, /body must be empty/],
  ["GET", { method: "GET" }, 405, /takes POST/],
];
for (const [what, call, status, reason] of STAFF_REFUSALS) {
  test(`no staff token for ${what}`, async (t) => {
    const emulator = await runningEmulator(t);
    assert.equal((await askToken(emulator, call)).status, status);
    assert.match(latest(emulator).verdict, reason);
  });
}

test("logout wants the bare token in its header, alone", async (t) => {
  const emulator = await runningEmulator(t);
  const token = (await askToken(emulator)).json.entity;
  const name = "X-CAP-API-ACCESS-TOKEN";
  for (const [headers, reason] of [
    [{}, /is missing/],
    [{ [name]: `Bearer ${token}` }, /without a Bearer prefix/],
    [{ [name]: token, Authorization: STAFF }, /takes the place of Authorization/],
    [{ [name]: "other" }, /unknown/],
  ]) {
    assert.equal((await logOut(emulator, headers)).status, 401);
    assert.match(latest(emulator).verdict, reason);
  }
  assert.equal((await send(`${emulator.url}/v2/staff/other`)).status, 404);
});

const FIELDS = { Accept: "application/json", Authorization: ADMIN, "X-CAP-API-AUTH-KEY": "fake-admin-key", "X-CAP-API-AUTH-ORG-ID": "1115" };

test("admin: Basic of a user, with a key and an organisation", async (t) => {
  const emulator = await runningEmulator(t);
  const { status, json } = await send(`${emulator.url}/v2/org/customFields`, { headers: FIELDS });
  assert.deepEqual([status, json.orgId, json.success], [200, 1115, true]);
  assert.deepEqual([latest(emulator).endpoint, latest(emulator).authentication], ["admin", "basic"]);
});

// "Create search filter", "brand/getAll", recommendations, Neo's OrgContextSwitch: every combination is on some page of the vendor's.
const FIELD_SETS = [
  { "X-CAP-API-AUTH-KEY": "fake-admin-key" },
  { "X-CAP-API-AUTH-ORG-ID": "1115" },
  { "X-CAP-API-AUTH-ENTITY-ID": "50001" },
  { "X-CAP-API-AUTH-ORG-ID": "1115", "X-CAP-API-AUTH-ENTITY-ID": "50001" },
  { "X-CAP-API-AUTH-KEY": "fake-admin-key", "X-CAP-API-AUTH-ORG-ID": "1115", "X-CAP-API-AUTH-ENTITY-ID": "50001" },
];

test("admin: any of the fields, by Basic and by a client's token, to read and to write", async (t) => {
  const emulator = await runningEmulator(t);
  const request = capillary.tokenRequest({ host: "x.example", ...emulator.capillary.credentials });
  const { json: answer } = await send(`${emulator.url}${new URL(request.url).pathname}`, request);
  const ways = [{ Authorization: ADMIN }, { "X-CAP-API-OAUTH-TOKEN": answer.data.accessToken }];
  for (const way of ways) {
    for (const fields of FIELD_SETS) {
      const headers = { Accept: "application/json", ...way, ...fields };
      assert.equal((await send(`${emulator.url}/v2/org/customFields`, { headers })).status, 200, JSON.stringify(fields));
      assert.equal((await send(`${emulator.url}/v2/customFields`, { method: "POST", headers, body: "{}" })).status, 200);
    }
  }
  const headers = { Accept: "application/json", Authorization: ADMIN, ...FIELD_SETS[0] };
  assert.equal((await send(`${emulator.url}/v2/customFields`, { headers })).status, 405);
});

test("what capillary.adminHeaders makes is taken, field by field", async (t) => {
  const emulator = await runningEmulator(t);
  const { email: username, password, authKey, orgId, entityId } = emulator.capillary.admin;
  for (const fields of [{ authKey }, { orgId }, { entityId }, { authKey, orgId }, { authKey, orgId, entityId }]) {
    const headers = capillary.adminHeaders({ username, password, ...fields });
    assert.equal((await send(`${emulator.url}/v2/org/customFields`, { headers })).status, 200, JSON.stringify(fields));
  }
});

const ADMIN_REFUSALS = [
  ["a till", { Authorization: SAMPLE_BASIC }, 403, 91_032, /till is no admin/],
  ["two logins", { Authorization: [ADMIN, ADMIN] }, 401, 401, /sent twice/],
  ["a key twice", { "X-CAP-API-AUTH-KEY": ["fake-admin-key", "x"] }, 401, 401, /AUTH-KEY was sent twice/],
  ["nobody", { Authorization: undefined }, 401, 401, /no credential/],
  ["a wrong password", { Authorization: basic("fake.admin@example.com:x") }, 401, 401, /wrong password/],
  ["none of the fields", { "X-CAP-API-AUTH-KEY": undefined, "X-CAP-API-AUTH-ORG-ID": undefined }, 401, 401, /is missing/],
  ["another key", { "X-CAP-API-AUTH-KEY": "x" }, 401, 401, /AUTH-KEY is not/],
  ["another entity", { "X-CAP-API-AUTH-ENTITY-ID": "7" }, 401, 401, /ENTITY-ID is not/],
  ["a login and a token", { "X-CAP-API-OAUTH-TOKEN": "a.b.c", Authorization: undefined }, 401, 401, /token is unknown/],
  ["another organisation", { "X-CAP-API-AUTH-ORG-ID": "7" }, 401, 401, /ORG-ID is not/],
  ["a wildcard", { Accept: "*/*" }, 400, 400, /Accept/],
];
for (const [what, headers, status, code, reason] of ADMIN_REFUSALS) {
  test(`the admin path refuses ${what}`, async (t) => {
    const emulator = await runningEmulator(t);
    const all = Object.fromEntries(Object.entries({ ...FIELDS, ...headers }).filter(([, value]) => value !== undefined));
    const answer = await send(`${emulator.url}/v2/org/customFields`, { headers: all });
    assert.deepEqual([answer.status, answer.json.errors[0].code], [status, code]);
    assert.match(latest(emulator).verdict, reason);
  });
}

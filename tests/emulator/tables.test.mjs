// The emulator's own lists of names on the wire held against what the operations send: it exists to disagree with the package,
// but not by having forgotten a field, or by knowing one that nothing sends any more.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { fileURLToPath } from "node:url";

import { fromSource } from "../examples/tools.mjs";
import { operations } from "../package/call-model.mjs";
import { imported } from "../package/installed.mjs";

const { capillary, pledg } = await imported("commerce-auth");
const source = (path) => fromSource(fileURLToPath(new URL(`../../pkg-template/testing/${path}`, import.meta.url)));
const { STEPS, SUBJECT } = await source("capillary/customer/endpoint.ts");
const { HEADERS } = await source("capillary/customer/gateway.ts");
const { identityOf } = await source("capillary/customer/identity.ts");
const { CHANNELS, EXCLUDED } = await source("pledg/purchase-parameters.ts");

const CHANNEL_BITS = { mobile: 1, web: 2, mfa: 4 };
/** Options that have to be one of a few texts, or to agree with others. */
const VALUES = { host: "h.example", dangerouslyAllowInsecureHttp: "loopback", identifierType: "MOBILE", fallbackChannel: "SMS", email: "a@b.example", otp: "123456" };
/** Options that do not travel in the body. */
const ELSEWHERE = ["host", "dangerouslyAllowInsecureHttp", "channel", "fallbackChannel"];

const calls = operations.filter(({ name, takes }) => /^capillary\.customer\.\w+Request$/.test(name) && takes[0].name === "options");

/** The options of a call in a channel, each with a value. */
function optionsOf({ takes: [{ members }] }, channel) {
  const there = members.filter(({ channels = 7 }) => channels & CHANNEL_BITS[channel]);
  return Object.fromEntries(there.map(({ name }) => [name, name === "channel" ? channel : (VALUES[name] ?? "a-value")]));
}

/** What a call sends in a channel, or undefined where it has none for it: the step of its path, and the names in its body. */
function sent(operation, channel) {
  const options = optionsOf(operation, channel);
  let request;
  try {
    request = capillary.customer[operation.name.split(".")[2]](options);
  } catch (error) {
    assert.ok(error.field === "channel" || /together|twice|same|both/.test(error.message), `${operation.name} ${channel}: ${error.message}`);
    return undefined;
  }
  const [, step] = /^\/auth\/v1\/(?:(?:web|mfa)\/)?(\w+\/\w+)$/.exec(new URL(request.url).pathname);
  return { step, names: Object.keys(JSON.parse(request.body)), options: Object.keys(options).filter((name) => !ELSEWHERE.includes(name)) };
}

for (const operation of calls) {
  test(`${operation.name}: the emulator's step knows the fields that are sent, and no others`, () => {
    const all = Object.keys(CHANNEL_BITS).flatMap((channel) => sent(operation, channel) ?? []);
    assert.ok(all.length > 0, "no channel takes it");
    const [{ step }] = all;
    const { needed, optional = [] } = STEPS[step];
    const names = new Set(all.flatMap((one) => one.names));
    // Who the customer is, it reads alike in every step.
    assert.deepEqual([...names].filter((name) => !SUBJECT.includes(name)).sort(), [...needed, ...optional].sort());
    for (const { names, options } of all) assert.deepEqual(names.toSorted(), options.toSorted(), "every option of the table travels");
  });
}

test("all that the emulator reads of who the customer is, some call sends", () => {
  const names = new Set(calls.flatMap((operation) => Object.keys(CHANNEL_BITS).flatMap((channel) => sent(operation, channel)?.names ?? [])));
  assert.deepEqual(SUBJECT.filter((name) => !names.has(name)), []);
});

test("every step of the emulator has an operation", () => {
  const steps = calls.map((operation) => Object.keys(CHANNEL_BITS).flatMap((channel) => sent(operation, channel)?.step ?? [])[0]);
  assert.deepEqual(steps.toSorted(), Object.keys(STEPS).toSorted());
});

test("the gateway of the emulator reads the fields that capillary.customer.headers makes, and no others", () => {
  const { takes: [{ members }] } = operations.find(({ name }) => name === "capillary.customer.headers");
  const options = Object.fromEntries(members.map(({ name }) => [name, VALUES[name] ?? "a-value"]));
  const made = Object.keys(capillary.customer.headers(options)).filter((name) => name.startsWith("cap_"));
  assert.deepEqual(made.toSorted(), [...HEADERS].toSorted());
  assert.equal(made.length, members.length);
});

test("the settings of a purchase link are those of the table", () => {
  const { takes } = operations.find(({ name }) => name === "pledg.signPurchase");
  const settings = takes[2].members.find(({ name }) => name === "purchaseLinkSettings");
  assert.deepEqual(CHANNELS.flat().toSorted(), settings.members.map(({ name }) => name).toSorted());
});

test("what the package leaves out of a purchase, the emulator refuses in one", () => {
  const rust = readFileSync(new URL("../../src/api/pledg/purchase.rs", import.meta.url), "utf8");
  const [, names] = /NOT_SIGNED: \[&str; \d+\] = \[([^\]]*)\]/.exec(rust);
  assert.deepEqual([...names.matchAll(/"(\w+)"/g)].map(([, name]) => name).sort(), EXCLUDED.toSorted());
  const signed = pledg.signPurchase({ ...Object.fromEntries(EXCLUDED.map((name) => [name, "x"])), reference: "r" }, "secret", { incomplete: true });
  assert.deepEqual(JSON.parse(Buffer.from(signed.split(".")[1], "base64url").toString()), { data: { reference: "r" } });
});

const refused = (call) => {
  try {
    call();
    return false;
  } catch (error) {
    assert.deepEqual([error.code, error.field], ["invalid_argument", "identifierType"]);
    return true;
  }
};

test("who a customer is by, the package and the emulator know alike, in every channel and without one", () => {
  for (const identifierType of ["MOBILE", "EMAIL", "USERNAME", "EXTERNALID", "CARD"]) {
    const identity = { identifierType, identifierValue: "a@b.example" };
    const base = { host: "h.example", brand: "b", deviceId: "d", ...identity };
    for (const channel of ["mobile", "web", "mfa"]) {
      const isKnown = identityOf(identity, channel).identity !== undefined;
      assert.equal(refused(() => capillary.customer.otpRequest({ ...base, channel, sessionId: "s" })), !isKnown, `${channel} ${identifierType}`);
    }
    const isKnown = identityOf(identity, null).identity !== undefined;
    const update = optionsOf(calls.find(({ name }) => name.endsWith("updateIdentifierRequest")), "web");
    assert.equal(refused(() => capillary.customer.updateIdentifierRequest({ ...update, ...identity })), !isKnown, `updateIdentifier ${identifierType}`);
  }
});

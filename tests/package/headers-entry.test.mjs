// commerce-auth/headers: the same names, behaviour and errors as in the root, by a build of the crate that makes headers
// alone.

import assert from "node:assert/strict";
import test from "node:test";

import { argumentsOf } from "../runtimes/behaviour/vectors.mjs";
import { readVectors } from "../runtimes/vectors.mjs";
import { imported, required } from "./installed.mjs";

const root = await imported("commerce-auth");
const FORMS = { import: await imported("commerce-auth/headers"), require: required("commerce-auth/headers") };
const NAMES = {
  basicAuthorization: "function",
  parseBasicAuthorization: "function",
  bearerAuthorization: "function",
  md5Hex: "function",
  AuthError: "function",
  isAuthError: "function",
  capillary: ["basicAuthorization", "basicCredentials", "basicHeaders", "basicHeadersBatch", "oauthHeaders", "staffHeaders", "adminHeaders", "hosts"],
  pledg: ["basicHeaders", "bearerHeaders"],
  caxton: ["bearerHeaders"],
};

const kindOf = (value) => (typeof value === "object" ? Object.keys(value) : typeof value);

for (const [form, api] of Object.entries(FORMS)) {
  test(`by ${form} it has the names of header makers and no others`, () => {
    assert.deepEqual(Object.fromEntries(Object.entries(api).map(([name, value]) => [name, kindOf(value)])), NAMES);
    assert.deepEqual(api.capillary.hosts, root.capillary.hosts);
  });

  test(`by ${form} every vector of a header maker is as in the root`, () => {
    const done = new Set();
    for (const { name, input } of rows()) {
      if (at(api, input.operation) === undefined) continue;
      done.add(input.operation);
      const call = (from) => outcome(from, () => at(from, input.operation)(...argumentsOf(input.arguments)));
      assert.deepEqual(call(api), call(root), name);
    }
    const makers = Object.entries(NAMES).flatMap(([name, kind]) => (kind === "function" ? [name] : kind.map((member) => `${name}.${member}`)));
    const untold = makers.filter((name) => !done.has(name));
    assert.deepEqual(untold, ["AuthError", "isAuthError", "capillary.basicHeadersBatch", "capillary.hosts"]);
  });

  test(`by ${form} a batch and what is refused are as in the root`, () => {
    const till = { username: "till1", password: "server123" };
    for (const call of [
      (from) => from.capillary.basicHeadersBatch([till, { ...till, username: "a:b" }, { ...till, password: "pässword" }, new Map()]),
      (from) => from.capillary.basicHeadersBatch(till),
      (from) => from.capillary.basicHeaders({ ...till, pasword: "x" }),
      (from) => from.capillary.basicHeaders({ ...till, colour: "x" }),
      (from) => from.capillary.basicHeaders(new (class Till {})()),
      (from) => from.capillary.oauthHeaders({ token: "x" }),
      (from) => from.capillary.adminHeaders({ ...till, authKey: "k", orgId: -1 }),
      (from) => from.pledg.basicHeaders({ email: "a:b", password: "x" }),
      (from) => from.caxton.bearerHeaders({ accessToken: "x", identityNumber: "" }),
      (from) => from.bearerAuthorization("x".repeat(17 << 20)),
      (from) => from.md5Hex("\ud800"),
      (from) => from.basicAuthorization("a", "«redacted»"),
    ]) {
      assert.deepEqual(outcome(api, () => call(api)), outcome(root, () => call(root)));
    }
  });
}

const rows = () => Object.values(readVectors()).flat();

const at = (api, path) => path.split(".").reduce((part, name) => part?.[name], api);

/** As it prints in JSON, errors included. */
function outcome(api, call) {
  try {
    return { value: JSON.parse(JSON.stringify(call())) };
  } catch (error) {
    assert.ok(api.isAuthError(error) && error instanceof root.AuthError, `${error}`);
    return { error: error.toJSON() };
  }
}

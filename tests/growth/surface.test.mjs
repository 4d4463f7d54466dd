// No function that the package exports is forgotten here: each either reads text, and then stands among the readers, or
// reads none, and then stands in a list that says why.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";

import { PROFILE_READERS, PROFILE_READING_NOTHING } from "./profile-readers.mjs";
import { READERS, READING_NOTHING } from "./readers.mjs";
import { SERVER_READERS, SERVER_READING_NOTHING } from "./server-readers.mjs";
import { imported, packageFolder } from "../package/installed.mjs";

const root = await imported("commerce-auth");
const server = await imported("commerce-auth/server");

/** Entries of the package, by what of them is driven where. */
const ENTRIES = {
  ".": "here, function by function",
  "./server": "here, function by function",
  "./headers": "functions of the root, of the same rules in a smaller build",
  "./slim": "the functions of the root, over the same core",
  "./headers": "functions of the root, over a core of header makers alone",
  "./core.wasm": "the core itself",
  "./adapters": "call `fetch` of an authenticator, and read nothing themselves",
  "./testing": "the vendors' side, for tests: tests/emulator",
  "./profiles": "data",
  "./package.json": "data",
};

/** The functions of an object, those of its records among them, by the way to each. */
function functionsOf(value, way = "") {
  return Object.entries(value).flatMap(([name, member]) => {
    const here = way ? `${way}.${name}` : name;
    if (typeof member === "function") return [here];
    return typeof member === "object" && member !== null ? functionsOf(member, here) : [];
  });
}

const methodsOf = (value, name) =>
  Object.getOwnPropertyNames(Object.getPrototypeOf(value))
    .filter((member) => member !== "constructor" && typeof value[member] === "function")
    .map((member) => `${name}.${member}`);

test("every function of the root is driven, or named as one that reads nothing", () => {
  assert.deepEqual([...Object.keys(READERS), ...Object.keys(READING_NOTHING)].sort(), functionsOf(root).sort());
});

const OF_SERVER = { ...SERVER_READERS, ...PROFILE_READERS };
const OF_SERVER_READING_NOTHING = { ...SERVER_READING_NOTHING, ...PROFILE_READING_NOTHING };

test("every function of the server entry is driven, or named as one that reads nothing", async () => {
  const profile = server.defineProfile({
    name: "shop",
    request: { url: "https://x.example/token", fields: { key: "{key}" }, clientAuthentication: "body" },
    response: { token: "/token" },
  });
  const authenticator = server.capillaryOAuth({ host: "x.example", key: "key", secret: "secret" });
  const methods = Object.getOwnPropertyNames(authenticator).filter((name) => typeof authenticator[name] === "function");
  await authenticator.close();
  const all = [...functionsOf(server), ...methodsOf(profile, "Profile"), ...methods.map((name) => `Authenticator.${name}`)].sort();
  assert.deepEqual([...Object.keys(OF_SERVER), ...Object.keys(OF_SERVER_READING_NOTHING)].sort(), all);
});

test("no list of functions says both of one", () => {
  const doubled = (one, other) => Object.keys(one).filter((name) => Object.hasOwn(other, name));
  assert.deepEqual([...doubled(READERS, READING_NOTHING), ...doubled(OF_SERVER, OF_SERVER_READING_NOTHING), ...doubled(SERVER_READERS, PROFILE_READERS)], []);
});

test("no entry of the package is forgotten", () => {
  const { exports } = JSON.parse(readFileSync(join(packageFolder, "package.json"), "utf8"));
  assert.deepEqual(Object.keys(exports).sort(), Object.keys(ENTRIES).sort());
});

test("every reader has a place, and every place has shapes", () => {
  for (const [reader, places] of Object.entries({ ...READERS, ...OF_SERVER })) {
    assert.ok(Object.keys(places).length > 0, reader);
    for (const [place, { shapes, call }] of Object.entries(places)) {
      assert.ok(Object.keys(shapes).length > 10 && typeof call === "function", `${reader}: ${place}`);
    }
  }
});

// commerce-auth/profiles: each description is a profile, asks for a token as its vendor's page writes, reads the page's answers,
// and calls go where the vendor's calls go. What is expected stands in tests/profiles/ready, written from the pages by hand.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import test from "node:test";
import { inspect } from "node:util";

import { imported, installFolder, packageText, required } from "./installed.mjs";
import { toolModule } from "./tool-module.mjs";

const NOW = 1_700_000_000_000;
const AT_LEAST = 46;
const FOLDER = new URL("../profiles/ready/", import.meta.url);
const EXPECTED = readdirSync(FOLDER).map((file) => [file.replace(".json", ""), JSON.parse(readFileSync(new URL(file, FOLDER), "utf8"))]);
const TABLE = readFileSync(new URL("../../docs/profiles.md", import.meta.url), "utf8").split("\n").filter((line) => line.startsWith("| "));
const DATE = /^20\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
/** What stands above each export, which an editor shows. */
const COMMENTS = new Map([...packageText("profiles.d.ts").matchAll(/\/\*\*((?:(?!\*\/)[^])*)\*\/\nexport declare const (\w+):/g)].map(([, comment, name]) => [name, comment]));

const { AuthError } = await imported("commerce-auth");
const { defineProfile, profileAuthenticator } = await imported("commerce-auth/server");
const FORMS = { import: await imported("commerce-auth/profiles"), require: required("commerce-auth/profiles") };

test("each export has its page's words, and each of these an export", () => {
  for (const profiles of Object.values(FORMS)) assert.deepEqual(Object.keys(profiles).sort(), EXPECTED.map(([name]) => name).sort());
  assert.ok(EXPECTED.length >= AT_LEAST);
  const names = Object.values(FORMS.import).map(({ name }) => name);
  assert.equal(new Set(names).size, names.length, "two have one name in errors");
});

test("the documents say how many there are", () => {
  for (const file of ["README.md", "CHANGELOG.md", "docs/profiles.md", "docs/other-vendors.md"]) {
    const text = readFileSync(new URL(`../../${file}`, import.meta.url), "utf8");
    assert.deepEqual(/(\d+) ready descriptions/.exec(text)?.[1], String(EXPECTED.length), file);
  }
  assert.equal(TABLE.filter((line) => line.includes("[page](")).length, EXPECTED.length);
});

test("both forms hold the same plain data", () => {
  assert.deepEqual({ ...FORMS.require }, { ...FORMS.import });
  assert.deepEqual(JSON.parse(JSON.stringify({ ...FORMS.import })), { ...FORMS.import });
});

for (const [name, expected] of EXPECTED) {
  const data = FORMS.import[name];

  test(`${name} names where it is from and when that was, and says what each credential is`, () => {
    const { vendor, source, date, dated, further = [] } = expected;
    assert.match(date, DATE);
    assert.ok(["page", "read"].includes(dated), dated);
    const when = `${dated === "page" ? "as of" : "read on"} ${date}`;
    const comment = COMMENTS.get(name) ?? "";
    const row = TABLE.find((line) => line.includes(`| \`${name}\` |`)) ?? "";
    for (const words of [source, when, vendor]) {
      assert.ok(comment.includes(words), `the comment lacks ${words}`);
      assert.ok(row.includes(words), `docs/profiles.md lacks ${words}`);
    }
    for (const url of [source, ...further]) {
      assert.equal(new URL(url).protocol, "https:");
      assert.ok(comment.includes(url), `the comment lacks ${url}`);
    }
    for (const credential of Object.keys(expected.credentials)) {
      assert.match(comment, new RegExp(`\\| \`${credential}\` \\| \\S`), `the comment does not say what ${credential} is`);
      assert.ok(row.includes(`\`${credential}\``), `docs/profiles.md lacks ${credential}`);
    }
  });

  test(`${name} is a profile of exactly these credentials`, () => {
    const { credentialNames } = defineProfile(data);
    // With Basic, any pair is as good as the first.
    const pair = { clientId: "key", clientSecret: "secret" };
    const isPair = data.request?.clientAuthentication === "basic";
    assert.deepEqual([...credentialNames].sort(), Object.keys(expected.credentials).map((each) => (isPair && pair[each]) || each).sort());
  });

  test(`${name} asks for a token as its page writes, or for none`, () => {
    const profile = defineProfile(data);
    if (expected.request === null) {
      assert.equal(data.request, undefined);
      assert.deepEqual(expected.answers, []);
    } else {
      assert.deepEqual(profile.tokenRequest(expected.credentials), expected.request);
      assert.ok(expected.answers.some(({ token }) => token), "no answer with a token");
    }
  });

  test(`${name} reads the answers of its page, and knows what a refusal is`, () => {
    const profile = defineProfile(data);
    for (const { name: what, response, token, error } of expected.answers) {
      assert.deepEqual(outcome(profile, response, token ?? error), token ?? error, what);
    }
    const refusals = [[401, {}, "token_invalid"], ...(expected.classify ?? [])];
    for (const [status, body, meaning] of refusals) {
      assert.equal(profile.classifyResponse({ status, body: JSON.stringify(body) }), meaning, JSON.stringify(body));
    }
  });

  test(`${name} calls where its vendor's calls go, with what they carry`, async () => {
    const granted = expected.answers.find(({ token }) => token);
    const { seen, fetch } = vendor(expected.request, granted?.response);
    // Some pages' tokens ended years ago: there, it is the hour before.
    const now = granted?.token.expiresAt ? granted.token.expiresAt - 3_600_000 : NOW;
    const api = profileAuthenticator(data, expected.credentials, { fetch, now: () => now });
    const { path, url, headers } = expected.call;
    const response = await api.fetch(path);
    await api.close();
    assert.equal(response.status, 204);
    const [called, ...asked] = seen.reverse();
    assert.equal(called.url, url);
    for (const [field, value] of Object.entries(headers)) assert.equal(called.headers.get(field), value, field);
    assert.equal(called.headers.has("authorization"), Object.keys(headers).includes("Authorization"));
    assert.equal(asked.length, expected.request === null ? 0 : 1);
    for (const request of asked) {
      assert.equal(request.url, expected.request.url);
      assert.equal(request.method, expected.request.method);
      assert.equal(request.body ?? undefined, expected.request.body);
      for (const [field, value] of Object.entries(expected.request.headers)) assert.equal(request.headers.get(field), value, field);
    }
  });

  if (data.keepOrigins) {
    test(`${name} calls nowhere else on the word of an answer`, async () => {
      const { seen, fetch } = vendor(expected.request, { status: 200, body: expected.elsewhere });
      const api = profileAuthenticator(data, expected.credentials, { fetch });
      await assert.rejects(api.fetch(expected.call.path), { name: "AuthError", code: "foreign_origin" });
      await api.close();
      assert.deepEqual([...new Set(seen.map(({ url }) => url))], [expected.request.url]);
    });
  }
}

/** What a profile makes of an answer, as far as the expected says something of it. */
function outcome(profile, response, expected) {
  const read = () => profile.readTokenResponse({ ...response, body: JSON.stringify(response.body) }, { now: NOW });
  try {
    const token = read();
    return Object.fromEntries(Object.keys(expected).map((member) => [member, token[member]]));
  } catch (error) {
    assert.ok(error instanceof AuthError, inspect(error));
    return Object.fromEntries(Object.keys(expected).map((member) => [member, error[member]]));
  }
}

/** A vendor that answers the token request with this, and everything else with nothing. */
function vendor(request, answer) {
  const seen = [];
  const fetch = async (url, { method = "GET", headers, body } = {}) => {
    seen.push({ url: String(url), method, headers: new Headers(headers), body });
    if (String(url) !== request?.url) return new Response(null, { status: 204 });
    return new Response(JSON.stringify(answer.body), { status: answer.status, headers: { "Content-Type": "application/json" } });
  };
  return { seen, fetch };
}

test("a bundle holds what it imports, no other description, and no WebAssembly", async () => {
  const { build } = await toolModule("esbuild");
  for (const conditions of [[], ["browser"], ["workerd"]]) {
    const { outputFiles } = await build({
      stdin: { contents: 'import { paypal } from "commerce-auth/profiles"; console.log(paypal);', resolveDir: installFolder },
      bundle: true,
      write: false,
      minify: true,
      format: "esm",
      platform: "neutral",
      conditions,
    });
    const [{ text }] = outputFiles;
    assert.match(text, /api-m\.paypal\.com/);
    for (const [name, { name: inErrors }] of Object.entries(FORMS.import)) {
      if (name !== "paypal") assert.ok(!text.includes(`name:"${inErrors}"`), name);
    }
    assert.ok(text.length < 600, `${text.length} characters`);
  }
});

test("it is data alone: nothing of the core, nothing that runs", () => {
  for (const file of ["profiles.js", "profiles.cjs"]) assert.doesNotMatch(packageText(file), /WebAssembly|import\(|globalThis|=>\s*\{\s*throw/, file);
});

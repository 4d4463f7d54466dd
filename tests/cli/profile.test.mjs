// profile check, profile try, and what token and emulator make of a profile.

import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import test from "node:test";
import { promisify } from "node:util";

import { imported } from "../package/installed.mjs";
import { PROGRAM, assertNoLeak, bareEnvironment, fileOf, refusal, run, startEmulator, success } from "./program.mjs";

const ready = await imported("commerce-auth/profiles");
const READY_FOLDER = new URL("../profiles/ready/", import.meta.url);
const SHOP = {
  name: "shop",
  request: { url: "https://{host}/oauth/token", clientAuthentication: "basic", fields: { grant_type: "client_credentials" } },
  response: { token: "/access_token", lifetimeSeconds: "/expires_in", tokenType: "/token_type", keep: { tenant: "/tenant" } },
  headers: { Authorization: "Bearer {token}", "x-key": "{base64(apiKey:token)}", "x-tenant": "{tenant}", "x-region": "{region}" },
  query: { v: "{version}" },
  baseUrl: "https://{host}/v2",
  oneOf: { version: ["1", "2"] },
  public: ["region"],
};
const SIGNED = {
  name: "signed",
  request: {
    url: "https://{host}/token",
    clientAuthentication: "none",
    fields: { assertion: "{assertion}" },
    assertion: { algorithm: "ES256", key: "{privateKey}", claims: { iss: "me" }, lifetimeSeconds: 300 },
  },
  response: { token: "/access_token", lifetimeSeconds: "/expires_in" },
};
const STATIC = { name: "keys", headers: { "x-api-key": "{apiKey}" }, baseUrl: "https://api.keys.example" };
/** What stands in for credentials inside. */
const INNER = /commerceAuthStandIn|fake-|emulated|PRIVATE KEY/;

const fileWith = (t, profile) => fileOf(t, JSON.stringify(profile), { name: "shop.json" });

test("check shows the credentials, the token call and a call, and no stand-in for a secret", async (t) => {
  const said = await success(["profile", "check", fileWith(t, SHOP)]);
  assert.equal(said, [
    "shop: no mistake",
    "",
    "Credentials",
    "  host     a host; no secret",
    "  apiKey   secret",
    "  region   no secret",
    "  version  one of 1, 2; no secret",
    "  key      secret; clientId, client_id or username stands for it as well",
    "  secret   secret; clientSecret, client_secret or password as well",
    "",
    "Token call",
    "  POST https://{host}/oauth/token",
    "  Accept         application/json",
    "  Authorization  Basic «base64(key:secret)»",
    "  Content-Type   application/x-www-form-urlencoded",
    "",
    "  grant_type=client_credentials",
    "",
    "A call",
    "  GET https://{host}/v2/example?v=1",
    "  Accept         application/json",
    "  Authorization  Bearer «token»",
    "  x-key          «base64(apiKey:token)»",
    "  x-region       {region}",
    "  x-tenant       «tenant»",
    "",
  ].join("\n"));
});

test("check of every ready description shows the request of its page", async (t) => {
  const files = readdirSync(READY_FOLDER);
  assert.ok(files.length >= 46);
  for (const file of files) {
    const expected = JSON.parse(readFileSync(new URL(file, READY_FOLDER), "utf8"));
    const name = file.replace(".json", "");
    const said = await success(["profile", "check", "-", "--json"], { input: JSON.stringify(ready[name]) });
    assert.doesNotMatch(said, INNER, name);
    const { sound, credentials, tokenCall, call } = JSON.parse(said);
    assert.equal(sound, true);
    assert.equal(credentials.length, Object.keys(expected.credentials).length, name);
    assert.equal(call.method, "GET");
    for (const field of Object.keys(expected.call.headers)) assert.ok(call.headers[field], `${name}: ${field}`);
    if (expected.request === null) {
      assert.equal(tokenCall, null, name);
      continue;
    }
    assert.equal(tokenCall.method, expected.request.method, name);
    assert.deepEqual(Object.keys(tokenCall.headers).toSorted(), Object.keys(expected.request.headers).toSorted(), name);
    assert.deepEqual(namesOf(tokenCall.body), namesOf(expected.request.body), name);
    for (const { name: credential, kind } of credentials) {
      if (kind === "secret" && ready[name].request.clientAuthentication === "body" && JSON.stringify(ready[name].request).includes(`{${credential}}`))
        assert.ok(JSON.stringify(tokenCall).includes(`«${credential}»`), `${name}: ${credential}`);
    }
  }
});

/** The names of the fields of a body, whether it is a form or JSON. */
function namesOf(body) {
  if (body === undefined) return [];
  return body.startsWith("{") ? Object.keys(JSON.parse(body)) : [...new URLSearchParams(body).keys()];
}

test("check names every mistake at once, with its pointer and the nearest right name", async (t) => {
  const wrong = { ...SHOP, baseURL: "x", request: { ...SHOP.request, clientAuthentication: "basik", method: "PATCH" }, response: { token: "access_token" } };
  const { code, stdout, stderr } = await run(["profile", "check", fileWith(t, wrong)]);
  assert.deepEqual([code, stderr], [2, ""]);
  assert.match(stdout, /^4 mistakes\n/);
  assert.match(stdout, /✗ \/baseURL is unknown\. Did you mean baseUrl\?/);
  assert.match(stdout, /✗ \/request\/clientAuthentication must be one of .*Did you mean basic\?/);
  assert.match(stdout, /✗ \/request\/method must be one of/);
  assert.match(stdout, /✗ \/response\/token must be a JSON pointer/);
  const json = await run(["profile", "check", fileWith(t, wrong), "--json"]);
  assert.equal(json.code, 2);
  const { sound, mistakes } = JSON.parse(json.stdout);
  assert.equal(sound, false);
  assert.deepEqual(mistakes.map(({ pointer }) => pointer).toSorted(), ["/baseURL", "/request/clientAuthentication", "/request/method", "/response/token"]);
  const whole = await run(["profile", "check", fileOf(t, "[]"), "--json"]);
  assert.deepEqual(JSON.parse(whole.stdout).mistakes.map(({ pointer }) => pointer), [""]);
  // try says the same, before it asks for anything.
  const tried = await run(["profile", "try", fileWith(t, wrong)]);
  assert.deepEqual([tried.code, tried.stdout], [2, stdout]);
});

test("a file that is none, no JSON, or a program, says so", async (t) => {
  assert.match(await refusal(["profile", "check"], 2), /profile check: which file\?/);
  assert.match(await refusal(["profile", "try", "nowhere.json"], 2), /the profile file/);
  assert.match(await refusal(["profile", "check", "shop.mjs"], 2), /is a program, and a profile is data/);
  assert.match(await refusal(["profile", "check", fileOf(t, '{\n  "name": "planted-text",,\n}')], 2, { secrets: ["planted-text"] }), /is not JSON/);
  assert.match(await refusal(["profile", "chek"], 2), /did you mean profile check\?/);
  assert.match(await refusal(["profile", "check", "a.json", "planted-secret"], 2, { secrets: ["planted-secret"] }), /takes one argument/);
});

/** The emulator with a profile, and what the program needs to ask it. */
async function playing(t, description) {
  const emulator = await startEmulator({ profile: { description } });
  t.after(() => emulator.close());
  const { credentials, tokenUrl } = emulator.profile;
  const { host, ...others } = { ...credentials, host: new URL(tokenUrl).origin };
  const env = Object.fromEntries(Object.entries(others).map(([name, value]) => [`SHOP_${name}`, value]));
  const options = ["--host", host, ...Object.keys(others).flatMap((name) => ["--credential-env", `${name}=SHOP_${name}`])];
  const secrets = Object.entries(others).filter(([name]) => !["region", "version"].includes(name)).map(([, value]) => value);
  return { emulator, env, options, secrets };
}

test("try makes one token call, and shows what came back and what the profile made of it", async (t) => {
  const { emulator, env, options, secrets } = await playing(t, SHOP);
  const args = ["profile", "try", fileWith(t, SHOP), ...options];
  const said = await success(args, { env, secrets });
  assert.deepEqual(emulator.requests.map(({ endpoint, verdict }) => [endpoint, verdict]), [["profile.token", "accepted"]]);
  const { access_token: token } = JSON.parse(emulator.requests[0].responseBody);
  assertNoLeak(said, [token]);
  assert.match(said, /^shop: what came back\n {2}status +200\n {2}content type +application\/json\n/);
  assert.match(said, /^ {2}\/access_token +text «redacted», \d+ characters$/m);
  assert.match(said, /^ {2}\/expires_in +number 3600$/m);
  assert.match(said, /^ {2}\/token_type +text “Bearer”$/m);
  assert.match(said, /^ {2}\/tenant +text «redacted», 11 characters$/m);
  assert.match(said, /\nWhat the profile made of it\n {2}token +«redacted», \d+ characters\n {2}type +Bearer\n {2}expires +.*in 59 min/);
  assert.match(said, /^ {2}kept +tenant «redacted»$/m);
  assert.match(said, /^ {2}calls go to +http:\/\/127\.0\.0\.1:\d+\/v2\/$/m);
  assert.match(said, /^ {2}and carry +.*authorization.*x-key.*x-tenant/m);
  assert.match(said, /^ {2}parameters +v$/m);
  assert.doesNotMatch(said, /--show-token/);
  const json = JSON.parse(await success([...args, "--json"], { env, secrets }));
  assert.deepEqual([json.answer.status, json.token.lifetimeSeconds, json.token.kept, json.call.parameters], [200, 3600, ["tenant"], ["v"]]);
  assert.equal(emulator.requests.length, 2);
});

test("try shows no token where the profile looks at it for a lifetime, an end or a type", async (t) => {
  const { emulator, env, options } = await playing(t, SHOP);
  for (const member of ["lifetimeSeconds", "expiresAt", "tokenType"]) {
    const wrong = { ...SHOP, response: { ...SHOP.response, token: "/token", [member]: "/access_token" } };
    for (const more of [[], ["--json"]]) {
      emulator.fault({ on: "profile.token", body: '{"access_token":"planted-token-1"}' });
      const { stdout } = await run(["profile", "try", fileWith(t, wrong), ...options, ...more], { env, secrets: ["planted-token-1"] });
      assert.match(stdout, /text «redacted», 15 characters/);
    }
  }
});

test("try takes credentials as token does, the last by the secret's own options", async (t) => {
  const { emulator, env, options } = await playing(t, SHOP);
  const others = options.filter((word, at) => !word.startsWith("secret=") && !options[at + 1]?.startsWith("secret="));
  const { secret } = emulator.profile.credentials;
  const file = fileWith(t, SHOP);
  await success(["profile", "try", file, ...others, "--secret-stdin"], { env, input: `${secret}\n`, secrets: [secret] });
  await success(["profile", "try", file, ...others, "--secret-file", fileOf(t, secret)], { env, secrets: [secret] });
  assert.match(await refusal(["profile", "try", file, ...others], 2, { env }), /credential secret is missing/);
  assert.match(await refusal(["profile", "try", "-", ...others, "--secret-stdin"], 2, { env, input: JSON.stringify(SHOP) }), /standard input cannot serve both/);
  assert.match(await refusal(["profile", "try", file, "--secret", "planted-secret"], 2, { secrets: ["planted-secret"] }), /does not go on the command line/);
});

test("try of wrong credentials ends with 4, and names the rule", async (t) => {
  const { env, options, secrets } = await playing(t, SHOP);
  const { code, stdout, stderr } = await run(["profile", "try", fileWith(t, SHOP), ...options], { env: { ...env, SHOP_secret: "planted-wrong" }, secrets: [...secrets, "planted-wrong"] });
  assert.equal(code, 4);
  assert.match(stdout, /status +401\n.*\n {2}\/error +text «redacted»/);
  assert.match(stderr, /does not accept the credentials \(code invalid_client/);
  assert.match(stderr, /response\.errors, RFC 6749: code invalid_client/);
});

const ANSWERS = [
  ["its token elsewhere", { body: { data: { accessToken: "planted-token-value", refreshToken: "planted-refresh", ttl: 5 } } }, /write "token": "\/data\/accessToken" in response, and\s+"lifetimeSeconds":\s+"\/data\/ttl"/],
  ["the bare token", { body: "planted-token-value-0123", headers: { "Content-Type": "text/plain" } }, /looks like the token itself: write "as": "text"/],
  ["a page", { body: "<html>planted-page</html>", headers: { "Content-Type": "text/html" } }, /no JSON: request\.url may be/],
  ["an instant for a lifetime", { body: { access_token: "planted-token-value", expires_in: "2030-01-01T00:00:00Z", tenant: "t" } }, /an instant belongs\s+into response\.expiresAt/],
  ["nothing at what is kept", { body: { access_token: "planted-token-value", expires_in: 60 } }, /mend keep\.tenant/],
  ["404", { status: 404, body: "" }, /compare request\.url/],
  ["405", { status: 405, body: "" }, /write request\.method/],
  ["415", { status: 415, body: "" }, /write request\.encoding/],
  ["a redirect", { status: 302, headers: { Location: "https://login.example/" } }, /write the address that it leads to/],
];
for (const [what, fault, advice] of ANSWERS) {
  test(`try of an answer with ${what} ends with 3, and says what to write instead`, async (t) => {
    const { emulator, env, options, secrets } = await playing(t, SHOP);
    emulator.fault({ on: "profile.token", ...fault });
    const planted = [...secrets, "planted-token-value", "planted-refresh", "planted-page"];
    const { code, stdout, stderr } = await run(["profile", "try", fileWith(t, SHOP), ...options], { env, secrets: planted });
    assert.equal(code, 3, stderr);
    assert.match(stdout, new RegExp(`status +${fault.status ?? 200}`));
    assert.match(stderr.replaceAll(/\n\s+/g, " "), advice);
    assert.equal(emulator.requests.length, 1);
  });
}

test("try says that no answer came, and gives JSON of an error", async (t) => {
  const { emulator, env, options, secrets } = await playing(t, SHOP);
  emulator.fault({ on: "profile.token", reset: true });
  const { code, stdout } = await run(["profile", "try", fileWith(t, SHOP), ...options], { env, secrets });
  assert.equal(code, 3);
  assert.match(stdout, /nothing +no answer came/);
  emulator.fault({ on: "profile.token", body: { token: "planted-token-value" } });
  const json = await run(["profile", "try", fileWith(t, SHOP), ...options, "--json"], { env, secrets: [...secrets, "planted-token-value"] });
  assert.equal(json.code, 3);
  const { error, answer } = JSON.parse(json.stdout);
  assert.deepEqual([error.code, error.field, answer.status], ["malformed_response", "/access_token", 200]);
  assert.match(error.remedy, /"token": "\/token"/);
});

test("a static profile has no token call: try shows what calls carry, and token says where to look", async (t) => {
  const file = fileWith(t, STATIC);
  const said = await success(["profile", "try", file]);
  assert.match(said, /^keys: there is no token call to try\nIts credentials are static/);
  assert.match(said, /^ {2}GET https:\/\/api\.keys\.example\/example\n/m);
  assert.match(said, /^ {2}x-api-key +«apiKey»$/m);
  assert.equal(JSON.parse(await success(["profile", "try", file, "--json"])).tokenCall, null);
  for (const more of [[], ["--curl"]])
    assert.match(await refusal(["token", "--profile", file, ...more], 2), /no token call: its credentials are static/);
});

test("a profile that signs takes its key from a file of several lines, and curl is no way", async (t) => {
  const { emulator, options } = await playing(t, SIGNED);
  const { privateKey } = emulator.profile.credentials;
  const file = fileWith(t, SIGNED);
  const host = options.slice(0, 2);
  const key = fileOf(t, privateKey, { name: "key.pem" });
  const secrets = [privateKey.split("\n")[1]];
  for (const way of [["--credential-file", `privateKey=${key}`], ["--secret-file", key]]) {
    assert.match(await success(["profile", "try", file, ...host, ...way], { secrets }), /What the profile made of it/);
    assert.match(await success(["token", "--profile", file, ...host, ...way], { secrets }), /: access token\n/);
  }
  await success(["profile", "try", file, ...host, "--secret-stdin"], { input: privateKey, secrets });
  assert.equal(emulator.profile.tokensIssued, 5);
  assert.match(await refusal(["profile", "try", file, ...host], 2), /privateKey is missing, which is a key on several lines\n.*--credential-file privateKey=FILE/);
  assert.match(await refusal(["token", "--profile", file, ...host, "--curl"], 2), /signs each token call anew, which curl cannot/);
  const checked = await success(["profile", "check", file]);
  assert.match(checked, /^ {2}assertion=«assertion»$/m);
  assert.doesNotMatch(checked, INNER);
});

test("token --profile with mistakes leads to check", async (t) => {
  const words = await refusal(["token", "--profile", fileWith(t, { ...SHOP, baseURL: "x", headrs: {} })], 2);
  assert.match(words, /a mistake at \/\w+: .*\n.*profile check FILE shows 1 more/);
});

test("emulator --profile prints commands of curl that work when pasted, for unlike profiles", async (t) => {
  for (const profile of [SHOP, STATIC, ready.marketo, ready.cjDropshipping, ready.salesforce, ready.vtex]) {
    const commands = await emulated(t, profile);
    // What joins the token with others in base64 is no command of curl.
    assert.equal(commands.length, profile === SHOP || !profile.request ? 1 : 3, profile.name);
    const { stdout } = await promisify(execFile)("sh", ["-c", commands.join("; echo;\n")], { env: bareEnvironment() });
    const answers = stdout.trim().split("\n").filter(Boolean).map((line) => JSON.parse(line));
    assert.equal(answers.length, commands.length === 3 ? 2 : 1);
    if (profile === SHOP) assert.equal(answers[0].token_type, "Bearer");
    else assert.deepEqual(answers.at(-1), {}, profile.name);
  }
});

/** The commands that a running emulator prints. */
async function emulated(t, profile) {
  const child = spawn(PROGRAM, ["emulator", "--profile", fileWith(t, profile), "--port", "0"], { env: bareEnvironment() });
  t.after(() => child.kill("SIGTERM"));
  let said = "";
  await new Promise((resolve, reject) => {
    child.stdout.setEncoding("utf8").on("data", (text) => {
      said += text;
      if (/\n\n$/.test(said)) resolve();
    });
    child.once("close", () => reject(new Error(said)));
  });
  assert.match(said, /^calls: http:\/\/127\.0\.0\.1:\d+/);
  assert.doesNotMatch(said, /Capillary|Pledg|Caxton/);
  return said.split("\n").filter((line) => /^(?:curl |TOKEN=)/.test(line));
}

test("emulator --profile refuses a profile with a mistake", async (t) => {
  assert.match(await refusal(["emulator", "--profile", fileWith(t, { ...SHOP, baseURL: "x" })], 2), /a mistake at \/baseURL.*\n.*profile check FILE/);
});

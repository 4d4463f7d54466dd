// token capillary, token pledg, token caxton, token --profile, register caxton.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { promisify } from "node:util";

import { assertNoLeak, bareEnvironment, fileOf, folderOf, refusal, run, runningVendors, startEmulator, success } from "./program.mjs";

const PATHS = { capillary: "/v3/oauth/token/generate", pledg: "/api/token", caxton: "/api/token" };
const VENDORS = ["capillary", "pledg", "caxton"];
const shell = (command, env) => promisify(execFile)("sh", ["-c", command], { env: bareEnvironment(env) });

for (const name of VENDORS) {
  test(`token ${name} makes one call and shows facts, not the token`, async (t) => {
    const { vendor, env, secrets } = await runningVendors(t);
    const facts = await success(["token", name], { env, secrets });
    assert.match(facts, /: access token\n {2}value +«redacted», \d+ characters; --show-token prints it\n/);
    assert.match(facts, /^ {2}expires +\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC, in \d/m);
    assert.match(facts, /^ {2}lifetime +\d+ s, as the vendor states it$/m);
    assert.doesNotMatch(facts, /eyJ/);
    assert.equal(vendor.requests.length, 1);
    assert.equal(vendor[name].tokensIssued, 1);
  });

  test(`token ${name} --show-token prints the token alone`, async (t) => {
    const { env, secrets } = await runningVendors(t);
    const token = await success(["token", name, "--show-token"], { env, secrets });
    assert.match(token, /^\S{20,}\n$/);
  });

  test(`token ${name} --json holds the facts, and the token when it is asked for`, async (t) => {
    const { env, secrets } = await runningVendors(t);
    const facts = JSON.parse(await success(["token", name, "--json"], { env, secrets }));
    assert.equal(facts.value, undefined);
    assert.ok(facts.lifetimeSeconds > 0 && facts.expiresInSeconds <= facts.lifetimeSeconds);
    assert.ok(Date.parse(facts.expiresAt) > Date.now());
    const whole = JSON.parse(await success(["token", name, "--json", "--show-token"], { env, secrets }));
    assert.equal(whole.value.length, whole.characters);
  });

  test(`token ${name} --curl is the same call, without the secret, and calls nobody`, async (t) => {
    const { vendor, env, secrets } = await runningVendors(t);
    const { CAP_SECRET, PLEDG_SECRET, CAXTON_CLIENT_PASSWORD, ...others } = env;
    const command = await success(["token", name, "--curl"], { env: others });
    assertNoLeak(command, secrets);
    assert.equal(vendor.requests.length, 0);
    const { stdout } = await shell(command, env);
    assert.match(JSON.stringify(JSON.parse(stdout)), /access_?token/i);
    assert.equal(vendor.requests[0].verdict, "accepted");
  });

  test(`token ${name}: wrong credentials end with 4, and what the vendor said`, async (t) => {
    const { env } = await runningVendors(t);
    const wrong = "Wrong-secret-0123";
    const words = await refusal(["token", name, "--secret-stdin"], 4, { env, input: wrong, secrets: [wrong] });
    assert.match(words, /^commerce-auth: the vendor does not accept the credentials/);
    assert.match(words, /belong together and to this host/);
  });

  test(`token ${name}: a vendor that is down, slow or no vendor ends with 3`, async (t) => {
    const { vendor, env, secrets } = await runningVendors(t);
    const faults = [
      [{ status: 503 }, /HTTP 503/],
      [{ body: "<html>not for you</html>", headers: { "Content-Type": "text/html" } }, /./],
      [{ status: 302, headers: { Location: "https://login.example/" } }, /login page or proxy/],
      [{ reset: true }, /could not be reached/],
    ];
    for (const [fault, words] of faults) {
      const pending = vendor.fault({ on: { path: PATHS[name] }, times: Infinity, ...fault });
      assert.match(await refusal(["token", name], 3, { env, secrets }), words);
      pending.remove();
    }
    vendor.fault({ on: { path: PATHS[name] }, hang: true });
    assert.match(await refusal(["token", name, "--timeout", "0.2"], 3, { env, secrets }), /--timeout SECONDS/);
  });

  test(`token ${name}: http is refused, but to this machine`, async (t) => {
    const { env, secrets } = await runningVendors(t);
    assert.match(await refusal(["token", name, "--host", "http://api.example"], 1, { env, secrets }), /must be https/);
    assert.match(await refusal(["token", name, "--host", "http://127.0.0.1.example"], 1, { env, secrets }), /must be https/);
  });
}

test("a name that no one has is no host", async (t) => {
  const { env, secrets } = await runningVendors(t);
  const words = await refusal(["token", "capillary", "--host", "nobody.invalid"], 3, { env, secrets });
  assert.match(words, /the vendor could not be reached \((?:ENOTFOUND|EAI_AGAIN)\)/);
});

test("what is missing is named with its variable", async () => {
  assert.match(await refusal(["token", "capillary"], 2), /--cluster or --host is missing\n.*set\s+CAP_HOST/s);
  assert.match(await refusal(["token", "capillary", "--cluster", "eu"], 2), /--key is missing\n.*CAP_KEY/s);
  assert.match(await refusal(["token", "pledg", "--environment", "staging"], 2), /PLEDG_KEY/);
  assert.match(await refusal(["token", "caxton", "--environment", "sandbox"], 2), /CAXTON_USERNAME/);
  assert.match(await refusal(["token", "caxton", "--environment", "sandbox", "--host", "x"], 2), /both given/);
  assert.match(await refusal(["token", "capillary", "--cluster", "eu", "--key", "k", "--timeout", "0"], 2), /--timeout takes seconds/);
});

test("a cluster and an environment stand for their addresses", async () => {
  assert.match(await success(["token", "capillary", "--cluster", "apac2", "--key", "k", "--curl"]), /^curl -sS https:\/\/apac2\.api\.capillarytech\.com\/v3/);
  assert.match(await success(["token", "pledg", "--environment", "staging", "--key", "k", "--curl"]), /^curl -sS https:\/\/staging\.back\.ecard\.pledg\.co\/api\/token/);
  assert.match(await success(["token", "caxton", "--environment", "sandbox", "--username", "u", "--curl"]), /^curl -sS https:\/\/sandbox\.caxton\.io\/api\/token/);
});

test("an option goes before a variable that says otherwise", async () => {
  const env = { CAP_HOST: "https://api.example" };
  assert.match(await success(["token", "capillary", "--cluster", "eu", "--key", "k", "--curl"], { env }), /eu\.api\.capillarytech/);
});

test("token caxton minds the end of the password, without a call", async (t) => {
  const { vendor, env, secrets } = await runningVendors(t);
  const words = await refusal(["token", "caxton"], 4, { env: { ...env, CAXTON_PASSWORD_ENDS_AT: "2020-01-01T00:00:00.0000000" }, secrets });
  assert.match(words, /register again: npx commerce-auth register caxton/);
  assert.equal(vendor.requests.length, 0);
  assert.match(await refusal(["token", "caxton"], 2, { env: { ...env, CAXTON_PASSWORD_ENDS_AT: "soon" }, secrets }), /not a date and time/);
});

test("a clock that is wrong shows in the facts", async (t) => {
  const { vendor, env, secrets } = await runningVendors(t);
  const claims = Buffer.from(JSON.stringify({ exp: Math.floor(Date.now() / 1_000) + 7_200 })).toString("base64url");
  vendor.fault({ on: "token", body: { data: { accessToken: `eyJhbGciOiJSUzI1NiJ9.${claims}.c2ln`, ttlSeconds: 300 }, errors: null } });
  assert.match(await success(["token", "capillary"], { env, secrets }), /exp claim +.*later than the stated\s+lifetime/);
});

const PROFILE = {
  name: "shop",
  request: { url: "{host}/api/token", clientAuthentication: "basic", fields: { grant_type: "client_credentials" } },
  response: { token: "/access_token", lifetimeSeconds: "/expires_in" },
};

test("a profile's credentials come from options, files, variables and the secret's own source", async (t) => {
  const { vendor, env, secrets } = await runningVendors(t);
  const { key, secret } = vendor.pledg.credentials;
  const profile = fileOf(t, JSON.stringify(PROFILE));
  const file = fileOf(t, secret);
  const base = ["token", "--profile", profile, "--host", vendor.pledg.url];
  for (const args of [
    ["--credential-env", "key=PLEDG_KEY", "--secret-file", file],
    ["--credential-env", "clientId=PLEDG_KEY", "--credential-file", `clientSecret=${file}`],
    ["--credential-env", "username=PLEDG_KEY", "--credential-env", "password=PLEDG_SECRET"],
  ]) {
    assert.match(await success([...base, ...args], { env, secrets }), /^shop: access token\n/);
  }
  const command = await success([...base, "--credential-env", "clientId=PLEDG_KEY", "--curl"], { env });
  assert.match(command, /"\$CLIENT_SECRET"/);
  assert.match((await shell(command, { CLIENT_SECRET: secret })).stdout, /access_token/);
});

const HARD = `a"b\\c&d%e+f g=$HOME'h\`i;é#/?`;
const HARD_CALLS = {
  "in JSON": { encoding: "json", clientAuthentication: "none", fields: { id: "{id}", deep: { secret: "{clientSecret}" } } },
  "in a form": { clientAuthentication: "body", fields: { id: "{id}", secret: "{clientSecret}" } },
  "in the query": { encoding: "query", method: "GET", clientAuthentication: "body", fields: { id: "{id}", secret: "{clientSecret}" } },
  "in the query of the address": { url: "{host}/login?secret={clientSecret}", clientAuthentication: "none", fields: { id: "{id}" } },
  "in Basic": { clientAuthentication: "basic" },
  "in Basic, form-urlencoded": { clientAuthentication: "basic", basicEncoding: "form-urlencoded" },
  "in a header": { clientAuthentication: "none", headers: { "x-secret": "v1 {clientSecret}" }, fields: { id: "{id}" } },
};

for (const [where, request] of Object.entries(HARD_CALLS)) {
  test(`--curl sends a secret that has to be escaped ${where}`, async (t) => {
    const description = { name: "hard", request: { url: "{host}/login", ...request }, response: { token: "/access_token", defaultLifetimeSeconds: 60 } };
    const isBasic = request.clientAuthentication === "basic";
    // No field of a header goes beyond ASCII.
    const secret = where === "in a header" ? HARD.replace("é", "") : HARD;
    const credentials = { host: "https://hard.example", ...(isBasic ? { clientId: "i", clientSecret: secret } : { id: "i", clientSecret: secret }) };
    const vendor = await startEmulator({ profile: { description, credentials } });
    t.after(() => vendor.close());
    const name = isBasic ? "clientId" : "id";
    const args = ["token", "--profile", fileOf(t, JSON.stringify(description)), "--host", "https://hard.example", "--credential-env", `${name}=ID`, "--curl"];
    const command = await success(args, { env: { ID: "i" } });
    const { stdout } = await shell(command.replaceAll("https://hard.example/login", vendor.profile.tokenUrl), { CLIENT_SECRET: secret });
    assert.deepEqual([vendor.requests.at(-1)?.verdict, Object.keys(JSON.parse(stdout))], ["accepted", ["access_token"]]);
  });
}

test("--curl is refused where the call has a credential in base64", async (t) => {
  const description = { name: "hidden", request: { url: "{host}/login", clientAuthentication: "none", headers: { "x-login": "{base64(user:pin)}" } }, response: { token: "/token", defaultLifetimeSeconds: 60 } };
  const args = ["token", "--profile", fileOf(t, JSON.stringify(description)), "--host", "h.example", "--curl"];
  assert.match(await refusal(args, 2), /carries a credential in base64[^]*leave --curl out/);
});

test("a profile's credential is no argument either, whatever it is called", async (t) => {
  const profile = fileOf(t, JSON.stringify(PROFILE));
  const planted = "Planted-secret-0123";
  for (const name of ["secret", "clientSecret", "password", "refresh_token", "api_key", "key"]) {
    for (const args of [["--credential", `${name}=${planted}`], [`--credential=${name}=${planted}`], ["--credentials", `${name}=${planted}`]]) {
      const words = await refusal(["token", "--profile", profile, "--host", "h.example", ...args], 2, { secrets: [planted] });
      assert.match(words, /does not go on the command line/);
      assert.match(words.replaceAll(/\s+/g, " "), /--credential-file NAME=FILE, --credential-env NAME=VARIABLE/);
    }
  }
});

test("a profile that is wrong says where", async (t) => {
  const env = { K: "k" };
  const args = (text) => ["token", "--host", "h.example", "--credential-env", "key=K", "--profile", fileOf(t, text)];
  assert.match(await refusal(args("{"), 2), /is not JSON/);
  assert.match(await refusal(args(JSON.stringify({ ...PROFILE, response: { tokn: "/a" } })), 2), /mistake at \/response/);
  assert.match(await refusal(["token", "--profile", fileOf(t, JSON.stringify(PROFILE)), "--credential-env", "key=K", "--curl"], 2, { env }), /--host is missing/);
  assert.match(await refusal([...args(JSON.stringify(PROFILE)), "--credential-env", "key=K"], 2, { env }), /given twice/);
  assert.match(await refusal([...args(JSON.stringify(PROFILE)), "--credential-env", "nonsense"], 2, { env }), /takes NAME=/);
  const stranger = [...args(JSON.stringify(PROFILE)), "--credential-env", "colour=K", "--secret-stdin"];
  assert.match(await refusal(stranger, 1, { env, input: "Planted-secret-0123", secrets: ["Planted-secret-0123"] }), /asks for/);
});

test("register caxton writes the password to a new file that only its owner reads", async (t) => {
  const { vendor, env } = await runningVendors(t);
  const out = join(folderOf(t), "caxton.env");
  const { CAXTON_CLIENT_PASSWORD, CAXTON_PASSWORD_ENDS_AT, ...unregistered } = env;
  const words = await success(["register", "caxton", "--out", out, "--yes"], { env: unregistered });
  const password = vendor.caxton.credentials.clientPassword;
  assertNoLeak(words, [password]);
  assert.match(words, /^Caxton: client password\n {2}written to/);
  assert.match(words, /register again before/);
  if (process.platform !== "win32") assert.equal(statSync(out).mode & 0o777, 0o600);
  assert.ok(readFileSync(out, "utf8").includes(password));
  assert.match(await success(["token", "caxton", "--env-file", out]), /^Caxton: access token\n/);
});

test("register caxton prints the password only when it is asked to", async (t) => {
  const { vendor, env } = await runningVendors(t);
  const { code, stdout, stderr } = await run(["register", "caxton", "--show-password", "--yes"], { env });
  assert.deepEqual([code, stdout], [0, `${vendor.caxton.credentials.clientPassword}\n`]);
  assert.match(stderr, /the password ends/);
  const out = join(folderOf(t), "file");
  const json = JSON.parse(await success(["register", "caxton", "--json", "--yes", "--out", out], { env }));
  assert.deepEqual(Object.keys(json), ["vendor", "startsAt", "endsAt", "file"]);
});

test("register caxton asks nothing of the vendor before the password has a place to go", async (t) => {
  const { vendor, env, secrets } = await runningVendors(t);
  const there = fileOf(t, "precious");
  assert.match(await refusal(["register", "caxton", "--yes"], 2, { env, secrets }), /nowhere to put the password/);
  assert.match(await refusal(["register", "caxton", "--yes", "--out", there], 2, { env, secrets }), /exists already/);
  assert.match(await refusal(["register", "caxton", "--yes", "--out", join(there, "x")], 2, { env, secrets }), /cannot be written/);
  assert.match(await refusal(["register", "caxton", "--show-password"], 2, { env, secrets }), /add --yes/);
  assert.equal(readFileSync(there, "utf8"), "precious");
  assert.equal(vendor.requests.length, 0);
});

test("a registration that fails leaves no file, and is not repeated", async (t) => {
  const { vendor, env, secrets } = await runningVendors(t);
  vendor.fault({ on: { path: "/api/clients/auth/register" }, times: Infinity, status: 503 });
  const out = join(folderOf(t), "caxton.env");
  await refusal(["register", "caxton", "--yes", "--out", out], 3, { env, secrets });
  assert.equal(existsSync(out), false);
  assert.equal(vendor.requests.length, 1);
});

// doctor: each mistake of real integrations is found, with its remedy, and nothing is said of an environment that is sound.

import assert from "node:assert/strict";
import test from "node:test";

import { imported } from "../package/installed.mjs";
import { assertNoLeak, fileOf, md5Hex, run, runningVendors, success } from "./program.mjs";

const { signJwtHs256 } = await imported("commerce-auth");

const SECRET = "Planted-secret-of-40-characters-012345678";
const DIGEST = md5Hex("server123");
const day = 86_400_000;
const inDays = (days) => new Date(Date.now() + days * day).toISOString();
const jwt = (claims) => signJwtHs256(claims, SECRET);

async function diagnosis(env, args = []) {
  const { code, stdout, stderr } = await run(["doctor", "--json", ...args], { env });
  assert.equal(stderr, "");
  const { mistakes, warnings, findings } = JSON.parse(stdout);
  assert.equal(code, mistakes > 0 ? 1 : 0);
  const bad = findings.filter(({ level }) => level !== "good");
  assert.equal(bad.length, mistakes + warnings);
  for (const finding of bad) assert.ok(finding.message && finding.remedy, `${finding.check} has no remedy`);
  return { findings, bad, mistakes, warnings };
}

/** [what is wrong, the environment, level, check, variable] */
const CASES = [
  ["a password hashed already", { CAP_USERNAME: "t", CAP_PASSWORD: DIGEST }, "mistake", "double-hash", "CAP_PASSWORD"],
  ["a digest that was hashed twice", { CAP_USERNAME: "t", CAP_PASSWORD: "server123", CAP_PASSWORD_MD5: md5Hex(DIGEST) }, "mistake", "double-hash", "CAP_PASSWORD_MD5"],
  ["a digest of another password", { CAP_USERNAME: "t", CAP_PASSWORD: "a", CAP_PASSWORD_MD5: DIGEST }, "mistake", "contradiction", "CAP_PASSWORD_MD5"],
  ["the same said twice", { CAP_USERNAME: "t", CAP_PASSWORD: "server123", CAP_PASSWORD_MD5: DIGEST }, "warning", "twice", "CAP_PASSWORD_MD5"],
  ["a clear password in the place of a digest", { CAP_USERNAME: "t", CAP_PASSWORD_MD5: SECRET }, "mistake", "no-digest", "CAP_PASSWORD_MD5"],
  ["letters beyond ASCII", { CAP_USERNAME: "t", CAP_PASSWORD: "pässword" }, "warning", "not-ascii", "CAP_PASSWORD"],
  ["a colon in the till id", { CAP_USERNAME: "t:1", CAP_PASSWORD: SECRET }, "mistake", "colon", "CAP_USERNAME"],
  ["a line break in a secret", { CAP_KEY: "k", CAP_SECRET: `${SECRET}\n` }, "mistake", "newline", "CAP_SECRET"],
  ["a carriage return in a secret", { PLEDG_KEY: "k", PLEDG_SECRET: `${SECRET}\r` }, "mistake", "newline", "PLEDG_SECRET"],
  ["a tab inside a secret", { CAP_KEY: "k", CAP_SECRET: `a\tb${SECRET}` }, "mistake", "control-character", "CAP_SECRET"],
  ["a space behind a secret", { CAP_KEY: "k", CAP_SECRET: `${SECRET} ` }, "warning", "white-space", "CAP_SECRET"],
  ["quotation marks that stayed", { CAP_KEY: "k", CAP_SECRET: `"${SECRET}"` }, "mistake", "quotation-marks", "CAP_SECRET"],
  ["a reference that stayed", { CAP_KEY: "k", CAP_SECRET: "${CAP_SECRET_FROM_VAULT}" }, "mistake", "unresolved", "CAP_SECRET"],
  ["a vault's address", { CAP_KEY: "k", CAP_SECRET: "op://vault/capillary/secret" }, "mistake", "unresolved", "CAP_SECRET"],
  ["a header value in the place of a secret", { CAP_USERNAME: "t", CAP_PASSWORD: `Basic ${SECRET}` }, "mistake", "scheme", "CAP_PASSWORD"],
  ["a placeholder", { CAP_KEY: "k", CAP_SECRET: "your_secret" }, "warning", "placeholder", "CAP_SECRET"],
  ["a space of no width", { CAP_KEY: "k", CAP_SECRET: `${SECRET}\u200b` }, "mistake", "invisible", "CAP_SECRET"],
  ["a Bearer prefix", { CAP_TOKEN: "Bearer eyJhbGciOiJIUzI1NiJ9.e30.c2ln" }, "mistake", "bearer-prefix", "CAP_TOKEN"],
  ["a Bearer prefix for Pledg", { PLEDG_TOKEN: `bearer ${SECRET}` }, "mistake", "bearer-prefix", "PLEDG_TOKEN"],
  ["an expired token", { CAP_TOKEN: jwt({ exp: 1_575_270_270 }) }, "mistake", "token-expired", "CAP_TOKEN"],
  ["a token cut off", { CAP_TOKEN: jwt({ exp: 4_000_000_000 }).slice(0, 30) }, "mistake", "token-broken", "CAP_TOKEN"],
  ["a token kept in a variable", { CAP_TOKEN: jwt({ exp: 4_000_000_000 }) }, "warning", "token-kept", "CAP_TOKEN"],
  ["an http host", { CAP_HOST: "http://eu.api.capillarytech.com" }, "mistake", "http-host", "CAP_HOST"],
  ["an http host of Caxton's", { CAXTON_HOST: "http://caxtonapi.caxtonfx.com/api/" }, "mistake", "http-host", "CAXTON_HOST"],
  ["a query in a host", { CAP_HOST: "https://eu.api.capillarytech.com?=null" }, "mistake", "host-form", "CAP_HOST"],
  ["a user in a host", { CAP_HOST: "https://user:pw@eu.api.capillarytech.com" }, "mistake", "host-form", "CAP_HOST"],
  ["a region that is not the cluster's", { CAP_CLUSTER: "north-america", CAP_HOST: "eu.api.capillarytech.com" }, "mistake", "wrong-region", "CAP_HOST"],
  ["InTouch of another region", { CAP_CLUSTER: "apac2", CAP_HOST: "https://eu.intouch.capillarytech.com" }, "mistake", "wrong-region", "CAP_HOST"],
  ["the auth engine in the place of the API", { CAP_HOST: "https://eu-auth-api.capillarytech.com" }, "mistake", "wrong-service", "CAP_HOST"],
  ["the gateway in the place of the API", { CAP_HOST: "https://apac-apigateway.capillarytech.com" }, "mistake", "wrong-service", "CAP_HOST"],
  ["a misspelt host", { CAP_HOST: "ue.api.capillarytech.com" }, "warning", "unknown-host", "CAP_HOST"],
  ["a cluster as a host", { CAP_HOST: "eu" }, "mistake", "bare-cluster", "CAP_HOST"],
  ["a host with a version", { CAP_HOST: "eu.api.capillarytech.com/v3" }, "mistake", "versioned-host", "CAP_HOST"],
  ["the cluster of old", { CAP_CLUSTER: "us" }, "mistake", "unknown-cluster", "CAP_CLUSTER"],
  ["a cluster there is not", { CAP_CLUSTER: "europe" }, "mistake", "unknown-cluster", "CAP_CLUSTER"],
  ["Pledg's pages in the place of its API", { PLEDG_HOST: "front.ecard.pledg.co" }, "mistake", "wrong-service", "PLEDG_HOST"],
  ["Pledg's other environment", { PLEDG_ENVIRONMENT: "production", PLEDG_HOST: "staging.back.ecard.pledg.co" }, "mistake", "wrong-environment", "PLEDG_HOST"],
  ["an environment there is not", { CAXTON_ENVIRONMENT: "live" }, "mistake", "unknown-environment", "CAXTON_ENVIRONMENT"],
  ["Caxton's documentation in the place of its API", { CAXTON_HOST: "https://dev.caxton.io" }, "mistake", "wrong-service", "CAXTON_HOST"],
  ["an attribution type there is not", { CAP_ENTITY_TYPE: "TILL_CODE", CAP_ENTITY_CODE: "1" }, "mistake", "attribution", "CAP_ENTITY_TYPE"],
  ["an attribution type without a code", { CAP_ENTITY_TYPE: "TILL" }, "mistake", "missing", "CAP_ENTITY_CODE"],
  ["a key without its secret", { CAP_KEY: "k" }, "mistake", "missing", "CAP_SECRET"],
  ["a secret without its key", { PLEDG_SECRET: SECRET }, "mistake", "missing", "PLEDG_KEY"],
  ["a password without its till", { CAP_PASSWORD: SECRET }, "mistake", "missing", "CAP_USERNAME"],
  ["a client name without its user name", { CAXTON_CLIENTNAME: "c" }, "mistake", "missing", "CAXTON_USERNAME"],
  ["a key and no address", { CAP_KEY: "k", CAP_SECRET: SECRET }, "warning", "no-address", "CAP_CLUSTER"],
  ["Pledg's key and no address", { PLEDG_KEY: "k", PLEDG_SECRET: SECRET }, "warning", "no-address", "PLEDG_ENVIRONMENT"],
  ["Caxton's user and no address", { CAXTON_USERNAME: "u" }, "warning", "no-address", "CAXTON_ENVIRONMENT"],
  ["a proxy that is none", { CAP_CLUSTER: "eu", HTTPS_PROXY: "socks5://proxy.example:1080" }, "mistake", "proxy-form", "HTTPS_PROXY"],
  ["a proxy without a host", { CAP_CLUSTER: "eu", http_proxy: "http://" }, "mistake", "proxy-form", "http_proxy"],
  ["a weak signing secret", { PLEDG_MERCHANT_SECRET: "short" }, "warning", "weak-secret", "PLEDG_MERCHANT_SECRET"],
  ["the API secret as signing secret", { PLEDG_KEY: "k", PLEDG_SECRET: SECRET, PLEDG_MERCHANT_SECRET: SECRET }, "mistake", "same-secret", "PLEDG_MERCHANT_SECRET"],
  ["a client password that has ended", { CAXTON_PASSWORD_ENDS_AT: inDays(-1) }, "mistake", "password-ended", "CAXTON_PASSWORD_ENDS_AT"],
  ["a client password that ends soon", { CAXTON_PASSWORD_ENDS_AT: inDays(3) }, "warning", "password-ends", "CAXTON_PASSWORD_ENDS_AT"],
  ["an end that is no instant", { CAXTON_PASSWORD_ENDS_AT: "in 30 days" }, "mistake", "no-instant", "CAXTON_PASSWORD_ENDS_AT"],
  ["a client password of unknown end", { CAXTON_USERNAME: "u", CAXTON_CLIENT_PASSWORD: SECRET }, "warning", "unknown-end", "CAXTON_PASSWORD_ENDS_AT"],
  ["a misspelt variable", { CAP_SECERT: SECRET }, "warning", "misspelt", "CAP_SECERT"],
  ["a secret for browsers", { VITE_CAP_SECRET: SECRET }, "mistake", "shipped-to-browsers", "VITE_CAP_SECRET"],
  ["certificates that nobody checks", { NODE_TLS_REJECT_UNAUTHORIZED: "0" }, "mistake", "no-tls-check", "NODE_TLS_REJECT_UNAUTHORIZED"],
];

/** The address that credentials need, where the case is about something else. */
const ADDRESSES = { CAP_CLUSTER: "eu", PLEDG_ENVIRONMENT: "staging", CAXTON_ENVIRONMENT: "sandbox" };

function withAddress(env) {
  const prefixes = ["CAP_", "PLEDG_", "CAXTON_"].filter((prefix) => env[`${prefix}KEY`] || (prefix === "CAXTON_" && env.CAXTON_USERNAME));
  return { ...Object.fromEntries(Object.entries(ADDRESSES).filter(([name]) => prefixes.some((prefix) => name.startsWith(prefix)))), ...env };
}

for (const [what, env, level, check, variable] of CASES) {
  test(`${what}: ${level}`, async () => {
    const { bad } = await diagnosis(check === "no-address" ? env : withAddress(env));
    const found = bad.map((finding) => [finding.level, finding.check, finding.variable]);
    assert.deepEqual(found, [[level, check, variable]]);
    for (const [name, value] of Object.entries(env)) {
      const isSecret = /SECRET|PASSWORD|TOKEN|SECERT/.test(name) && !/ENDS_AT/.test(name) && value.trim().length >= 6;
      if (isSecret && !/^(?:your_secret|\$|op:)/.test(value)) assertNoLeak(bad, [value.trim().replace(/^"|"$|^(?:Basic|Bearer) /gi, "")]);
    }
  });
}

const SOUND = {
  CAP_CLUSTER: "eu",
  CAP_HOST: "https://eu.api.capillarytech.com",
  CAP_USERNAME: "store.server",
  CAP_PASSWORD: SECRET,
  CAP_KEY: "key",
  CAP_SECRET: SECRET,
  CAP_ENTITY_TYPE: "STORE_CODE",
  CAP_ENTITY_CODE: "1",
  PLEDG_ENVIRONMENT: "staging",
  PLEDG_KEY: "key",
  PLEDG_SECRET: SECRET,
  PLEDG_EMAIL: "ann@example.com",
  PLEDG_PASSWORD: SECRET,
  PLEDG_MERCHANT_SECRET: `${SECRET}-of-the-merchant`,
  CAXTON_ENVIRONMENT: "production",
  CAXTON_HOST: "https://caxtonapi.caxtonfx.com/api/",
  CAXTON_USERNAME: "me",
  CAXTON_CLIENTNAME: "cxtnclient",
  CAXTON_CLIENT_PASSWORD: SECRET,
  CAXTON_PASSWORD_ENDS_AT: inDays(29),
};

test("an environment that is sound has nothing said against it, and every variable named", async () => {
  const { bad, findings } = await diagnosis(SOUND);
  assert.deepEqual(bad, []);
  assert.deepEqual(findings.map(({ variable }) => variable).sort(), Object.keys(SOUND).sort());
  const { code, stdout } = await run(["doctor"], { env: SOUND, secrets: [SECRET] });
  assert.equal(code, 0);
  assert.match(stdout, /^ {2}✓ CAP_SECRET +set$/m);
  assert.match(stdout, /\nno mistake\n$/);
});

test("where nothing is set, nothing was checked, and that is no success", async (t) => {
  for (const [args, env] of [[[], {}], [["--online"], {}], [["--env-file", fileOf(t, "OTHER=1\n")], {}], [[], { HTTPS_PROXY: "http://proxy.example:3128" }]]) {
    const { code, stdout } = await run(["doctor", ...args], { env });
    assert.equal(code, 1);
    assert.match(stdout, /✗ nothing to check +no variable CAP_\*, PLEDG_\* or CAXTON_\* is\s+set/);
    assert.match(stdout, /1 mistake, 0 warnings/);
    const { bad } = await diagnosis(env, args);
    assert.deepEqual(bad.map(({ check }) => check), ["nothing-to-check"]);
  }
});

test("the proxy is told, without its password, and what is called directly", async () => {
  const env = { CAP_CLUSTER: "eu", HTTPS_PROXY: `http://ann:${SECRET}@proxy.example:3128`, http_proxy: "other.example:8080", NO_PROXY: "localhost,.internal" };
  const { bad, findings } = await diagnosis(env);
  assert.deepEqual(bad, []);
  const said = Object.fromEntries(findings.map(({ variable, message }) => [variable, message]));
  assert.match(said.HTTPS_PROXY, /^calls go by proxy\.example:3128$/);
  assert.match(said.http_proxy, /go by other\.example:8080$/);
  assert.match(said.NO_PROXY, /called directly: localhost,\.internal$/);
  assertNoLeak(findings, [SECRET]);
});

test("hosts of one's own pass", async () => {
  const { bad } = await diagnosis({ CAP_HOST: "https://gateway.example/capillary", PLEDG_HOST: "pledg.example", CAXTON_HOST: "https://caxapi-integration.azurewebsites.net/api/" });
  assert.deepEqual(bad, []);
});

test("a file of variables is looked at as well: its mode, its line ends, what is in it", async (t) => {
  const file = fileOf(t, `CAP_HOST=http://api.example\r\n`, { mode: 0o644 });
  const { bad } = await diagnosis({}, ["--env-file", file]);
  const checks = bad.map(({ check }) => check).sort();
  assert.deepEqual(checks, process.platform === "win32" ? ["http-host", "line-ends"] : ["http-host", "line-ends", "readable-by-others"]);
});

test("each finding is told with its remedy", async () => {
  const { code, stdout } = await run(["doctor"], { env: { CAP_USERNAME: "t", CAP_PASSWORD: DIGEST }, secrets: [DIGEST] });
  assert.equal(code, 1);
  assert.match(stdout, /^Capillary\n {2}✗ CAP_PASSWORD +is already an MD5 digest/);
  assert.match(stdout, /→ move it to CAP_PASSWORD_MD5/);
  assert.match(stdout, /\n1 mistake, 0 warnings\n$/);
});

test("without --online nobody is called", async (t) => {
  const { vendor, env, secrets } = await runningVendors(t);
  const { code } = await run(["doctor"], { env, secrets });
  assert.equal(code, 0);
  assert.equal(vendor.requests.length, 0);
});

test("--online compares the clocks, and sends no credential", async (t) => {
  const { vendor, env } = await runningVendors(t);
  const { findings } = await diagnosis(env, ["--online"]);
  assert.deepEqual(findings.filter(({ check }) => check === "clock").map(({ variable }) => variable).sort(), ["CAP_HOST", "CAXTON_HOST", "PLEDG_HOST"]);
  assert.equal(vendor.requests.length, 3);
  for (const { headers } of vendor.requests) assert.equal(headers.authorization, undefined);
});

for (const [minutes, level, words] of [[10, "mistake", /min \d*.*behind that of the host/], [-10, "mistake", /ahead of that of the host/], [0.25, "warning", /behind/]]) {
  test(`a host whose clock is ${minutes} min ahead: ${level}`, async (t) => {
    const { vendor, env } = await runningVendors(t);
    const date = new Date(Date.now() + minutes * 60_000).toUTCString();
    vendor.fault({ on: { path: "/" }, times: Infinity, headers: { Date: date } });
    const { bad } = await diagnosis({ CAP_HOST: env.CAP_HOST }, ["--online"]);
    const [skew] = bad.filter(({ check }) => check === "clock-skew");
    assert.equal(skew.level, level);
    assert.match(skew.message, words);
  });
}

test("a host that cannot be reached, or says no time, is a warning", async (t) => {
  const { vendor, env } = await runningVendors(t);
  const unreachable = await diagnosis({ CAP_HOST: "nobody.invalid" }, ["--online"]);
  assert.deepEqual(unreachable.bad.map(({ check }) => check), ["unreachable"]);
  vendor.fault({ on: { path: "/" }, headers: { Date: null } });
  const timeless = await diagnosis({ CAP_HOST: env.CAP_HOST }, ["--online"]);
  assert.ok(timeless.bad.some(({ check }) => check === "no-date"));
  vendor.fault({ on: { path: "/" }, hang: true });
  const slow = await diagnosis({ CAP_HOST: env.CAP_HOST }, ["--online", "--timeout", "0.2"]);
  assert.ok(slow.bad.some(({ check, message }) => check === "unreachable" && /no answer in time/.test(message)));
  const nothing = await diagnosis({ CAP_USERNAME: "t", CAP_PASSWORD: SECRET }, ["--online"]);
  assert.deepEqual(nothing.bad.map(({ check }) => check), ["nothing-to-ask"]);
});

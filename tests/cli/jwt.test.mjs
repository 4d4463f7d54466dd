// decode, sign pledg, verify pledg, recommend.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import test from "node:test";
import { promisify } from "node:util";

import { imported } from "../package/installed.mjs";
import { assertNoLeak, bareEnvironment, fileOf, refusal, run, runningVendors, success } from "./program.mjs";

const { decodeJwt, signJwtHs256, verifyJwtHs256 } = await imported("commerce-auth");

const SECRET = "Planted secret of a merchant, 32 bytes and more";
const HIDDEN = { secrets: [SECRET] };
const TOKEN = signJwtHs256({ sub: "order-1", iat: 1_575_269_970, exp: 1_575_270_270 }, SECRET);

test("decode shows header, claims and times, and no signature", async (t) => {
  for (const args of [[], ["--file", "-"], ["--file", fileOf(t, `${TOKEN}\n`)], ["--secret-env", "MY_TOKEN"]]) {
    const words = await success(["decode", ...args], { input: `${TOKEN}\n`, env: { MY_TOKEN: TOKEN }, ...HIDDEN });
    assert.match(words, /^✗ expired \d+ days.* ago: whoever checks it refuses it\n\nHeader\n {2}\{\n {4}"alg": "HS256"/);
    assert.match(words, /"sub": "order-1"/);
    assert.match(words, /^ {2}exp {2}2019-12-02 07:04:30 UTC, \d+ days.* ago$/m);
    assert.match(words, /^ {2}32 bytes, not verified/m);
    assertNoLeak(words, [TOKEN.split(".")[2]]);
  }
});

test("decode takes no token as an argument, and does not repeat it", async () => {
  for (const args of [[TOKEN], ["--json", TOKEN], [`--token=${TOKEN}`], ["--jwt", TOKEN]]) {
    const { code, stdout, stderr } = await run(["decode", ...args], { secrets: [TOKEN] });
    assert.equal(code, 2);
    const words = `${stdout}${stderr}`.replaceAll(/\s+/g, " ");
    assert.match(words, /the token does not go on the command line|takes options only, and the token does not go on the command line/);
    assert.match(words, /--file FILE or --secret-env NAME, or put it on standard input/);
  }
});

test("decode leaves out what stands before the token, and says so", async () => {
  for (const before of ["Bearer ", "Authorization: Bearer ", "X-CAP-API-OAUTH-TOKEN: "]) {
    const { code, stderr } = await run(["decode"], { input: before + TOKEN });
    assert.equal(code, 0);
    assert.match(stderr, /left out what stood before the token/);
  }
});

test("decode --json is what decodeJwt gives, and whether its time is over", async () => {
  const given = JSON.parse(await success(["decode", "--json"], { input: TOKEN }));
  assert.deepEqual(given, { ...JSON.parse(JSON.stringify(decodeJwt(TOKEN))), expired: true, notYetValid: null });
});

test("decode says of a token that it has expired, or begins later, and of a good one nothing", async () => {
  const [past, future] = [Math.floor(Date.now() / 1_000) - 90, Math.floor(Date.now() / 1_000) + 4_000];
  const cases = [
    [{ exp: past }, /^✗ expired 1 min \d+ s ago/, [true, null]],
    [{ exp: future }, /^Header/, [false, null]],
    [{ nbf: future, exp: future }, /^✗ not valid yet: it begins in 1 h/, [false, true]],
    [{ nbf: past, exp: future }, /^Header/, [false, false]],
    [{ sub: "a" }, /^Header/, [null, null]],
  ];
  for (const [claims, words, life] of cases) {
    const input = signJwtHs256(claims, SECRET);
    assert.match(await success(["decode"], { input }), words);
    const { expired, notYetValid } = JSON.parse(await success(["decode", "--json"], { input }));
    assert.deepEqual([expired, notYetValid], life);
  }
});

test("decode reads what a vendor's page misprints, and names the byte", async () => {
  const payload = Buffer.from('{"jti":"a\u0004b","exp":1575270270}').toString("base64url");
  const words = await success(["decode"], { input: `eyJhbGciOiJSUzI1NiJ9.${payload}.c2ln` });
  assert.match(words, /"exp": 1575270270/);
  assert.match(words, /^Problem\n {2}✗ payload, byte 9: /m);
  assert.doesNotMatch(words, /\u0004/);
});

test("decode ends with 1 where header or claims cannot be read", async () => {
  for (const token of ["nonsense", "a.b", "eyJhbGciOiJSUzI1NiJ9.e30", "..", "eyJhbGciOiJSUzI1NiJ9.bm90IGpzb24.c2ln"]) {
    const { code, stdout, stderr } = await run(["decode"], { input: token });
    if (code === 0) assert.match(stdout, /Problem/, token);
    else assert.deepEqual([code, /cannot be read/.test(stdout), stderr], [1, true, ""], token);
  }
  assert.match(await refusal(["decode"], 2, { input: "" }), /the token is empty/);
  assert.match(await refusal(["decode", "--secret-env", "MY_TOKEN", "--file", "x"], 2), /given twice/);
});

test("decode lets no claim move the cursor", async () => {
  const token = signJwtHs256({ sub: "\u001b]0;title\u0007\u202egnp\u009b2J" }, SECRET);
  for (const args of [[], ["--json"]]) {
    const words = await success(["decode", ...args], { input: token });
    assert.doesNotMatch(words, /[\u001b\u0007\u202e\u009b]/);
    assert.match(words, /\\u001b\]0;title\\u0007\\u202egnp\\u009b2J/);
  }
});

const PURCHASE = JSON.stringify({ merchantUid: "mer_test", title: "Chaise é", reference: "ref_1", amountCents: 2_000 });
// vendors' pages hold no whole sample; computed with another implementation
const SIGNED = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJkYXRhIjp7Im1lcmNoYW50VWlkIjoibWVyX3Rlc3QiLCJ0aXRsZSI6IkNoYWlzZSDDqSIsInJlZmVyZW5jZSI6InJlZl8xIiwiYW1vdW50Q2VudHMiOjIwMDB9fQ.akJ25m2Zl3q_O4EuZnauFgbZnYSYYiPDyNRk5l392Uo";

test("sign pledg signs what it is given, from a file and from standard input", async (t) => {
  const env = { PLEDG_MERCHANT_SECRET: "secret" };
  for (const args of [[fileOf(t, PURCHASE)], ["-"], []]) {
    const { code, stdout, stderr } = await run(["sign", "pledg", ...args], { env, input: PURCHASE });
    assert.deepEqual([code, stdout], [0, `${SIGNED}\n`]);
    assert.match(stderr, /^warning: the secret has 6 bytes, and HS256 requires 32/);
  }
});

test("sign pledg adds a life and settings only when asked to", async (t) => {
  const args = ["sign", "pledg", fileOf(t, PURCHASE), "--secret-stdin", "--expires-in", "600", "--settings", fileOf(t, '{"send_email":true}')];
  const claims = verifyJwtHs256((await success(args, { input: SECRET, ...HIDDEN })).trim(), SECRET);
  assert.equal(claims.exp - claims.iat, 600);
  assert.deepEqual(claims.purchase_link_settings, { send_email: true });
});

test("sign pledg signs what is not whole, or oddly named, where it is told so", async (t) => {
  const dataOf = async (text, ...args) => verifyJwtHs256((await success(["sign", "pledg", fileOf(t, text), "--secret-stdin", ...args], { input: SECRET, ...HIDDEN })).trim(), SECRET).data;
  assert.deepEqual(await dataOf('{"title":"t"}', "--incomplete"), { title: "t" });
  const odd = { ...JSON.parse(PURCHASE), amountcents: 1, refrence: "r" };
  assert.deepEqual(await dataOf(JSON.stringify(odd), "--other", "amountcents", "--other", "refrence"), odd);
});

test("sign pledg gives addresses, and the call of a link", async (t) => {
  const file = fileOf(t, PURCHASE);
  const sign = (...args) => success(["sign", "pledg", file, "--secret-stdin", ...args], { input: SECRET, ...HIDDEN });
  assert.match(await sign("--for", "purchase", "--environment", "staging"), /^https:\/\/staging\.front\.ecard\.pledg\.co\/purchase\?signature=eyJ/);
  assert.match(await sign("--for", "transfer", "--environment", "production"), /^https:\/\/back\.ecard\.pledg\.co\/api\/payment_by_transfer\?signature=eyJ/);
  const { method, url, signature } = JSON.parse(await sign("--for", "link", "--environment", "staging", "--json"));
  assert.equal(method, "POST");
  assert.ok(url.endsWith(signature));
});

test("sign pledg's call of a link works when pasted", async (t) => {
  const { vendor, env, secrets } = await runningVendors(t);
  const purchase = JSON.stringify({ ...JSON.parse(PURCHASE), merchantUid: vendor.pledg.merchant.uid });
  const command = await success(["sign", "pledg", "--for", "link", "--curl"], { env, input: purchase, secrets });
  await promisify(execFile)("sh", ["-c", command], { env: bareEnvironment() });
  assert.equal(vendor.requests[0].method, "POST");
  assert.equal(vendor.requests[0].verdict, "accepted");
});

test("sign pledg refuses what is no purchase", async (t) => {
  const sign = (text, code, ...args) => refusal(["sign", "pledg", fileOf(t, text), "--secret-stdin", ...args], code, { input: SECRET, ...HIDDEN });
  for (const text of ["[]", "{", '"text"', ""]) assert.match(await sign(text, 2), /not a JSON object/);
  assert.match(await sign('{"amountCents":20.5}', 1), /amountCents/);
  assert.match(await sign('{"data":{}}', 1), /data/);
  assert.match(await sign('{"title":"t"}', 1), /merchantUid or companyUid is missing/);
  assert.match(await sign(PURCHASE.replace("amountCents", "amountcents"), 1, "--incomplete"), /amountcents/);
  assert.match(await sign(PURCHASE, 2, "--for", "gift"), /purchase, transfer or link/);
  assert.match(await sign(PURCHASE, 2, "--for", "link"), /PLEDG_HOST/);
  assert.match(await sign(PURCHASE, 2, "--curl"), /--curl goes with --for link/);
  assert.match(await sign(PURCHASE, 2, "--expires-in", "1.5"), /whole seconds/);
  assert.match(await refusal(["sign", "pledg", "--secret-stdin"], 2, { input: PURCHASE }), /cannot serve both/);
});

const transfer = (values = {}) =>
  JSON.stringify({ signature: signJwtHs256({ reference: "ref_1", transfer_order_item_uid: "tri_1", amount_cents: 2_000, ...values }, SECRET) });
const BACK = {
  created_at: "2019-04-04T12:20:34.97138Z",
  error: "",
  id: "test-valid",
  reference: "PLEDG_1086986786391",
  sandbox: "true",
  status: "completed",
  signature: "B1C777835C01CA96AC4C3097FD46A7CA49B92BE157EDE0CB3552880D12A15359",
};

test("verify pledg accepts what is signed, from an argument, a file and standard input", async (t) => {
  const secret = ["--secret-file", fileOf(t, SECRET)];
  const body = transfer();
  for (const args of [[body], ["-"], [], ["--file", fileOf(t, body)]]) {
    const words = await success(["verify", "pledg", ...args, ...secret, "--reference", "ref_1", "--amount", "2000"], { input: body, ...HIDDEN });
    assert.match(words, /^✓ signed: Pledg notification, transfer\n/);
    assert.match(words, /^ {2}amount_cents +2000$/m);
  }
});

test("verify pledg accepts the vendor's own sample, and says what it does not cover", async () => {
  const body = JSON.stringify({ ...BACK, additional_data: { colour: "red" } });
  const words = await success(["verify", "pledg", body], { env: { PLEDG_MERCHANT_SECRET: "SECRET" } });
  assert.match(words, /^✓ signed: Pledg notification, back mode \(covers no amount\)\n/);
  assert.match(words, /Not covered by the signature, so it can come from anybody:\n {2}additional_data +\{"colour":"red"\}/);
});

test("verify pledg ends with 1 for everything that does not hold", async (t) => {
  const secret = ["--secret-file", fileOf(t, SECRET)];
  const cases = [
    [transfer().replace(/.{3}"\}$/, 'AAA"}'), [], /signature/],
    [JSON.stringify(BACK), [], /framework parses it/],
    ['{"reference":"r","transfer_order_item_uid":"t","amount_cents":1}', [], /add\s+--unsigned/],
    [transfer(), ["--reference", "ref_2"], /do not act on it/],
    [transfer(), ["--amount", "1999"], /do not act on it/],
    [transfer({ exp: 1_000_000_000 }), [], /check the clock/],
    [JSON.stringify({ signature: signJwtHs256({ data: { reference: "ref_1" } }, SECRET) }), [], /do not act on it/],
    ["not json", [], /byte for byte/],
    [`{"signature":"${TOKEN.replace(/^[^.]+/, "eyJhbGciOiJub25lIn0")}"}`, [], /HS256/],
  ];
  for (const [body, args, words] of cases) {
    const said = await refusal(["verify", "pledg", body, ...secret, ...args], 1, HIDDEN);
    assert.match(said, words);
  }
});

test("verify pledg takes several secrets while a new one takes over", async (t) => {
  const files = ["--secret-file", fileOf(t, "a new secret of the merchant's own"), "--secret-file", fileOf(t, SECRET)];
  assert.match(await success(["verify", "pledg", transfer(), ...files], HIDDEN), /✓ signed/);
});

test("verify pledg --unsigned says that nothing is proved, and refuses what is signed", async () => {
  const body = '{"reference":"r","transfer_order_item_uid":"t","amount_cents":1}';
  assert.match(await success(["verify", "pledg", body, "--unsigned"]), /^! unsigned, so nothing is proved/);
  await refusal(["verify", "pledg", transfer(), "--unsigned"], 1);
  assert.match(await refusal(["verify", "pledg", body, "--unsigned", "--secret-stdin"], 2, { input: SECRET }), /contradict/);
});

test("verify pledg --json is the notification, or the error", async (t) => {
  const secret = ["--secret-file", fileOf(t, SECRET), "--json"];
  const good = JSON.parse(await success(["verify", "pledg", transfer(), ...secret], HIDDEN));
  assert.deepEqual([good.kind, good.trust, good.verified.reference], ["transfer", "signed", "ref_1"]);
  const { code, stdout, stderr } = await run(["verify", "pledg", JSON.stringify(BACK), ...secret], HIDDEN);
  assert.deepEqual([code, stderr, JSON.parse(stdout).error.code], [1, "", "signature_mismatch"]);
});

test("verify pledg's standard input serves one purpose", async () => {
  assert.match(await refusal(["verify", "pledg", "--secret-stdin"], 2, { input: SECRET, ...HIDDEN }), /cannot serve both/);
  assert.match(await refusal(["verify", "pledg", "{}", "--amount", "20.00"], 2), /whole cents/);
});

test("recommend lists the scenarios, and says why for one", async () => {
  const { code, stdout } = await run(["recommend"]);
  assert.equal(code, 0);
  assert.match(stdout, /^ {2}pos-client +basic +POS terminals/m);
  const one = await success(["recommend", "microsite"]);
  assert.match(one, /^microsite: customer\n {2}why +a page cannot keep a secret/);
  assert.match(one, /page +https:\/\/docs\.capillarytech\.com\//);
  const list = JSON.parse((await run(["recommend", "--json"])).stdout);
  assert.equal(list.length, 9);
  assert.equal(JSON.parse(await success(["recommend", "pos-server", "--json"])).type, "oauth");
});

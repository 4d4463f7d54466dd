import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { createServer } from "node:http";
import test from "node:test";

import { jwt } from "./pledg-calls.mjs";
import { runningVendors } from "./running-emulator.mjs";

const V14 = {
  created_at: "2019-04-04T12:20:34.97138Z",
  error: "",
  id: "test-valid",
  reference: "PLEDG_1086986786391",
  sandbox: "true",
  status: "completed",
};
const BACK_VECTORS = [
  ["V14", V14, "B1C777835C01CA96AC4C3097FD46A7CA49B92BE157EDE0CB3552880D12A15359"],
  ["V14 with a JSON boolean", { ...V14, sandbox: true }, "B1C777835C01CA96AC4C3097FD46A7CA49B92BE157EDE0CB3552880D12A15359"],
  ["V14 with a null error", { ...V14, error: null }, "B1C777835C01CA96AC4C3097FD46A7CA49B92BE157EDE0CB3552880D12A15359"],
  ["V19", { ...V14, sandbox: false }, "45AC9D43ED248C48D4DA81677553D1F384B1A0FD1217D7FFE1DBB1EB4F43AD4D"],
];
for (const [name, members, signature] of BACK_VECTORS) {
  test(`back mode signs ${name} as the vendor does`, async (t) => {
    const emulator = await runningVendors(t);
    const body = JSON.parse(emulator.pledg.notification({ kind: "back", secret: "SECRET", members }));
    assert.equal(body.signature, signature);
    assert.deepEqual({ ...body, ...members }, body);
  });
}

test("back mode: the members of a real one, hashed with the merchant's secret between them", async (t) => {
  const emulator = await runningVendors(t);
  const body = JSON.parse(emulator.pledg.notification({ kind: "back", reference: "order-7" }));
  assert.deepEqual(Object.keys(body).sort(), ["additional_data", "created_at", "error", "id", "metadata", "reference", "sandbox", "signature", "status"]);
  const { secret } = emulator.pledg.merchant;
  const text = `created_at=${body.created_at}${secret}error=${secret}id=${body.id}${secret}reference=order-7${secret}sandbox=true${secret}status=completed`;
  assert.equal(body.signature, createHash("sha256").update(text).digest("hex").toUpperCase());
});

// V21 and V22, with the secrets that were found for them.
const TOKEN_VECTORS = [
  [
    "V21",
    { kind: "transfer", secret: "your-256-bit-secret" },
    { reference: "purchase_reference", created: "2020-09-17 15:00:02.052177", transfer_order_item_uid: "tri_fasdkfiasfsd234nfs7f5d", amount_cents: 10000 },
    "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJyZWZlcmVuY2UiOiJwdXJjaGFzZV9yZWZlcmVuY2UiLCJjcmVhdGVkIjoiMjAyMC0wOS0xNyAxNTowMDowMi4wNTIxNzciLCJ0cmFuc2Zlcl9vcmRlcl9pdGVtX3VpZCI6InRyaV9mYXNka2ZpYXNmc2QyMzRuZnM3ZjVkIiwiYW1vdW50X2NlbnRzIjoxMDAwMH0.6ZhlvdcPgjwwBfxCrRpzaBGoRxTCoqtWJzFhB8pw4Ys",
  ],
  [
    "V22",
    { kind: "error", secret: "secret" },
    { reference: "purchase_reference", purchase_state: "PRIMARY_KO", purchase_uid: "pur_6c48d42b-f29b-4f84-bee8-3cb2b964b600" },
    "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJyZWZlcmVuY2UiOiJwdXJjaGFzZV9yZWZlcmVuY2UiLCJwdXJjaGFzZV9zdGF0ZSI6IlBSSU1BUllfS08iLCJwdXJjaGFzZV91aWQiOiJwdXJfNmM0OGQ0MmItZjI5Yi00Zjg0LWJlZTgtM2NiMmI5NjRiNjAwIn0.375q0I_1Z8ZExa6aFwOvHdFvx4HTfpE-lbcHYlQ2nGs",
  ],
];
for (const [name, options, members, token] of TOKEN_VECTORS) {
  test(`${name} comes out byte for byte`, async (t) => {
    const emulator = await runningVendors(t);
    // The vendor's transfer sample has no metadata, which real ones have.
    const body = emulator.pledg.notification({ ...options, members: { metadata: undefined, ...members } });
    assert.equal(body, JSON.stringify({ signature: token }));
  });
}

test("a signed transfer is a signature and nothing else; its payload says reference and amount", async (t) => {
  const emulator = await runningVendors(t);
  const body = JSON.parse(emulator.pledg.notification({ kind: "transfer", reference: "order-7", amountCents: 4200 }));
  assert.deepEqual(Object.keys(body), ["signature"]);
  const payload = JSON.parse(Buffer.from(body.signature.split(".")[1], "base64url"));
  assert.deepEqual([payload.reference, payload.amount_cents, payload.metadata], ["order-7", 4200, {}]);
  assert.match(payload.created, /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{6}$/);
  assert.equal(body.signature, jwt(payload, emulator.pledg.merchant.secret));
});

test("unsigned: clear members, no signature", async (t) => {
  const emulator = await runningVendors(t);
  const of = (kind) => JSON.parse(emulator.pledg.notification({ kind, signed: false }));
  assert.deepEqual(Object.keys(of("transfer")), ["reference", "created", "transfer_order_item_uid", "amount_cents", "merchant_uid", "purchase_uid"]);
  assert.deepEqual(Object.keys(of("error")), ["reference", "purchase_state", "purchase_uid"]);
  assert.ok(!("signature" in of("back")) && of("back").status === "completed");
});

test("each merchant has its secret", async (t) => {
  const merchants = [{ uid: "mer_1", secret: "one" }, { uid: "mer_2", secret: "two" }];
  const emulator = await runningVendors(t, { pledg: { merchants } });
  const { signature } = JSON.parse(emulator.pledg.notification({ kind: "error", merchantUid: "mer_2" }));
  const payload = JSON.parse(Buffer.from(signature.split(".")[1], "base64url"));
  assert.equal(signature, jwt(payload, "two"));
});

const MISTAKES = [
  ["nothing", undefined, /pledg\.notification: expected an object/],
  ["no kind", {}, /kind: expected one of "back", "transfer", "error"/],
  ["a misspelt option", { kind: "back", refrence: "x" }, /unknown option "refrence"; did you mean "reference"/],
  ["signed in text", { kind: "back", signed: "no" }, /signed: expected true or false/],
  ["an empty secret", { kind: "back", secret: "" }, /secret/],
  ["an amount in back mode", { kind: "back", amountCents: 1 }, /only a transfer/],
  ["a fraction", { kind: "transfer", amountCents: 1.5 }, /whole number/],
  ["a stranger", { kind: "back", merchantUid: "mer_x" }, /no merchant of this emulator/],
  ["members in a list", { kind: "back", members: [] }, /members: expected an object/],
];
for (const [what, options, message] of MISTAKES) {
  test(`a notification with ${what} is refused`, async (t) => {
    const emulator = await runningVendors(t);
    assert.throws(() => emulator.pledg.notification(options), { name: "TypeError", message });
  });
}

test("notify posts exactly that body and tells what came back", async (t) => {
  const emulator = await runningVendors(t);
  const received = [];
  const shop = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    received.push({ method: request.method, type: request.headers["content-type"], body });
    response.writeHead(302, { Location: emulator.url }).end("seen");
  });
  await new Promise((resolve) => shop.listen(0, "127.0.0.1", resolve));
  t.after(() => shop.close());
  const url = `http://127.0.0.1:${shop.address().port}/notify`;
  const body = emulator.pledg.notification({ kind: "transfer", reference: "é" });
  const answer = await emulator.pledg.notify(url, body);
  assert.deepEqual([answer.status, answer.body, answer.headers.location], [302, "seen", emulator.url]);
  await emulator.pledg.notify(new URL(url), { kind: "error", reference: "order-7" });
  assert.deepEqual(received[0], { method: "POST", type: "application/json", body });
  assert.match(received[1].body, /^\{"signature":"/);
  assert.equal(emulator.count(), 0);
});

test("notify goes nowhere but to this machine, and rejects when nobody listens", async (t) => {
  const emulator = await runningVendors(t);
  for (const url of ["http://example.com/", "https://127.0.0.1/", "http://localhost/", "http://127.0.0.1.example.com/", "x", undefined]) {
    await assert.rejects(emulator.pledg.notify(url, { kind: "back" }), { name: "TypeError", message: /pledg\.notify: expected an http: URL at 127\.0\.0\.1/ });
  }
  await assert.rejects(emulator.pledg.notify("http://127.0.0.1:1/", { kind: "back" }), { code: "ECONNREFUSED" });
  await assert.rejects(emulator.pledg.notify("http://127.0.0.1:1/", { kind: "other" }), /kind/);
});

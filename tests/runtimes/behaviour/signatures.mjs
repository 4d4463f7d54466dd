// What is signed and verified, and what is taken apart.

import { equal, ok, thrownBy } from "./assertions.mjs";

const SECRET = "a secret of 32 bytes or more ....";
const SIGNED = {
  created_at: "2019-04-04T12:20:34.97138Z",
  error: "",
  id: "test-valid",
  reference: "PLEDG_1086986786391",
  sandbox: "true",
  status: "completed",
  additional_data: {},
  metadata: {},
  signature: "B1C777835C01CA96AC4C3097FD46A7CA49B92BE157EDE0CB3552880D12A15359",
};

export const cases = [
  {
    name: "HS256: a token signed, verified, and refused once its signature differs",
    run({ root: { signJwtHs256, verifyJwtHs256 } }) {
      const token = signJwtHs256({ sub: "order-1" }, SECRET, { expiresAt: 1_700_000_600_000 });
      equal(token.split(".")[1], "eyJzdWIiOiJvcmRlci0xIiwiZXhwIjoxNzAwMDAwNjAwfQ");
      const now = 1_700_000_000_000;
      equal(verifyJwtHs256(token, ["another secret", SECRET], { now }).sub, "order-1");
      equal(thrownBy(() => verifyJwtHs256(token, "another secret", { now })).code, "signature_mismatch");
      equal(thrownBy(() => verifyJwtHs256(token, SECRET, { now: 1_700_000_600_000 })).code, "token_expired");
    },
  },
  {
    name: "HS256: the runtime's own clock and crypto agree with ours",
    async run({ root: { signJwtHs256, verifyJwtHs256 } }) {
      const token = signJwtHs256({ sub: "é€😀" }, SECRET, { expiresAt: Date.now() + 60_000 });
      equal(verifyJwtHs256(token, new TextEncoder().encode(SECRET)).sub, "é€😀");
      // A page that is not a secure context has no subtle crypto.
      if (globalThis.crypto?.subtle === undefined) return;
      const [header, payload, signature] = token.split(".");
      const bytes = (text) => new TextEncoder().encode(text);
      const algorithm = { name: "HMAC", hash: "SHA-256" };
      const key = await crypto.subtle.importKey("raw", bytes(SECRET), algorithm, false, ["verify"]);
      ok(await crypto.subtle.verify("HMAC", key, fromBase64Url(signature), bytes(`${header}.${payload}`)), "the platform verifies it");
    },
  },
  {
    name: "a JWT decoded, and the byte named where another one is broken",
    run({ root: { decodeJwt, signJwtHs256 } }) {
      const { claims, problems } = decodeJwt(signJwtHs256({ sub: "order-1" }, SECRET));
      equal([claims.sub, problems], ["order-1", []]);
      const broken = decodeJwt("eyJhbGciOiJIUzI1NiJ9.e30x.c2ln");
      ok(broken.problems.length > 0 && Number.isInteger(broken.problems[0].position), "a problem with its position");
    },
  },
  {
    name: "Pledg: a purchase is signed, and its address made",
    run({ root: { pledg, verifyJwtHs256 } }) {
      const purchase = { merchantUid: "mer_test", title: "Chaise é", reference: "ref_1", amountCents: 2000 };
      const signature = pledg.signPurchase(purchase, SECRET, { expiresAt: 1_700_000_600_000, now: 1_700_000_000_000 });
      equal(verifyJwtHs256(signature, SECRET, { now: 1_700_000_000_000 }).data.amountCents, 2000);
      const address = new URL(pledg.purchaseUrl({ environment: "staging", signature }));
      equal([address.protocol, address.searchParams.get("signature")], ["https:", signature]);
    },
  },
  {
    name: "Pledg: a notification is verified as text, bytes and value, and refused once a byte differs",
    run({ root: { pledg } }) {
      const text = JSON.stringify(SIGNED);
      for (const body of [text, new TextEncoder().encode(text), SIGNED]) {
        const { kind, trust, verified } = pledg.verifyNotification(body, { secret: ["a new secret", "SECRET"] });
        equal([kind, trust, verified.reference], ["back", "signed", SIGNED.reference]);
      }
      const changed = { ...SIGNED, reference: "PLEDG_1" };
      equal(thrownBy(() => pledg.verifyNotification(changed, { secret: "SECRET" })).code, "signature_mismatch");
    },
  },
  {
    name: "a vendor described as data: its header, its answer, its meaning",
    needs: "server",
    run({ server: { defineProfile } }) {
      const shop = defineProfile({
        name: "shop",
        request: { url: "{host}/oauth/token", clientAuthentication: "basic", fields: { grant_type: "client_credentials" } },
        response: { token: "/access_token", lifetimeSeconds: "/expires_in", tokenType: "/token_type" },
      });
      const body = '{"access_token":"abc","expires_in":3600,"token_type":"Bearer"}';
      const token = shop.readTokenResponse({ status: 200, body }, { now: 1_700_000_000_000 });
      equal([token.value, token.expiresAt], ["abc", 1_700_003_600_000]);
      equal(shop.headers(token), { Authorization: "Bearer abc" });
      equal(shop.classifyResponse({ status: 401, body: "" }), "token_invalid");
    },
  },
];

function fromBase64Url(text) {
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

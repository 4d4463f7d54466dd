// Headers and digests: what a till, an admin page or a back end computes first.

import { equal, ok } from "./assertions.mjs";

const FIRST_HEADER = "Basic c3RvcmUuc2VydmVyOjhhMTZhNmI3MDUwNWViMWYxZmY3Y2RjMGNkNTU1OWE3";

export const cases = [
  {
    name: "a till's Basic header",
    run({ root: { capillary } }) {
      equal(capillary.basicAuthorization("store.server", "server123"), FIRST_HEADER);
    },
  },
  {
    name: "all fields of a Basic call, with attribution",
    run({ root: { capillary } }) {
      const attribution = { lookupType: "WECHAT", lookup: "abc" };
      equal(capillary.basicHeaders({ username: "store.server", password: "server123", attribution }), {
        Authorization: FIRST_HEADER,
        "Content-Type": "application/json",
        Accept: "application/json",
        "X-CAP-API-ATTRIBUTION-LOOKUP-TYPE": "WECHAT",
        "X-CAP-API-ATTRIBUTION-LOOKUP": "abc",
      });
    },
  },
  {
    name: "a batch of 2,000 tills, in which a bad row spoils no other",
    run({ root: { capillary } }) {
      const tills = Array.from({ length: 2_000 }, (_, index) => ({ username: `store.${index}`, password: "server123" }));
      tills[1_000].username = "store:1000";
      const results = capillary.basicHeadersBatch(tills);
      equal(results.length, 2_000);
      const wrong = results.flatMap(({ error }, index) => (error ? [[index, error.code, error.field, error.position]] : []));
      equal(wrong, [[1_000, "invalid_argument", "username", 5]]);
      equal(results[1_999].headers.Authorization, capillary.basicAuthorization("store.1999", "server123"));
    },
  },
  {
    name: "attribution of a token's call",
    run({ root: { capillary } }) {
      const attribution = { entityType: "STORE_CODE", entityCode: "london-1" };
      const headers = capillary.oauthHeaders({ accessToken: "a.b.c", attribution });
      equal(headers["X-CAP-API-OAUTH-TOKEN"], "a.b.c");
      equal(headers["X-CAP-API-ATTRIBUTION-ENTITY-CODE"], "london-1");
    },
  },
  {
    name: "MD5 of nothing, of text, of bytes and of three megabytes, which make the memory grow",
    run({ root: { capillary, md5Hex } }) {
      equal(md5Hex(""), "d41d8cd98f00b204e9800998ecf8427e");
      equal(md5Hex("é€😀"), md5Hex(new TextEncoder().encode("é€😀")));
      equal(md5Hex(new Uint8Array(3 << 20)), "d1dd210d6b1312cb342b56d02bd5e651");
      equal(capillary.basicAuthorization("store.server", "server123"), FIRST_HEADER);
    },
  },
  {
    name: "Basic of RFC 7617 and back, with an umlaut and a colon in the password",
    run({ root: { basicAuthorization, parseBasicAuthorization } }) {
      equal(basicAuthorization("Aladdin", "open sesame"), "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
      const pair = { username: "jürgen", password: "a:b£" };
      equal(parseBasicAuthorization(basicAuthorization(pair.username, pair.password)), pair);
    },
  },
  {
    name: "a bearer header",
    run({ root: { bearerAuthorization } }) {
      equal(bearerAuthorization("mF_9.B5f-4.1JqM"), "Bearer mF_9.B5f-4.1JqM");
    },
  },
  {
    name: "a Caxton digest, date and envelope",
    run({ root: { caxton } }) {
      equal(caxton.userPasswordDigest("Admin@123"), "MGU3NTE3MTQxZmI1M2YyMWVlNDM5YjM1NWI1YTFkMGE=");
      equal(caxton.parseDateTime("2023-11-21T00:00:00"), 1_700_524_800_000);
      const body = '{"Content":{"Model":{"Id":7,"ApiStatusCode":314,"ApiStatus":"Success"},"ExpectedResponses":["Success"]}}';
      equal(caxton.readEnvelope({ status: 200, body }).model.Id, 7);
    },
  },
  {
    name: "answers classified, given with the platform's own Headers",
    run({ root: { capillary } }) {
      const headers = new Headers({ "Content-Type": "application/json" });
      const body = '{"response":{"status":{"success":"true","code":"498"}}}';
      equal(capillary.classifyResponse({ status: 200, headers, body }), "token_expired");
    },
  },
  {
    name: "a token read from the platform's own Response",
    async run({ root: { capillary } }) {
      const response = new Response('{"data":{"accessToken":"a.b.c","ttlSeconds":300},"errors":null}', {
        headers: { "Content-Type": "application/json" },
      });
      const { status, headers } = response;
      const before = Date.now();
      const token = capillary.readTokenResponse({ status, headers, body: await response.text() });
      equal([token.value, token.lifetimeSeconds], ["a.b.c", 300]);
      ok(token.expiresAt >= before + 300_000 && token.expiresAt <= Date.now() + 300_000, "it ends 300 s from now");
    },
  },
  {
    name: "an end customer's request, which a page may make",
    run({ root: { capillary: { customer } } }) {
      const who = { brand: "DocDemo", identifierType: "MOBILE", identifierValue: "919999999993" };
      const request = customer.tokenRequest({ channel: "web", host: "eu-auth-api.capillarytech.com", ...who });
      equal(request.url, "https://eu-auth-api.capillarytech.com/auth/v1/web/token/generate");
      equal(JSON.parse(request.body).brand, "DocDemo");
    },
  },
];

// The server half against a vendor on the loopback address, which lives in another process.

import { equal, ok, rejectionOf, thrownBy } from "./assertions.mjs";
import { withOAuth } from "./oauth.mjs";
import { withVendor } from "./vendor.mjs";

const LOOK_UP = "/v2/customers/lookup";
const OLD_GET = "/v1.1/customer/get";

const CASES = [
  {
    name: "20 callers at once make one token request",
    run: withOAuth({}, async ({ api, vendor }) => {
      await vendor.fault({ on: "token", delayMs: 100 });
      const tokens = await Promise.all(Array.from({ length: 20 }, () => api.token()));
      equal([await vendor.count({ endpoint: "token" }), new Set(tokens.map(({ value }) => value)).size], [1, 1]);
    }),
  },
  {
    name: "headers() has the token, status() tells of it without showing it",
    run: withOAuth({}, async ({ api }) => {
      equal([api.status().hasToken, api.status().tokenCalls], [false, 0]);
      const headers = await api.headers();
      equal(headers["X-CAP-API-OAUTH-TOKEN"], (await api.token()).value);
      const status = api.status();
      equal([status.hasToken, status.calling, status.tokenCalls, status.failedCalls, status.lastError], [true, false, 1, 0, null]);
      ok(status.expiresAt > Date.now(), "the token ends later");
      ok(!JSON.stringify(status).includes(headers["X-CAP-API-OAUTH-TOKEN"]), "status() shows no token");
    }),
  },
  {
    name: "a token rejected with 401 is renewed and the request sent again, body and all",
    run: withOAuth({}, async ({ api, vendor }) => {
      equal((await api.fetch(LOOK_UP)).status, 200);
      await vendor.expireTokens();
      const response = await api.fetch("/v2/customers", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: '{"name":"é€😀"}',
      });
      equal([response.status, (await response.json()).entity.body.name], [200, "é€😀"]);
      equal([await vendor.count({ endpoint: "token" }), await vendor.count({ endpoint: "api", status: 401 })], [2, 1]);
    }),
  },
  {
    name: "a token rejected with 498 inside a 200 is renewed and the request sent again",
    run: withOAuth({}, async ({ api, vendor }) => {
      equal((await api.fetch(OLD_GET)).status, 200);
      await vendor.expireTokens();
      const response = await api.fetch(OLD_GET);
      equal([response.status, (await response.text()).includes('"498"'), await vendor.count({ endpoint: "token" })], [200, false, 2]);
    }),
  },
  {
    name: "a token server that is busy is asked again, wrong credentials are not",
    run: withOAuth({}, async ({ api, vendor, server, root }) => {
      await vendor.fault({ on: "token", status: 503 });
      await api.headers();
      equal([api.status().tokenCalls, api.status().failedCalls], [2, 1]);
      const wrong = server.capillaryOAuth({ ...vendor.capillary.client, secret: "planted-wrong-secret", dangerouslyAllowInsecureHttp: "loopback" });
      const error = await rejectionOf(wrong.headers());
      equal([root.isAuthError(error), error.code, wrong.status().tokenCalls], [true, "bad_credentials", 1]);
      ok(!error.message.includes("planted-wrong-secret"), "no secret in the message");
      await wrong.close();
    }),
  },
  {
    name: "a till's Basic goes with every request",
    run: (packages, environment) =>
      withVendor(environment, async (vendor) => {
        const api = packages.server.capillaryBasic({ ...vendor.capillary.till, dangerouslyAllowInsecureHttp: "loopback" });
        equal((await (await api.fetch(LOOK_UP)).json()).entity.authentication, "basic");
        equal(await vendor.count({ endpoint: "api", authentication: "basic", verdict: "accepted" }), 1);
        await api.close();
      }),
  },
  {
    name: "Pledg and Caxton: a token each, a registration, accepted requests",
    run: ({ server }, environment) =>
      withVendor(environment, async (vendor) => {
        const insecure = { dangerouslyAllowInsecureHttp: "loopback" };
        const pledg = server.pledgAccessToken({ ...vendor.pledg.client, ...insecure });
        const refund = { method: "POST", body: '{"amount_cents":2000}' };
        // A status says all there is to know of their tokens: the body is the caller's to read or to leave.
        const refunded = await pledg.fetch("/api/purchases/pur_1/credit_by_transfer", refund);
        equal([refunded.status, typeof (await refunded.text())], [200, "string"]);
        const { host, username, clientname } = vendor.caxton.registration;
        const { clientPassword, endsAt } = await server.registerCaxtonClient({ host, username, clientname, ...insecure });
        const caxton = server.caxtonAccount({ host, username, clientPassword, passwordEndsAt: endsAt, ...insecure });
        const endpoints = await caxton.fetch("webhooks/endpoints");
        equal([endpoints.status, typeof (await endpoints.json())], [200, "object"]);
        equal(await vendor.count({ verdict: "accepted" }), 5);
        for (const api of [pledg, caxton]) await api.close();
      }),
  },
  {
    name: "credentials go to https and to the vendor's origin only",
    run: withOAuth({}, async ({ api, vendor, server }) => {
      const { client } = vendor.capillary;
      equal(thrownBy(() => server.capillaryOAuth({ ...client, host: "http://eu.api.capillarytech.com" })).code, "insecure_url");
      equal((await rejectionOf(api.fetch("https://elsewhere.example/v2/customers/lookup"))).code, "foreign_origin");
      equal(await vendor.count({}), 0);
    }),
  },
  {
    name: "a redirect is never followed with credentials",
    run: withOAuth({}, async ({ api, vendor }) => {
      await vendor.fault({ on: "token", status: 307, headers: { Location: `${vendor.pledg.client.host}/api/token` } });
      equal((await rejectionOf(api.headers())).code, "redirect_refused");
      equal(await vendor.count({ vendor: "pledg" }), 0);
    }),
  },
  {
    name: "a fetch of the caller's own is used for tokens and requests",
    async run({ server }) {
      const asked = [];
      const fetch = async (url, init) => {
        asked.push(`${init.method} ${new URL(url).pathname}`);
        return asked.length === 1 ? Response.json({ data: { accessToken: "a.b.c", ttlSeconds: 300 } }) : new Response("done");
      };
      const api = server.capillaryOAuth({ host: "eu.api.capillarytech.com", key: "key", secret: "secret", fetch });
      equal(await (await api.fetch(LOOK_UP)).text(), "done");
      equal(asked, ["POST /v3/oauth/token/generate", `GET ${LOOK_UP}`]);
      await api.close();
    },
  },
  {
    name: "a vendor that nobody can reach is a network error, which may be tried again",
    run: withOAuth({ retry: false }, async ({ api, vendor }) => {
      await vendor.close();
      const error = await rejectionOf(api.headers());
      equal([error.code, error.retryable], ["network", true]);
    }),
  },
  {
    name: "one caller's signal ends that caller's wait with its own reason, a deadline everybody's",
    run: withOAuth({ timeoutMs: 1_000, retry: false }, async ({ api, vendor }) => {
      await vendor.fault({ on: "token", hang: true });
      const reason = new Error("changed my mind");
      const stopper = new AbortController();
      const patient = rejectionOf(api.headers());
      const hurried = rejectionOf(api.headers({ signal: stopper.signal }));
      stopper.abort(reason);
      ok((await hurried) === reason, "the caller's own reason");
      equal((await patient).code, "timeout");
    }),
  },
  {
    name: "close() ends a token call under way, and every call after it",
    run: withOAuth({}, async ({ api, vendor }) => {
      await vendor.fault({ on: "token", hang: true });
      const waiting = rejectionOf(api.token());
      await vendor.counted({ endpoint: "token" }, 1);
      await api.close();
      equal([(await waiting).code, (await rejectionOf(api.headers())).code], ["closed", "closed"]);
      equal([api.status().hasToken, api.status().calling], [false, false]);
    }),
  },
];

export const cases = CASES.map((one) => ({ ...one, name: `server: ${one.name}`, needs: "vendor" }));

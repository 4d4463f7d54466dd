// What each client makes of an authenticator's answers and errors in its own manner.

import assert from "node:assert/strict";
import test from "node:test";

import { CREATE, LOOK_UP, AuthError, apiCalls, oauthAt, rejectionOf, startVendor, tokenCalls } from "../package/vendor.mjs";
import { axios, axiosOptions, createClient, ky, kyOptions, openapiFetchOptions } from "./clients.mjs";

test("axios: a status outside 2xx is the AxiosError it is without an adapter", async (t) => {
  const vendor = await startVendor(t);
  vendor.fault({ on: "api", status: 404, body: { errors: [{ code: 8015 }] } });
  const error = await rejectionOf(axios.get(vendor.url + LOOK_UP, axiosOptions(oauthAt(t, vendor))));
  assert.deepEqual([axios.isAxiosError(error), error.code, error.response.status], [true, "ERR_BAD_REQUEST", 404]);
  assert.deepEqual(error.response.data, { errors: [{ code: 8015 }] });
});

test("axios: what the authenticator refuses is an AxiosError with its code, and it as the cause", async (t) => {
  const vendor = await startVendor(t);
  const error = await rejectionOf(axios.get("https://evil.example/", axiosOptions(oauthAt(t, vendor))));
  assert.ok(axios.isAxiosError(error) && error.cause instanceof AuthError);
  assert.deepEqual([error.code, error.cause.code, error.cause.field], ["foreign_origin", "foreign_origin", "input"]);
});

test("axios: a timeout and a cancelled call are what axios calls them", async (t) => {
  const vendor = await startVendor(t);
  const options = axiosOptions(oauthAt(t, vendor));
  vendor.fault({ on: "api", hang: true, times: 2 });
  const late = await rejectionOf(axios.get(vendor.url + LOOK_UP, { ...options, timeout: 100 }));
  assert.deepEqual([axios.isAxiosError(late), late.code], [true, "ETIMEDOUT"]);
  const cancelled = await rejectionOf(axios.get(vendor.url + LOOK_UP, { ...options, signal: AbortSignal.timeout(50) }));
  assert.equal(axios.isCancel(cancelled), true);
});

test("axios: parameters, response types and interceptors work as ever", async (t) => {
  const vendor = await startVendor(t);
  const client = axios.create({ baseURL: `${vendor.url}/v2`, ...axiosOptions(oauthAt(t, vendor)) });
  client.interceptors.request.use((config) => {
    config.headers.set("X-Request-Of", "mine");
    return config;
  });
  const answer = await client.get("customers/lookup", { params: { source: "IN STORE" }, responseType: "arraybuffer" });
  assert.ok(JSON.parse(Buffer.from(answer.data).toString("utf8")).success);
  const { headers, url, path } = vendor.requests.at(-1);
  assert.deepEqual([headers["x-request-of"], url ?? path], ["mine", url ?? "/v2/customers/lookup"]);
});

test("axios: what it keeps for an authenticator is one function, however many calls", async (t) => {
  const vendor = await startVendor(t);
  const api = oauthAt(t, vendor);
  assert.equal(axiosOptions(api).env.fetch, axiosOptions(api, { attribution: null }).env.fetch);
  assert.notEqual(axiosOptions(api).env.fetch, axiosOptions(oauthAt(t, vendor)).env.fetch);
});

test("axios: the attribution of a call replaces that of its instance, whole", async (t) => {
  const vendor = await startVendor(t);
  const api = oauthAt(t, vendor);
  const client = axios.create({ baseURL: vendor.url, ...axiosOptions(api, { attribution: { entityType: "STORE_CODE", entityCode: "1" } }) });
  const attributionOf = async (options) => (await client.post(CREATE, {}, options)).data.entity.attribution;
  assert.deepEqual(await attributionOf({}), { entityType: "STORE_CODE", entityCode: "1" });
  assert.deepEqual(await attributionOf(axiosOptions(api, { attribution: { entityCode: "2" } })), { entityCode: "2" });
  assert.deepEqual(await attributionOf(axiosOptions(api, { attribution: null })), {});
});

test("axios: two authenticators on two instances never mix", async (t) => {
  const vendor = await startVendor(t, { clients: [{ key: "a", secret: "secret-a" }, { key: "b", secret: "secret-b" }] });
  const apis = ["a", "b"].map((key) => oauthAt(t, vendor, { key, secret: `secret-${key}` }));
  const clients = apis.map((api) => axios.create({ baseURL: vendor.url, ...axiosOptions(api) }));
  await Promise.all(clients.map((client, index) => client.get(LOOK_UP, { params: { index } })));
  const sent = vendor.requests.filter(({ endpoint }) => endpoint === "api").map(({ headers }) => headers["x-cap-api-oauth-token"]);
  assert.deepEqual(new Set(sent), new Set(await Promise.all(apis.map(async (api) => (await api.token()).value))));
  assert.equal(new Set(sent).size, 2);
});

test("axios: a stream is sent as it comes, and no copy of it is kept", async (t) => {
  const vendor = await startVendor(t);
  const { status } = await axios.post(vendor.url + CREATE, new Blob(['{"a":1}']).stream(), {
    ...axiosOptions(oauthAt(t, vendor)),
    headers: { "Content-Type": "application/json" },
  });
  assert.equal(status, 200);
  assert.deepEqual([vendor.requests.at(-1).headers["transfer-encoding"], vendor.requests.at(-1).body], ["chunked", '{"a":1}']);
});

test("axios: an object posted as a form is one", async (t) => {
  const vendor = await startVendor(t);
  await axios.postForm(vendor.url + CREATE, { name: "Zoë" }, { ...axiosOptions(oauthAt(t, vendor)), validateStatus: null });
  const { headers, body } = vendor.requests.at(-1);
  assert.match(headers["content-type"], /^multipart\/form-data; boundary=/);
  assert.match(body, /name="name"\r\n\r\nZoë\r\n/);
});

test("axios: a form that fetch would send as the text [object FormData] is refused", async (t) => {
  const vendor = await startVendor(t);
  const form = { getHeaders: () => ({}), append() {}, pipe() {}, [Symbol.toStringTag]: "FormData" };
  const error = await rejectionOf(axios.post(vendor.url + CREATE, form, axiosOptions(oauthAt(t, vendor))));
  assert.deepEqual([error.code, error.cause.field, vendor.requests], ["invalid_argument", "data", []]);
});

test("ky: a status outside 2xx is the HTTPError it is without an adapter", async (t) => {
  const vendor = await startVendor(t);
  vendor.fault({ on: "api", status: 404, body: {} });
  const error = await rejectionOf(ky(vendor.url + LOOK_UP, kyOptions(oauthAt(t, vendor))));
  assert.deepEqual([error.name, error.response.status], ["HTTPError", 404]);
});

test("ky: its own retries go on where another try may mend it", async (t) => {
  const vendor = await startVendor(t);
  vendor.fault({ on: "api", reset: true });
  vendor.fault({ on: "api", status: 503, body: {} });
  const client = ky.extend(kyOptions(oauthAt(t, vendor))).extend({ retry: { delay: () => 10 } });
  assert.equal((await client(vendor.url + LOOK_UP)).status, 200);
  assert.deepEqual([tokenCalls(vendor), apiCalls(vendor)], [1, 3]);
});

test("ky: what the authenticator refuses comes as it is", async (t) => {
  const vendor = await startVendor(t);
  const error = await rejectionOf(ky("https://evil.example/", kyOptions(oauthAt(t, vendor))).json());
  assert.ok(error instanceof AuthError);
});

test("openapi-fetch: middleware sees the request without the credentials, and the refusal in onError", async (t) => {
  const vendor = await startVendor(t);
  const client = createClient({ baseUrl: vendor.url, ...openapiFetchOptions(oauthAt(t, vendor)) });
  const seen = [];
  client.use({
    onRequest: ({ request }) => void seen.push(...request.headers.keys()),
    onError: ({ error }) => void seen.push(error.code),
  });
  assert.equal((await client.request("get", LOOK_UP)).response.status, 200);
  await rejectionOf(client.request("get", "/x", { baseUrl: "https://evil.example" }));
  assert.deepEqual(seen, ["foreign_origin"]);
});

test("openapi-fetch: a body that was read already is refused, not sent empty", async (t) => {
  const vendor = await startVendor(t);
  const client = createClient({ baseUrl: vendor.url, ...openapiFetchOptions(oauthAt(t, vendor)) });
  client.use({ onRequest: async ({ request }) => void (await request.text()) });
  const error = await rejectionOf(client.request("post", CREATE, { body: {} }));
  assert.deepEqual([error.code, error.field, apiCalls(vendor)], ["invalid_argument", "body", 0]);
});

// The clients that the adapters serve, real ones, behind one shape: `send(method, path, { body, signal, attribution })`
// resolves to `{ status, headers, json }`, whatever the status.

import { Readable } from "node:stream";

import { imported } from "../package/installed.mjs";
import { toolModule } from "../package/tool-module.mjs";

export const { axiosOptions, gotOptions, kyOptions, ofetchOptions, openapiFetchOptions, playwrightRequest, undiciInterceptor } = await imported("commerce-auth/adapters");
export const { default: axios } = await toolModule("axios");
export const { default: ky } = await toolModule("ky");
export const { default: createClient } = await toolModule("openapi-fetch/dist/index.mjs");
export const { default: got } = await toolModule("got");
export const { ofetch } = await toolModule("ofetch");
export const { default: { request: playwright } } = await toolModule("playwright-core");
export const undici = await toolModule("undici");

const given = (options) => Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
const forCall = (call) => ("attribution" in call ? [{ attribution: call.attribution }] : []);

function overAxios(api, base) {
  const client = axios.create({ baseURL: base, validateStatus: null, ...axiosOptions(api) });
  return async (method, url, { body, signal, ...call } = {}) => {
    const options = "attribution" in call ? axiosOptions(api, ...forCall(call)) : {};
    const { status, headers, data } = await client.request(given({ method, url, data: body, signal, ...options }));
    return { status, headers: new Headers(headers), json: data };
  };
}

function overKy(api, base) {
  const client = ky.create({ prefixUrl: base, throwHttpErrors: false, ...kyOptions(api) });
  return async (method, url, { body, signal, ...call } = {}) => {
    const options = "attribution" in call ? kyOptions(api, ...forCall(call)) : {};
    const content = isPlain(body) ? { json: body } : { body };
    // A path is one below prefixUrl for ky; an address it takes as it is, once it is an object.
    const input = /^[a-z]+:/.test(url) ? new URL(url) : url.replace(/^\//, "");
    return read(await client(input, given({ method, signal, ...content, ...options })));
  };
}

function overOpenapiFetch(api, base) {
  const client = createClient({ baseUrl: base, ...openapiFetchOptions(api) });
  return async (method, url, { body, signal, ...call } = {}) => {
    const options = "attribution" in call ? openapiFetchOptions(api, ...forCall(call)) : {};
    const content = isPlain(body) ? { body } : { body, bodySerializer: (value) => value };
    const [, origin, path] = /^([a-z]+:\/\/[^/]*)?(.*)$/.exec(url);
    const { data, error, response } = await client.request(method, path, given({ signal, duplex: "half", baseUrl: origin, ...content, ...options }));
    return { status: response.status, headers: response.headers, json: data ?? error };
  };
}

function overGot(api, base) {
  const client = got.extend({ throwHttpErrors: false, ...gotOptions(api) });
  return async (method, url, { body, signal, ...call } = {}) => {
    const options = "attribution" in call ? gotOptions(api, ...forCall(call)) : {};
    const content = isPlain(body) ? { json: body } : body instanceof ReadableStream ? { body: Readable.fromWeb(body) } : body instanceof Blob ? { body: new Uint8Array(await body.arrayBuffer()), headers: { "content-type": body.type } } : body instanceof URLSearchParams ? { form: Object.fromEntries(body) } : { body };
    const { statusCode, headers, body: text } = await client(new URL(url, base), given({ method, signal, ...content, ...options }));
    return { status: statusCode, headers: fieldsOf(headers), json: text ? JSON.parse(text) : undefined };
  };
}

function overOfetch(api, base) {
  return async (method, url, { body, signal, ...call } = {}) => {
    const client = ofetch.create({ baseURL: /^[a-z]+:/.test(url) ? undefined : base, ignoreResponseError: true }, ofetchOptions(api, ...forCall(call)));
    const { status, headers, _data: json } = await client.raw(url, given({ method, body, signal }));
    return { status, headers, json };
  };
}

function overUndici(api, base) {
  return async (method, url, { body, signal, ...call } = {}) => {
    const dispatcher = new undici.Agent().compose(undiciInterceptor(api, ...forCall(call)));
    const content = isPlain(body) ? { body: JSON.stringify(body), headers: { "content-type": "application/json" } } : body instanceof Blob ? { body: new Uint8Array(await body.arrayBuffer()), headers: { "content-type": body.type } } : body instanceof URLSearchParams ? { body: String(body), headers: { "content-type": "application/x-www-form-urlencoded" } } : body instanceof FormData ? { body: copiedForm(body) } : { body };
    try {
      const answer = await undici.request(new URL(url, base), given({ method: method.toUpperCase(), signal, dispatcher, ...content }));
      const text = await answer.body.text();
      return { status: answer.statusCode, headers: fieldsOf(answer.headers), json: text ? JSON.parse(text) : undefined };
    } finally {
      await dispatcher.destroy();
    }
  };
}

/** undici takes a form of its own class. */
function copiedForm(form) {
  const copy = new undici.FormData();
  for (const [name, value] of form) copy.set(name, value, ...(typeof value === "string" ? [] : [value.name]));
  return copy;
}

function overPlaywright(api, base) {
  return async (method, url, { body, ...call } = {}) => {
    const context = await playwright.newContext();
    const client = playwrightRequest(api, context, ...forCall(call));
    const content =
      body instanceof Blob ? { data: Buffer.from(await body.arrayBuffer()), headers: { "content-type": body.type } }
      : body instanceof URLSearchParams ? { form: Object.fromEntries(body) }
      : body instanceof FormData ? { multipart: await partsOf(body) }
      : body instanceof Uint8Array ? { data: Buffer.from(body) }
      : { data: body };
    try {
      const answer = await client[method](new URL(url, base).href, given(content));
      const text = await answer.text();
      return { status: answer.status(), headers: new Headers(answer.headers()), json: text ? JSON.parse(text) : undefined };
    } finally {
      await context.dispose();
    }
  };
}

async function partsOf(form) {
  const parts = {};
  for (const [name, value] of form) {
    parts[name] = typeof value === "string" ? value : { name: value.name, mimeType: value.type || "text/plain", buffer: Buffer.from(await value.arrayBuffer()) };
  }
  return parts;
}

function fieldsOf(record) {
  const headers = new Headers();
  for (const [name, value] of Object.entries(record)) for (const each of [value].flat()) if (value !== undefined) headers.append(name, each);
  return headers;
}

const isPlain = (body) => Object.getPrototypeOf(Object(body)) === Object.prototype;

async function read(response) {
  const text = await response.text();
  return { status: response.status, headers: response.headers, json: text ? JSON.parse(text) : undefined };
}

/** `(authenticator, base address) => send`, by the name of the client. */
export const CLIENTS = { axios: overAxios, got: overGot, ky: overKy, ofetch: overOfetch, "openapi-fetch": overOpenapiFetch, Playwright: overPlaywright, undici: overUndici };

/** Those whose calls have no signal, and take no stream as a body. */
export const WITHOUT_SIGNAL = new Set(["Playwright"]);
export const WITHOUT_STREAM = new Set(["Playwright"]);

/** Those that make a Request of each call, and so hand a stream over unrecognisable. */
export const MAKE_REQUESTS = new Set(["ky", "openapi-fetch"]);

/** The AuthError that a client's error is, or was made from. */
export const authErrorOf = (error) => (error.cause?.name === "AuthError" ? error.cause : error);

/** Those whose errors have the code of the AuthError as well. */
export const SAY_CODES = new Set(["axios", "got", "ky", "openapi-fetch", "Playwright", "undici"]);

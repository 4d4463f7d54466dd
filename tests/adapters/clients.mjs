// The clients that the adapters serve, real ones, behind one shape: `send(method, path, { body, signal, attribution })`
// resolves to `{ status, headers, json }`, whatever the status.

import { imported } from "../package/installed.mjs";
import { toolModule } from "../package/tool-module.mjs";

export const { axiosOptions, kyOptions, openapiFetchOptions } = await imported("commerce-auth/adapters");
export const { default: axios } = await toolModule("axios");
export const { default: ky } = await toolModule("ky");
export const { default: createClient } = await toolModule("openapi-fetch/dist/index.mjs");

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

const isPlain = (body) => Object.getPrototypeOf(Object(body)) === Object.prototype;

async function read(response) {
  const text = await response.text();
  return { status: response.status, headers: response.headers, json: text ? JSON.parse(text) : undefined };
}

/** `(authenticator, base address) => send`, by the name of the client. */
export const CLIENTS = { axios: overAxios, ky: overKy, "openapi-fetch": overOpenapiFetch };

/** Those that make a Request of each call, and so hand a stream over unrecognisable. */
export const MAKE_REQUESTS = new Set(["ky", "openapi-fetch"]);

/** The AuthError that a client's error is, or was made from. */
export const authErrorOf = (error) => (axios.isAxiosError(error) ? error.cause : error);

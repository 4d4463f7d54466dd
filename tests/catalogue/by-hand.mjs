// What the requests of an entry have to look like, made of its facts alone. It shares no code with the package, nor with what makes
// profiles of the entries.

/** A value for each credential that an entry names: of hosts, of their parts, and of the rest, with what has to be encoded. */
export function credentialsOf(api, lists = {}) {
  const text = JSON.stringify([api.url, api.base, api.fields, api.headers, api.apiHeaders, api.apiQuery, api.assertion?.header, api.assertion?.payload]);
  const names = [...text.matchAll(/\{(\w+)\}|\$\{(?:credentials|connectionConfig)\.(\w+)\}/g)].map(([, plain, dotted]) => plain ?? dotted);
  const credentials = {};
  for (const name of new Set(names)) {
    // What is computed is no credential.
    if (["token", "assertion", "random"].includes(name) || api.keep?.includes(name)) continue;
    credentials[name] = valueOf(name, api, lists);
  }
  if (api.clientAuthentication === "basic") Object.assign(credentials, { clientId: "Client-Id+1", clientSecret: 'Client "Secret" &=+1' });
  return credentials;
}

function valueOf(name, api, lists) {
  if (lists[name]) return lists[name].at(-1);
  const small = name.toLowerCase().replaceAll("_", "-");
  const authorities = [api.url, api.base].map((address) => address.replace("https://", "").split(/[/?]/)[0]);
  if (authorities.includes(`{${name}}`)) return `${small}.hosts.example`;
  if (authorities.some((authority) => authority.includes(`{${name}}`))) return `${small}-7`;
  return `${name} /va1ue+&=%"`;
}

const filled = (template, values, encode = (text) => text) =>
  template
    .replaceAll(/\$\{base64\(([^)]*)\)\}/g, (_, inner) => Buffer.from(inner.replaceAll(/\{(\w+)\}/g, (_, name) => values[name])).toString("base64"))
    .replaceAll(/\$?\{(\w+)\}/g, (_, name) => encode(values[name]));

function addressOf(template, values) {
  const [, origin, rest] = /^((?:https:\/\/)?[^/?]+)(.*)$/.exec(template);
  const whole = filled(origin, values);
  return `${whole.startsWith("https://") ? "" : "https://"}${whole}${filled(rest, values, encodeURIComponent)}`;
}

function filledDeep(value, values) {
  if (typeof value === "string") return filled(value, values);
  if (Array.isArray(value)) return value.map((one) => filledDeep(one, values));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, filledDeep(member, values)]));
}

/** The token request; `assertion` is what stands for a signed one. */
export function tokenRequest(api, credentials, assertion) {
  const values = { ...credentials, assertion, token: assertion };
  const url = new URL(addressOf(api.url, values));
  const headers = { accept: "application/json" };
  const fields = filledDeep(api.fields ?? {}, values);
  const hasFields = Object.keys(fields).length > 0;
  let body = "";
  if (api.encoding === "query") for (const [name, value] of Object.entries(fields)) url.searchParams.append(name, value);
  else if (hasFields && api.encoding === "json") [body, headers["content-type"]] = [JSON.stringify(fields), "application/json"];
  else if (hasFields) [body, headers["content-type"]] = [new URLSearchParams(fields).toString(), "application/x-www-form-urlencoded"];
  if (api.clientAuthentication === "basic") {
    headers.authorization = `Basic ${Buffer.from(`${values.clientId}:${values.clientSecret}`).toString("base64")}`;
  }
  for (const [name, value] of Object.entries(api.headers ?? {})) headers[name.toLowerCase()] = filled(value, values);
  return { method: api.method, url: url.href, headers, body };
}

export const TOKEN = "t0ken-of.the_API~1";
export const KEPT = { instance_url: "https://my-org.salesforce.com" };
export const ENDS_AT = 1_900_000_000_000;

/** An answer of the entry's shape. */
export function tokenAnswer(api) {
  if (api.token === "") return TOKEN;
  const answer = {};
  put(answer, api.token, TOKEN);
  if (api.expiresStrategy === "expireIn") put(answer, api.expires, 1200);
  if (api.expiresStrategy === "expireAt") put(answer, api.expires, new Date(ENDS_AT).toISOString());
  for (const name of api.keep ?? []) put(answer, `/${name}`, KEPT[name]);
  return JSON.stringify(answer);
}

function put(object, pointer, value) {
  const names = pointer.split("/").slice(1);
  const last = names.pop();
  let place = object;
  for (const name of names) place = place[name] ??= {};
  place[last] = value;
}

/** How long the token lives, in milliseconds, and when it ends; null where nothing says. */
export function endOf(api, obtainedAt) {
  if (api.expiresStrategy === "expireIn") return obtainedAt + 1_200_000;
  if (api.expiresStrategy === "expireAt") return ENDS_AT;
  return api.fixedLifetimeMs ? obtainedAt + api.fixedLifetimeMs : null;
}

/** A call of the API with this path, and the token. */
export function apiCall(api, credentials, path) {
  const values = { ...credentials, ...KEPT, token: TOKEN };
  const base = addressOf(api.base, values).replace(/\/+$/, "");
  const headers = Object.fromEntries(Object.entries(api.apiHeaders ?? {}).map(([name, value]) => [name.toLowerCase(), filled(value, values)]));
  if (!JSON.stringify([api.apiHeaders, api.apiQuery]).includes("{token}")) headers.authorization = `Bearer ${TOKEN}`;
  headers.accept ??= "application/json";
  const url = new URL(`${base}/${path}`);
  for (const [name, value] of Object.entries(api.apiQuery ?? {})) url.searchParams.set(name, filled(value, values));
  return { method: "GET", url: url.href, headers, body: "" };
}

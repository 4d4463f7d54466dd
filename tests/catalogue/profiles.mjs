// An entry of the catalogue as a profile: what somebody would write who reads these facts.

/** Why an entry cannot be said as plain data. */
export const CANNOT = {
  "sage-intacct": "the token request and its answer are XML",
  "sap-success-factors": "the assertion is SAML, signed XML",
  "veeva-vault-oauth": "two calls, the second with the first one's token",
  "workday-adaptive-planning": "two calls, the second with the first one's token",
};

/** Closed lists, where a credential could else choose a host: what the API's own pages list, of which these are examples. */
const ONE_OF = {
  "connectwise-rmm": { subdomain: ["itsupport247.net", "euplatform.connectwise.com"] },
  perimeter81: { domain: ["perimeter81"] },
  "pingone-cc": { tld: ["com", "eu", "asia", "com.au"] },
  yokoy: { environment: ["yokoy.ai", "test.yokoy.ai"] },
};

/** What a kept base may end with. */
const KEEP_ORIGINS = { "salesforce-cc": ["salesforce.com"], "salesforce-jwt": ["salesforce.com"] };

/** Assertions whose claims the catalogue does not state: those of RFC 7523. */
const CLAIMS = {
  "google-service-account": { iss: "{clientEmail}", scope: "{scope}", aud: "https://oauth2.googleapis.com/token" },
  "salesforce-jwt": { iss: "{clientId}", sub: "{username}", aud: "https://login.salesforce.com" },
  "sharepoint-online-v1": { iss: "{clientId}", sub: "{clientId}", aud: "https://login.microsoftonline.com/{tenantId}/oauth2/token" },
};

export function profileOf(api) {
  const { url, method, encoding, clientAuthentication, fields = {}, headers, token, base, apiHeaders, apiQuery, keep } = api;
  const hosts = hostsOf(api);
  const assertion = assertionOf(api);
  return {
    name: api.name,
    request: {
      url,
      method,
      encoding,
      clientAuthentication,
      ...(headers && { headers: templates(headers) }),
      ...(Object.keys(fields).length > 0 && { fields: templates(fields) }),
      ...(assertion && { assertion }),
    },
    response: {
      ...(token === "" ? { as: "text" } : { token }),
      ...(api.expiresStrategy === "expireIn" && { lifetimeSeconds: api.expires }),
      ...(api.expiresStrategy === "expireAt" && { expiresAt: api.expires }),
      ...(api.fixedLifetimeMs && { defaultLifetimeSeconds: api.fixedLifetimeMs / 1000 }),
      ...(keep && { keep: Object.fromEntries(keep.map((name) => [name, `/${name}`])) }),
    },
    baseUrl: base,
    ...(apiHeaders && { headers: templates(apiHeaders) }),
    ...(apiQuery && { query: templates(apiQuery) }),
    ...(hosts.length > 0 && { hosts }),
    ...(ONE_OF[api.name] && { oneOf: ONE_OF[api.name] }),
    ...(KEEP_ORIGINS[api.name] && { keepOrigins: KEEP_ORIGINS[api.name] }),
  };
}

/** Credentials that are all of a host. */
function hostsOf({ url, base, keep = [] }) {
  const whole = [url, base].flatMap((address) => /^(?:https:\/\/)?\{(\w+)\}(?=\/|$)/.exec(address)?.[1] ?? []);
  return [...new Set(whole)].filter((name) => !keep.includes(name));
}

/** The same members, in the package's words for what is computed. */
function templates(members) {
  const text = JSON.stringify(members).replaceAll(/\$\{base64\(([^)]*)\)\}/g, (_, names) => `{base64(${names.replaceAll(/[{}]/g, "")})}`);
  return JSON.parse(text.replaceAll('"${token}"', '"{assertion}"'));
}

function assertionOf(api) {
  const stated = api.assertion;
  const claims = CLAIMS[api.name] ?? (stated?.type === "jwt" ? plain(stated.payload) : undefined);
  if (claims === undefined) return undefined;
  const { alg = "RS256", typ, ...header } = plain(stated?.header ?? {});
  // A random jti is added anyway.
  const { jti, ...others } = claims;
  return { algorithm: alg, key: "{privateKey}", header, claims: others, lifetimeSeconds: stated?.lifetimeInSeconds ?? 300 };
}

/** `${credentials.name}` and `${connectionConfig.name}` are credentials. */
const plain = (members) => JSON.parse(JSON.stringify(members).replaceAll(/\$\{\w+\.(\w+)\}/g, "{$1}"));

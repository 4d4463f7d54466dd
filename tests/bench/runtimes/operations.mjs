// What users do most, as any runtime can measure it: how each is called here; how a platform comes to the same stands in by-node.mjs
// and by-page.mjs under the same names. Nothing here is of any runtime's own.

/** The instant that calls take for now, in milliseconds, and one that no clock of ours has passed. */
export const NOW = 1_760_000_000_000;
export const EXPIRES_AT = 2 * (NOW + 86_400_000);
export const HOST = "eu.api.capillarytech.com";
export const PLEDG_SECRET = "the-secret-key-of-the-merchant-dashboard";

const tokenParts = ({ value, expiresAt, lifetimeSeconds, claims }) => ({ value, expiresAt, lifetimeSeconds, claims });
const noticeParts = ({ kind, trust, verified, unverified }) => ({ kind, trust, verified, unverified });
const asItIs = (result) => result;

/** Looking at a character makes an engine finish a text that it has only promised. */
const lookAt = (name) => (fields) => fields[name].charCodeAt(7);
const lookAtEnd = (text) => text.charCodeAt(text.length - 1);
const nothing = () => 0;

/**
 * `name` is what people read; `row` the row of the bench that its inputs are those of; `size` how many units of work an input is;
 * `needs` the half of the package it is in, where that is no page's. `ours(packages)` gives the function of an input.
 */
export const OPERATIONS = [
  {
    name: "a till's headers",
    call: "capillary.basicHeaders",
    row: "capillary.basicHeaders, a till",
    ours: ({ root: { capillary } }) => ({ username, password }) => capillary.basicHeaders({ username, password }),
    look: lookAt("Authorization"),
  },
  {
    name: "one of a batch of 100",
    call: "capillary.basicHeadersBatch",
    row: "capillary.basicHeadersBatch, 100 tills",
    size: 100,
    ours: ({ root: { capillary } }) => (tills) => capillary.basicHeadersBatch(tills),
    look: (list) => list.reduce((sum, { headers }) => sum + headers.Authorization.charCodeAt(7), 0),
  },
  {
    name: "a client's headers",
    call: "capillary.oauthHeaders",
    row: "capillary.oauthHeaders, a JWT of 1,000 characters",
    ours: ({ root: { capillary } }) => (accessToken) => capillary.oauthHeaders({ accessToken }),
    look: lookAt("X-CAP-API-OAUTH-TOKEN"),
  },
  {
    name: "a token request",
    call: "capillary.tokenRequest",
    row: "capillary.tokenRequest, a client",
    needs: "server",
    ours: ({ root: { capillary } }) => ({ username, password }) => capillary.tokenRequest({ host: HOST, key: username, secret: password }),
    look: ({ url, body }) => url.charCodeAt(9) + body.charCodeAt(1),
  },
  {
    name: "a token's answer, 2 kB",
    call: "capillary.readTokenResponse",
    row: "capillary.readTokenResponse, 2 kB",
    ours: ({ root: { capillary } }) => (response) => capillary.readTokenResponse(response, { now: NOW }),
    same: tokenParts,
    look: ({ claims }) => (claims === null ? 0 : 1),
  },
  {
    name: "a verdict on 12 kB",
    call: "capillary.classifyResponse",
    row: "capillary.classifyResponse, 12 kB, customers",
    ours: ({ root: { capillary } }) => (response) => capillary.classifyResponse(response),
    look: lookAtEnd,
  },
  {
    name: "a purchase signed",
    call: "pledg.signPurchase",
    row: "pledg.signPurchase, 15 parameters",
    ours: ({ root: { pledg } }) => (purchase) => pledg.signPurchase(purchase, PLEDG_SECRET, { expiresAt: EXPIRES_AT }),
    look: lookAtEnd,
  },
  {
    name: "a notification, 2 kB",
    call: "pledg.verifyNotification",
    row: "pledg.verifyNotification, 2 kB, back mode",
    ours: ({ root: { pledg } }) => (body) => pledg.verifyNotification(body, { secret: PLEDG_SECRET, now: NOW }),
    same: noticeParts,
  },
  {
    name: "a transfer's notification",
    call: "pledg.verifyNotification",
    row: "pledg.verifyNotification, a transfer",
    ours: ({ root: { pledg } }) => (body) => pledg.verifyNotification(body, { secret: PLEDG_SECRET, now: NOW }),
    same: noticeParts,
  },
  {
    name: "a JWT verified",
    call: "verifyJwtHs256",
    row: "verifyJwtHs256, a JWT of 1,000 characters",
    ours: ({ root: { verifyJwtHs256 }, secret }) => (token) => verifyJwtHs256(token, secret, { now: NOW }),
  },
  {
    name: "a JWT decoded",
    call: "decodeJwt",
    row: "decodeJwt, a JWT of 1,000 characters",
    ours: ({ root: { decodeJwt } }) => (token) => decodeJwt(token),
    same: ({ header, claims }) => ({ header, claims }),
  },
  {
    name: "headers, the token fresh",
    call: "Authenticator.headers",
    row: "Authenticator.headers, a fresh token",
    needs: "server",
    ours: ({ authenticator }) => () => authenticator.headers(),
    look: lookAt("X-CAP-API-OAUTH-TOKEN"),
  },
].map((operation) => ({ size: 1, same: asItIs, look: nothing, ...operation }));

/** What is measured by starting anew, beside the operations. */
export const START = "start to first header";

/** Names in the order of tables and charts. */
export const NAMES = [...OPERATIONS.map(({ name }) => name), START];

// The authenticators of the soak, each with what its vendor says.

import { imported } from "../../package/installed.mjs";

const { caxtonAccount, capillaryOAuth, pledgAccessToken, profileAuthenticator } = await imported("commerce-auth/server");

const HOST = "api.vendor.example";
const CAPILLARY_HEADER = "X-CAP-API-OAUTH-TOKEN";

const ofCapillary = {
  tokenPath: "/v3/oauth/token/generate",
  tokenAnswer: (accessToken, ttlSeconds) => ({ data: { accessToken, ttlSeconds }, errors: null }),
  tokenOf: (headers) => headers[CAPILLARY_HEADER],
  hasRejectionsInside: true,
};

const ofOAuth = {
  tokenPath: "/api/token",
  tokenAnswer: (token, lifetime) => ({ access_token: token, token_type: "Bearer", expires_in: lifetime }),
  tokenOf: ({ Authorization }) => Authorization.replace("Bearer ", ""),
  hasRejectionsInside: false,
};

const BY_HAND = {
  name: "soaked",
  request: { url: "{host}/v3/oauth/token/generate", encoding: "json", clientAuthentication: "body", fields: { key: "{key}", secret: "{secret}" } },
  response: { token: "/data/accessToken", lifetimeSeconds: "/data/ttlSeconds" },
  header: { name: CAPILLARY_HEADER, format: "{token}" },
  rejected: { status: [401], body: [{ pointer: "/response/status/code", in: ["498"] }] },
};

const client = { key: "soaked-key", secret: "soaked-secret" };

export const DIALECTS = [
  { name: "capillaryOAuth", ...ofCapillary, make: (common) => capillaryOAuth({ host: HOST, ...client, ...common }) },
  { name: "pledgAccessToken", ...ofOAuth, make: (common) => pledgAccessToken({ host: HOST, ...client, ...common }) },
  { name: "caxtonAccount", ...ofOAuth, make: (common) => caxtonAccount({ host: HOST, username: "soaked", clientPassword: "soaked-password", ...common }) },
  { name: "profileAuthenticator", ...ofCapillary, make: (common) => profileAuthenticator(BY_HAND, { host: `https://${HOST}`, ...client }, common) },
];

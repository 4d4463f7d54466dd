// What one writes by hand in Node, and in Deno and Bun, which have Node's crypto and Buffer of their own making.

import { Buffer } from "node:buffer";

import { WITH_MD5, tillHeader } from "../by-hand/basic.mjs";
import { classifyCapillary } from "../by-hand/classification.mjs";
import { jsonOf, signHs256, verifyHs256 } from "../by-hand/jwt.mjs";
import { verifyBack, verifyTransfer } from "../by-hand/notifications.mjs";
import { capillaryPlaces, readToken } from "../by-hand/tokens.mjs";
import { EXPIRES_AT, HOST, NOW, PLEDG_SECRET } from "./operations.mjs";

const JSON_FIELDS = { "Content-Type": "application/json", Accept: "application/json" };
const TILL = `${WITH_MD5}, Buffer`;

/** By the names of operations: `{ using, call }`. `fields` are those of the authenticator. */
export function byNode({ secret, fields }) {
  // Deno has no Buffer among its globals in every version, and the modules by hand use it as one.
  globalThis.Buffer ??= Buffer;
  return {
    "a till's headers": { using: TILL, call: (till) => ({ Authorization: tillHeader(till), ...JSON_FIELDS }) },
    "one of a batch of 100": { using: TILL, call: (tills) => tills.map((till) => ({ headers: { Authorization: tillHeader(till), ...JSON_FIELDS } })) },
    "a client's headers": { using: "a record", call: (accessToken) => ({ "X-CAP-API-OAUTH-TOKEN": accessToken, ...JSON_FIELDS }) },
    "a token request": {
      using: "URL, JSON.stringify",
      call: ({ username, password }) => ({
        method: "POST",
        url: new URL("/v3/oauth/token/generate", `https://${HOST}`).href,
        headers: { ...JSON_FIELDS },
        body: JSON.stringify({ key: username, secret: password }),
      }),
    },
    "a token's answer, 2 kB": { using: "JSON.parse, Buffer", call: (response) => readToken(response, NOW, capillaryPlaces) },
    "a verdict on 12 kB": { using: "JSON.parse", call: classifyCapillary },
    "a purchase signed": {
      using: "crypto.createHmac, Buffer, JSON.stringify",
      call: (purchase) => signHs256({ data: purchase, exp: Math.floor(EXPIRES_AT / 1_000) }, PLEDG_SECRET),
    },
    "a notification, 2 kB": { using: "crypto.createHash, timingSafeEqual, JSON.parse", call: (body) => verifyBack(body, PLEDG_SECRET) },
    "a transfer's notification": { using: "crypto.createHmac, timingSafeEqual, JSON.parse", call: (body) => verifyTransfer(body, PLEDG_SECRET, NOW) },
    "a JWT verified": { using: "crypto.createHmac, timingSafeEqual, JSON.parse", call: (token) => verifyHs256(token, [secret], NOW) },
    "a JWT decoded": {
      using: "JSON.parse, Buffer",
      call(token) {
        const [header, payload] = token.split(".");
        return { header: jsonOf(header), claims: jsonOf(payload) };
      },
    },
    "headers, the token fresh": { using: "an async function that copies a record", call: async () => ({ ...fields }) },
  };
}

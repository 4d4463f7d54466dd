// A vendor described as data: the description, and what the server entry makes of it.

import { basic } from "../by-hand/basic.mjs";
import { classifyShop } from "../by-hand/classification.mjs";
import { answer } from "../samples/answers.mjs";
import { flat } from "../samples/flat.mjs";
import { CARRIED, NOW } from "../samples/jwts.mjs";
import { tills } from "../samples/tills.mjs";
import { READ_TOKEN } from "./pledg.mjs";
import { bySize, lookAt, lookAtRequest, row, timesByHand, timesOneHeader } from "./row.mjs";

const MANY = 32;

export const SHOP = {
  name: "shop",
  request: { url: "{host}/oauth/token", clientAuthentication: "basic", fields: { grant_type: "client_credentials" } },
  response: { token: "/access_token", lifetimeSeconds: "/expires_in", tokenType: "/token_type" },
  rejected: { status: [401], body: [{ pointer: "/code", in: [40_100] }] },
};

export function profileRows({ checkProfile, defineProfile }) {
  const shop = defineProfile(SHOP);
  return [
    row({
      call: "defineProfile",
      about: "a shop",
      inputs: Array.from({ length: 8 }, (_, index) => ({ ...SHOP, name: `shop ${index}` })),
      ours: (data) => defineProfile(data),
      byHand: (data) => ({ name: data.name, data: structuredClone(data) }),
      using: "structuredClone",
      same: ({ name }) => name,
    }),
    row({
      call: "checkProfile",
      about: "a shop",
      inputs: Array.from({ length: 8 }, (_, index) => ({ ...SHOP, name: `shop ${index}` })),
      ours: (data) => checkProfile(data),
      byHand: (data) => ({ mistakes: [], data: structuredClone(data) }),
      using: "structuredClone",
      same: ({ mistakes }) => mistakes,
    }),
    row({
      call: "Profile.toJSON",
      about: "a shop",
      inputs: [shop],
      ours: (profile) => profile.toJSON(),
      byHand: () => structuredClone(SHOP),
      using: "structuredClone",
    }),
    row({
      call: "Profile.tokenRequest",
      about: "a client",
      inputs: tills(MANY),
      ours: ({ username, password }) => shop.tokenRequest({ host: "api.shop.example", clientId: username, clientSecret: password }),
      byHand: ({ username, password }) => ({
        method: "POST",
        url: new URL("/oauth/token", "https://api.shop.example").href,
        headers: { "Content-Type": "application/x-www-form-urlencoded", Accept: "application/json", Authorization: basic(username, password) },
        body: new URLSearchParams({ grant_type: "client_credentials" }).toString(),
      }),
      using: "Buffer, URL, URLSearchParams",
      look: lookAtRequest,
      bar: timesOneHeader(5),
    }),
    ...bySize({ call: "Profile.readTokenResponse", ours: (response) => shop.readTokenResponse(response, { now: NOW }), ...READ_TOKEN }),
    ...Object.entries(CARRIED).map(([about, inputs]) =>
      row({
        call: "Profile.headers",
        about,
        inputs,
        ours: (token) => shop.headers(token),
        byHand: (token) => ({ Authorization: `Bearer ${token}` }),
        using: "a record",
        look: lookAt("Authorization"),
      }),
    ),
    ...bySize({
      call: "Profile.classifyResponse",
      make: (bytes, kind, seed) => ({
        status: 200,
        body: bytes < 400 ? flat(`{"code":${seed % 2 === 0 ? 0 : 40_100},"message":"${seed}","data":null}`) : answer(bytes, kind, seed, (data) => ({ code: 0, data })),
      }),
      ours: (response) => shop.classifyResponse(response),
      byHand: classifyShop,
      using: "JSON.parse",
      bars: { "2 kB": timesByHand(1.2), "12 kB": timesByHand(0.9), "64 kB": timesByHand(0.8) },
    }),
  ];
}

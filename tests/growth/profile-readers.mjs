// Profiles: `defineProfile` and the methods of what it makes, which `commerce-auth/server` has. Places as in readers.mjs.

import { JWT, REFUSED, answer, asArguments, documents, lines, options, parsed, pieces } from "./places.mjs";

const PROFILE = {
  name: "shop",
  request: {
    url: "https://x.example/token",
    encoding: "json",
    fields: { id: "{id}", key: "{key}" },
    headers: { "x-id": "{id}" },
    clientAuthentication: "body",
  },
  response: {
    token: "/data/deep/0/token",
    lifetimeSeconds: "/data/life",
    expiresAt: "/data/end",
    tokenType: "/data/type",
    errors: [
      { pointer: "/errors", meanings: { 40100: "bad_credentials" } },
      { pointer: "/data/problems", code: "kind", message: "words" },
      { pointer: "", code: "status" },
    ],
  },
  header: { name: "x-token", format: "Token {token}" },
  rejected: { status: [401], body: [{ pointer: "/errors/0/code", in: [40100, "40101", true] }, { pointer: "/a/b", in: [1] }] },
};
const PROFILE_TOKEN = { data: { deep: [{ token: JWT }], type: "x", problems: [] }, errors: [] };

/** Functions by name; what stands for `api` is the server entry. */
export const PROFILE_READERS = {
  defineProfile: asArguments({
    "the name": lines((api, text) => api.defineProfile({ ...PROFILE, name: text })),
    "the address": lines((api, text) => api.defineProfile({ ...PROFILE, request: { ...PROFILE.request, url: `https://x.example/${text}` } })),
    "a field": lines((api, text) => api.defineProfile({ ...PROFILE, request: { ...PROFILE.request, fields: { a: text } } })),
    "many fields": lines((api, text) =>
      api.defineProfile({ ...PROFILE, request: { ...PROFILE.request, fields: Object.fromEntries(pieces(text).map((piece, at) => [`f${at}`, piece])) } }),
    ),
    "many header fields": lines((api, text) =>
      api.defineProfile({ ...PROFILE, request: { ...PROFILE.request, headers: Object.fromEntries(pieces(text).map((piece, at) => [`x-${at}`, piece])) } }),
    ),
    "a pointer": lines((api, text) => api.defineProfile({ ...PROFILE, response: { ...PROFILE.response, token: `/${text}` } })),
    "many codes": lines((api, text) =>
      api.defineProfile({
        ...PROFILE,
        response: { ...PROFILE.response, errors: [{ pointer: "/e", meanings: Object.fromEntries(pieces(text).map((_, at) => [`${at}`, "forbidden"])) }] },
      }),
    ),
    "many places of errors": lines((api, text) =>
      api.defineProfile({ ...PROFILE, response: { ...PROFILE.response, errors: pieces(text).map((_, at) => ({ pointer: `/e/${at}` })) } }),
    ),
    "many rejected values": lines((api, text) =>
      api.defineProfile({ ...PROFILE, rejected: { body: [{ pointer: "/e", in: pieces(text) }] } }),
    ),
    "a member that there is none of": lines((api, text) => api.defineProfile({ ...PROFILE, [text]: 1 })),
    "something else": documents((api, text) => api.defineProfile(parsed(text))),
  }),
  checkProfile: asArguments({
    "members that there are none of": lines((api, text) =>
      api.checkProfile({ ...PROFILE, ...Object.fromEntries(pieces(text).map((piece, at) => [`${at}${piece}`, 1])) }),
    ),
    "something else": documents((api, text) => api.checkProfile(parsed(text))),
  }),
  "Profile.tokenRequest": options((api, given) => profile(api).tokenRequest(given), { id: "id", key: "key" }),
  "Profile.readTokenResponse": answer((api, ...given) => profile(api).readTokenResponse(...given), PROFILE_TOKEN, ["/data/deep/0/token"]),
  "Profile.classifyResponse": answer((api, response) => profile(api).classifyResponse(response), { ...PROFILE_TOKEN, ...REFUSED }),
  "Profile.headers": asArguments({ "the token": lines((api, text) => profile(api).headers(text)) }),
};

/** What reads no text of anybody's, with why. */
export const PROFILE_READING_NOTHING = {
  "Profile.toJSON": "gives back what defineProfile has read",
};

const profiles = new WeakMap();

function profile(api) {
  if (!profiles.has(api)) profiles.set(api, api.defineProfile(PROFILE));
  return profiles.get(api);
}

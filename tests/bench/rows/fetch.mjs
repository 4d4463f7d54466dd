// `fetch` of an authenticator over bare `fetch`, each followed by `text()`: by size of answer, and by whether the profile
// looks into bodies. Capillary reports an expired token in the body of a 200; Pledg's and Caxton's rejections are a
// status, and Basic is never renewed.

import { row } from "./row.mjs";
import { authenticatorsAt } from "./server.mjs";

const SIZES = { "100 B": 100, "12 kB": 12_000, "60 kB": 60_000 };
const LOOKED_INTO = "body looked into";
const UNSEEN = "no body needed";
const AUTHENTICATORS = { capillaryOAuth: LOOKED_INTO, capillaryBasic: UNSEEN, pledgAccessToken: UNSEEN, caxtonAccount: UNSEEN };

/** What the call may take longer than bare `fetch`, in nanoseconds: `constant`, and so many times `JSON.parse` of the answer. */
function allowance(need, bytes) {
  if (need === UNSEEN) return { constant: 25_000, parses: 0 };
  return bytes === 100 ? { constant: 45_000, parses: 0 } : { constant: 60_000, parses: 1 };
}

/** Rows with an `allowance`, and with the `answer` that is fetched. */
export async function fetchRows({ server, at }, open) {
  const make = authenticatorsAt(server, at.origin);
  const rows = [];
  for (const [name, need] of Object.entries(AUTHENTICATORS)) {
    const api = make[name]();
    open.push(api);
    const headers = await api.headers();
    for (const [size, bytes] of Object.entries(SIZES)) rows.push(fetchRow({ api, name, need, size, bytes, headers, at }));
  }
  return rows;
}

function fetchRow({ api, name, need, size, bytes, headers, at }) {
  const url = `${at.origin}/${bytes}`;
  return {
    ...row({
      call: "Authenticator.fetch",
      about: `${size}, ${name}, ${need}`,
      inputs: [url],
      ours: async (address) => (await api.fetch(address)).text(),
      byHand: async (address) => (await fetch(address, { headers })).text(),
      using: "fetch, text()",
    }),
    allowance: allowance(need, bytes),
    answer: at.answer(bytes),
  };
}

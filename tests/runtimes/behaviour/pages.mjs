// What a page is refused: everything that carries an API secret.

import { equal, rejectionOf } from "./assertions.mjs";

const CLIENT = { host: "eu.api.capillarytech.com", key: "key", secret: "not-for-pages" };
const TILL = { host: "eu.api.capillarytech.com", username: "till", password: "not-for-pages" };

export const cases = [
  {
    name: "what carries an API secret throws server_only",
    needs: "page",
    async run({ root: { capillary, caxton, pledg } }) {
      const calls = {
        "capillary.tokenRequest": () => capillary.tokenRequest(CLIENT),
        "capillary.staffTokenRequest": () => capillary.staffTokenRequest(TILL),
        "pledg.tokenRequest": () => pledg.tokenRequest(CLIENT),
        "caxton.tokenRequest": () => caxton.tokenRequest({ ...TILL, clientPassword: "not-for-pages" }),
        "caxton.registerRequest": () => caxton.registerRequest({ host: "x.example", username: "u", clientname: "c" }),
      };
      for (const [name, call] of Object.entries(calls)) equal((await rejectionOf(later(call))).code, "server_only", name);
    },
  },
  {
    name: "every function of the server half throws server_only, but that which only looks at data",
    needs: "page",
    async run({ server }) {
      if (server === undefined) return;
      const { defineProfile, ...others } = server;
      const data = { name: "shop" };
      equal(defineProfile(data) === data, true);
      for (const [name, call] of Object.entries(others)) {
        equal((await rejectionOf(later(() => call({})))).code, "server_only", name);
      }
    },
  },
];

const later = async (call) => call();

// Secrets print nowhere.

import { equal, ok, thrownBy } from "./assertions.mjs";
import { inspected } from "./inspected.mjs";

const PASSWORD = "hunter2-horse-battery";

export const cases = [
  {
    name: "a token shows nothing but what it is",
    run({ root: { capillary } }) {
      const value = "aaaa.bbbb.cccc-the-token";
      const body = JSON.stringify({ data: { accessToken: value, ttlSeconds: 300 }, errors: null });
      const token = capillary.readTokenResponse({ status: 200, body });
      equal([token.value, String(token), `${token}`], [value, "«redacted»", "«redacted»"]);
      for (const shown of [JSON.stringify(token), JSON.stringify({ token }), String(Object.values(token)), inspected(token)]) {
        ok(!shown.includes("the-token"), "the token does not show");
      }
    },
  },
  {
    name: "no error repeats the secret it is about",
    run({ root: { capillary, verifyJwtHs256 } }) {
      const errors = [
        thrownBy(() => capillary.basicAuthorization("till", `${PASSWORD}\n`)),
        thrownBy(() => capillary.basicHeaders({ username: "till", password: PASSWORD, passwordMd5: PASSWORD })),
        thrownBy(() => capillary.oauthHeaders({ accessToken: `Bearer ${PASSWORD}` })),
        thrownBy(() => verifyJwtHs256("a.b.c", `${PASSWORD}\n`)),
      ];
      for (const error of errors) {
        const told = [error.message, String(error.stack), JSON.stringify(error), inspected(error)].join("\n");
        ok(!told.includes(PASSWORD), error.message.replaceAll(PASSWORD, "«the secret»"));
      }
    },
  },
];

// Errors: typed, with code, field and position, and known across the entries.

import { equal, ok, thrownBy } from "./assertions.mjs";

const MISTAKES = [
  ["looks_hashed password", ({ capillary }) => capillary.basicAuthorization("till", "8a16a6b70505eb1f1ff7cdc0cd5559a7")],
  ["invalid_argument username", ({ capillary }) => capillary.basicAuthorization("till:1", "server123")],
  ["invalid_argument password", ({ capillary }) => capillary.basicAuthorization("till", undefined)],
  ["invalid_argument password", ({ capillary }) => capillary.basicAuthorization("till", "server123\n")],
  ["unknown_option pasword", ({ capillary }) => capillary.basicHeaders({ username: "till", pasword: "server123" })],
  ["invalid_argument accessToken", ({ capillary }) => capillary.oauthHeaders({ accessToken: "Bearer a.b.c" })],
  ["malformed_response undefined", ({ capillary }) => capillary.readTokenResponse({ status: 200, body: "<html>" })],
  ["malformed_jwt token", ({ verifyJwtHs256 }) => verifyJwtHs256("a.b", "secret")],
];

export const cases = [
  {
    name: "every error is an AuthError, of its class and by isAuthError",
    run({ root }) {
      const error = thrownBy(() => root.capillary.basicAuthorization("till:1", "server123"));
      ok(error instanceof root.AuthError && error instanceof Error, "instanceof");
      ok(root.isAuthError(error) && !root.isAuthError(new Error("x")) && !root.isAuthError(undefined), "isAuthError");
      equal([error.name, error.field, error.position, error.retryable], ["AuthError", "username", 4, false]);
      equal(JSON.parse(JSON.stringify(error)).code, "invalid_argument");
      ok(String(error).includes("username holds a colon"), "as text it says what is wrong");
    },
  },
  {
    name: "mistakes have their codes and fields",
    run({ root }) {
      for (const [expected, make] of MISTAKES) {
        const { code, field } = thrownBy(() => make(root));
        equal(`${code} ${field}`, expected, String(make));
      }
    },
  },
  {
    name: "an error of the server half is one of the other half's as well",
    needs: "vendor",
    run({ root, server }) {
      const error = thrownBy(() => server.capillaryOAuth({}));
      ok(error instanceof root.AuthError && root.isAuthError(error), "one class across the entries");
    },
  },
];

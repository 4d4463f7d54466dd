// G8 through the adapters: where credentials go, and where they never do.

import assert from "node:assert/strict";
import test from "node:test";

import { startSecondServer } from "../package/second-server.mjs";
import { CREATE, LOOK_UP, basicAt, duration, oauthAt, rejectionOf, startVendor, tokenCalls } from "../package/vendor.mjs";
import { CLIENTS, SAY_CODES, authErrorOf } from "./clients.mjs";

for (const [name, over] of Object.entries(CLIENTS)) {
  for (const [scheme, make] of [["a token", oauthAt], ["Basic", basicAt]]) {
    test(`${name}: G8: a foreign origin is refused with ${scheme}, at once and before anything is sent`, async (t) => {
      const [vendor, other] = [await startVendor(t), await startSecondServer(t)];
      const send = over(make(t, vendor, { dangerouslyAllowInsecureHttp: true }), vendor.url);
      const attempt = send("get", `${other.url}${LOOK_UP}`);
      assert.ok((await duration(attempt)) < 900, "the client tried again");
      const error = authErrorOf(await rejectionOf(attempt));
      assert.deepEqual([error.name, error.code, error.field], ["AuthError", "foreign_origin", "input"]);
      assert.deepEqual([tokenCalls(vendor), other.requests], [0, []]);
    });
  }

  test(`${name}: G8: a foreign https origin is foreign_origin`, async (t) => {
    const vendor = await startVendor(t);
    const error = await rejectionOf(over(oauthAt(t, vendor), vendor.url)("get", "https://evil.example/x"));
    assert.equal(authErrorOf(error).code, "foreign_origin");
    if (SAY_CODES.has(name)) assert.equal(error.code, "foreign_origin");
    assert.equal(tokenCalls(vendor), 0);
  });

  test(`${name}: G8: a base address elsewhere is refused as well`, async (t) => {
    const vendor = await startVendor(t);
    const error = await rejectionOf(over(oauthAt(t, vendor), "https://evil.example")("get", "/x"));
    assert.equal(authErrorOf(error).code, "foreign_origin");
  });

  for (const status of [301, 303, 307, 308]) {
    test(`${name}: G8: ${status} is returned as it came, and the other server hears nothing`, async (t) => {
      const [vendor, other] = [await startVendor(t), await startSecondServer(t)];
      const location = `${other.url}/elsewhere`;
      vendor.fault({ on: "api", status, headers: { Location: location } });
      const answer = await over(oauthAt(t, vendor), vendor.url)("post", CREATE, { body: {} });
      assert.deepEqual([answer.status, answer.headers.get("location")], [status, location]);
      assert.deepEqual(other.requests, []);
    });
  }

  test(`${name}: G2: wrong credentials are one token call, and an error that says so`, async (t) => {
    const vendor = await startVendor(t);
    const send = over(oauthAt(t, vendor, { secret: "wrong" }), vendor.url);
    const attempt = send("get", LOOK_UP);
    assert.ok((await duration(attempt)) < 900, "the client tried again");
    assert.equal(authErrorOf(await rejectionOf(attempt)).code, "bad_credentials");
    assert.equal(tokenCalls(vendor), 1);
  });
}

// Capillary's staff users and admins, as far as JavaScript has a part in them; the rest is in the vectors.

import assert from "node:assert/strict";
import test from "node:test";

import { AuthError, assertNoLeak, capillary, md5Hex } from "./vendor.mjs";

const OPAQUE = "6F0-ZTOYwp4P7b6ngXx5UkDDYXm2J82mP5xxYDQ_BCV_epool6uOif_xQ7IkMNhO";
const PASSWORD = "Planted pass'word";
const user = { username: "timjames", password: PASSWORD };
const answer = { status: 200, body: { entity: OPAQUE, warnings: [], errors: [], success: true } };

function thrownBy(call) {
  try {
    call();
  } catch (error) {
    assert.ok(error instanceof AuthError, `${error}`);
    return error;
  }
  throw new assert.AssertionError({ message: "nothing was thrown" });
}

test("the request of a staff user has no body", () => {
  const { body, headers } = capillary.staffTokenRequest({ host: "x.example", ...user });
  assert.equal(body, undefined);
  assert.equal(atob(headers.Authorization.slice(6)), `timjames:${md5Hex(PASSWORD)}`);
});

test("the token of a staff user goes into its calls as it came", () => {
  const token = capillary.readStaffTokenResponse(answer, { now: 7 });
  assert.deepEqual([token.value, token.obtainedAt, token.expiresAt], [OPAQUE, 7, null]);
  assertNoLeak([token, `${token}`], OPAQUE);
  assert.equal(capillary.staffHeaders({ accessToken: token })["X-CAP-API-ACCESS-TOKEN"], OPAQUE);
  assert.equal(capillary.staffLogoutRequest({ host: "x.example", accessToken: token }).headers["X-CAP-API-ACCESS-TOKEN"], OPAQUE);
});

test("the runtime's clock counts where now is left out", () => {
  const before = Date.now();
  const { obtainedAt } = capillary.readStaffTokenResponse(answer);
  assert.ok(obtainedAt >= before && obtainedAt <= Date.now());
});

const MISSPELT = {
  staffTokenRequest: { host: "x.example", username: "u", pasword: PASSWORD },
  staffHeaders: { acessToken: OPAQUE },
  staffLogoutRequest: { hots: "x.example", accessToken: OPAQUE },
  adminHeaders: { ...user, authkey: OPAQUE, orgId: 1 },
};

for (const [name, options] of Object.entries(MISSPELT)) {
  test(`G11: ${name} names a misspelt option and shows nothing`, () => {
    const error = thrownBy(() => capillary[name](options));
    assert.equal(error.code, "unknown_option");
    assert.match(error.message, /Did you mean/);
    assertNoLeak(error, [PASSWORD, OPAQUE, md5Hex(PASSWORD)]);
  });
}

test("identifiers may be the integers that answers have them as", () => {
  const headers = (orgId, entityId) => capillary.adminHeaders({ ...user, authKey: "k", orgId, entityId });
  assert.deepEqual(headers(1115, 50_007_782), headers("1115", "50007782"));
  assert.equal(headers(0)["X-CAP-API-AUTH-ORG-ID"], "0");
  for (const odd of [1.5, -1, NaN, Infinity, 2 ** 53, true, [7], {}]) {
    assert.deepEqual([thrownBy(() => headers(odd)).code, thrownBy(() => headers(odd)).field], ["invalid_argument", "orgId"]);
    // Like every option that may be left out, it may be null, which is what JSON makes of NaN.
    if (odd === odd && odd !== Infinity) assert.deepEqual(thrownBy(() => headers(1, odd)).field, "entityId");
  }
});

test("G11: admin fields that no header can carry are not shown", () => {
  for (const field of ["authKey", "orgId", "entityId"]) {
    const error = thrownBy(() => capillary.adminHeaders({ ...user, authKey: "k", orgId: 1, [field]: `${OPAQUE}\n` }));
    assert.deepEqual([error.code, error.field, error.position], ["invalid_header_value", field, OPAQUE.length]);
    assertNoLeak(error, [PASSWORD, OPAQUE, md5Hex(PASSWORD)]);
  }
});

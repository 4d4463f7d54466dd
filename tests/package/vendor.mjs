// The package, a vendor to call with it, and what nearly every suite of the server half needs.

import assert from "node:assert/strict";

import { imported } from "./installed.mjs";

export const { AuthError, capillary, md5Hex } = await imported("commerce-auth");
export const { capillaryBasic, capillaryOAuth } = await imported("commerce-auth/server");
export const { assertNoLeak, startEmulator } = await imported("commerce-auth/testing");

export const LOOK_UP = "/v2/customers/lookup";
export const CREATE = "/v2/customers";
export const OLD_GET = "/v1.1/customer/get";
/** For a body whose type the package leaves to the caller. */
export const JSON_FIELDS = { "Content-Type": "application/json", Accept: "application/json" };

const LONGEST_TEST_MS = 20_000;

/** Emulated vendors that live as long as the test, with options for Capillary and for the others. */
export async function startVendor(t, options, others = {}) {
  const vendor = await startEmulator({ ...(options && { capillary: options }), ...others });
  // A test that waits for ever is ended by having nothing left to wait for, and fails.
  const watchdog = setTimeout(() => vendor.close(), LONGEST_TEST_MS);
  t.after(() => {
    clearTimeout(watchdog);
    return vendor.close();
  });
  return vendor;
}

/** An authenticator with a token, at this vendor. */
export function oauthAt(t, vendor, options) {
  const api = capillaryOAuth({
    host: vendor.url,
    ...vendor.capillary.credentials,
    dangerouslyAllowInsecureHttp: "loopback",
    ...options,
  });
  t.after(() => api.close());
  return api;
}

/** An authenticator with Basic, at this vendor. */
export function basicAt(t, vendor, options) {
  const api = capillaryBasic({
    host: vendor.url,
    ...vendor.capillary.till,
    dangerouslyAllowInsecureHttp: "loopback",
    ...options,
  });
  t.after(() => api.close());
  return api;
}

export const tokenCalls = (vendor) => vendor.count({ endpoint: "token" });
export const apiCalls = (vendor) => vendor.count({ endpoint: "api" });

/** What a promise rejects with. */
export async function rejectionOf(promise) {
  let value;
  try {
    value = await promise;
  } catch (error) {
    return error;
  }
  throw new assert.AssertionError({ message: `resolved to ${typeof value} instead of rejecting`, operator: "rejects" });
}

/** The code of the `AuthError` a promise rejects with. */
export async function codeOf(promise) {
  const error = await rejectionOf(promise);
  assert.ok(error instanceof AuthError, `not an AuthError: ${error}`);
  return error.code;
}

export const times = (count, make) => Array.from({ length: count }, (_, index) => make(index));

/** A wall clock that goes when it is told to. */
export function manualClock(start = Date.now()) {
  let at = start;
  return {
    now: () => at,
    advance(milliseconds) {
      at += milliseconds;
    },
  };
}

/** Fixes chance for the length of a test, as a share of 1. */
export function fixChance(t, share) {
  t.mock.method(Math, "random", () => share);
}

/** How long a promise takes to settle, in milliseconds. */
export async function duration(promise) {
  const began = performance.now();
  await promise.catch(() => {});
  return performance.now() - began;
}

export const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Waits until something holds, for 5 s at most. */
export async function until(holds) {
  for (let round = 0; round < 1_000 && !holds(); round += 1) await pause(5);
  assert.ok(holds(), `still not so: ${holds}`);
}

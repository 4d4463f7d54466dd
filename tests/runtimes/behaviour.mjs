// One suite of the package's behaviour, for every place it runs in: plain functions over what the package exports, with nothing
// of any runtime's own but `fetch`, timers and JSON. A runner imports the package in its own way and hands over
//
//   packages     { root, server, slim, core }: the namespaces of `commerce-auth` and, where there is a server half,
//                `commerce-auth/server`; and, if they are to be tried, `commerce-auth/slim`, not started yet, with the bytes or the
//                module of `commerce-auth/core.wasm`
//   environment  { name, version, vectors, vendorDesk, isPage, hasSlim }: `vectors` as `vectors.mjs` reads them; `vendorDesk`, the
//                address of a desk (`vendor-desk.mjs`) or nothing; `isPage` where functions that carry an API secret refuse with
//                `server_only`; `hasSlim` where there are `slim` and `core`
//
// and gets an outcome that is plain data: { environment, version, passed, failed: [{ name, why }] }.

import { cases as authenticators } from "./behaviour/authenticators.mjs";
import { cases as errors } from "./behaviour/errors.mjs";
import { cases as headers } from "./behaviour/headers.mjs";
import { cases as exchanges } from "./behaviour/exchanges.mjs";
import { cases as pages } from "./behaviour/pages.mjs";
import { cases as secrets } from "./behaviour/secrets.mjs";
import { cases as signatures } from "./behaviour/signatures.mjs";
import { cases as slim } from "./behaviour/slim.mjs";
import { cases as stores } from "./behaviour/stores.mjs";
import { vectorCases } from "./behaviour/vectors.mjs";

/**
 * Every case: { name, needs?, run(packages, environment) }. `needs` is what the environment must have: `"vendor"`, a server half
 * and a desk; `"server"`, a place that is no page; `"page"`, a page; `"slim"`, the slim entry. A case throws where the package is wrong.
 */
export const cases = [...headers, ...signatures, ...errors, ...secrets, ...slim, ...authenticators, ...exchanges, ...stores, ...pages];

/** The cases of an environment; there is one more for every file of vectors. */
export function casesFor(environment) {
  const isPage = environment.isPage === true;
  const has = { vendor: environment.vendorDesk !== undefined, server: !isPage, page: isPage, slim: environment.hasSlim === true };
  return [...cases.filter(({ needs }) => needs === undefined || has[needs]), ...vectorCases(environment)];
}

/** Runs them, one after the other. It never rejects. */
export async function runBehaviour(packages, environment) {
  const { name, version } = environment;
  const failed = [];
  const chosen = casesFor(environment);
  for (const one of chosen) {
    try {
      await one.run(packages, environment);
    } catch (error) {
      failed.push({ name: one.name, why: told(error) });
    }
  }
  return { environment: name, version, passed: chosen.length - failed.length, failed };
}

// Only some engines repeat the message in the stack.
function told(error) {
  const stack = String(error?.stack ?? "");
  return (stack.includes(error?.message) ? stack : `${error}\n${stack}`).slice(0, 2_000);
}

// The operations in a page of its own origin: `window.outcome` is a promise of what they came to, so that nobody has to ask again
// and again while they run.

import * as root from "/package/index.js";

import { byPage } from "./by-page.mjs";
import { measureOperations } from "./measure.mjs";
import { MD5_FROM, md5Hex } from "./page-md5.mjs";

window.outcome = operations().then(
  (measured) => ({ measured }),
  (error) => ({ failed: `${error}\n${error.stack}` }),
);

async function operations() {
  const response = await fetch("/given.json");
  const { inputs, secret, effort } = await response.json();
  const byHand = await byPage({ secret, md5Hex, md5From: MD5_FROM });
  return measureOperations({ packages: { root, secret }, byHand, inputs, effort });
}

// A realm with the web's own objects and nothing of Node's: a page, a worker, or something unknown.

import vm from "node:vm";

import { packageText } from "./installed.mjs";

const OF_THE_WEB = ["AbortController", "Headers", "Request", "Response", "TextDecoder", "TextEncoder", "URL", "atob", "btoa", "console", "fetch", "performance", "setTimeout", "clearTimeout"];

/** What a CommonJS file of the package exports there. `prepare` is a script that makes the realm what it is. */
export function inWebRealm(file, prepare) {
  const realm = vm.createContext(Object.fromEntries(OF_THE_WEB.map((name) => [name, globalThis[name]])));
  vm.runInContext(prepare, realm);
  const load = vm.runInContext(`(function (module, exports) {${packageText(file)}\n})`, realm, { filename: file });
  const module = { exports: {} };
  load(module, module.exports);
  return module.exports;
}

/** A page. */
export const WINDOW = "globalThis.window = globalThis; globalThis.document = { createElement() {} };";

/** A worker of a page. */
export const WORKER = `
  globalThis.WorkerGlobalScope = class { static [Symbol.hasInstance](value) { return value === globalThis; } };
  globalThis.navigator = { userAgent: "Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0.0.0" };`;

/** Neither a browser nor anything the package knows. */
export const UNKNOWN = "";

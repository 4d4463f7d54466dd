// The Content-Security-Policy of the page: one script and one style, by their digests, and nothing from elsewhere.

import { createHash } from "node:crypto";

export function pagePolicy(script, style) {
  return [
    "default-src 'none'",
    `script-src ${source(script)} 'wasm-unsafe-eval'`,
    `style-src ${source(style)}`,
    "img-src data:",
    "connect-src 'none'",
    "form-action 'none'",
    "base-uri 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join("; ");
}

export function digestOf(text, encoding) {
  return createHash("sha256").update(text).digest(encoding);
}

function source(text) {
  return `'sha256-${digestOf(text, "base64")}'`;
}

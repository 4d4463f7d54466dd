// Scripts from the start of a process to its first header: `covers` are the functions that have no other row, and
// `script(file)` is the text, given how a file of the package is spelt.

export const EMPTY = "an empty script";
export const BY_CRYPTO = "node:crypto, Buffer";

const till = (file) => `const { capillary } = await import(${file}); capillary.basicAuthorization("till", "secret");`;

export const STARTS = [
  { name: EMPTY, covers: [], script: () => "" },
  {
    name: BY_CRYPTO,
    covers: [],
    script: () => `const { createHash } = await import("node:crypto");
      Buffer.from("till:" + createHash("md5").update("secret").digest("hex")).toString("base64");`,
  },
  { name: "commerce-auth", entry: ".", covers: [], script: (file) => till(file("index.js")) },
  { name: "commerce-auth/headers", entry: "./headers", covers: [], script: (file) => till(file("headers.js")) },
  {
    name: "commerce-auth/server",
    entry: "./server",
    covers: [],
    script: (file) => `const { capillaryBasic } = await import(${file("server.js")});
      const api = capillaryBasic({ host: "eu.api.capillarytech.com", username: "till", password: "secret" });
      await api.headers();
      await api.close();`,
  },
  {
    name: "commerce-auth/slim, initSync",
    entry: "./slim",
    covers: ["initSync"],
    script: (file) => `import { readFileSync } from "node:fs";
      const { capillary, initSync } = await import(${file("slim.js")});
      initSync(readFileSync(new URL(${file("core.wasm")})));
      capillary.basicAuthorization("till", "secret");`,
  },
  {
    name: "commerce-auth/slim, init",
    entry: "./slim",
    covers: ["init"],
    script: (file) => `import { readFile } from "node:fs/promises";
      const { capillary, init } = await import(${file("slim.js")});
      await init(readFile(new URL(${file("core.wasm")})));
      capillary.basicAuthorization("till", "secret");`,
  },
];

// The operations and the starts in a page of a headless Chromium, from a folder served on the loopback address.

import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { openPage, outcomeOf, startBrowser } from "../../browser/browsers.mjs";
import { startStaticSite } from "../../browser/static-site.mjs";

// What gives a page the finest clock it can have.
const ISOLATED = { "cross-origin-opener-policy": "same-origin", "cross-origin-embedder-policy": "require-corp", "cache-control": "no-store" };
const pageOf = (script) => `<!doctype html><link rel="icon" href="data:,"><title>bench</title><script type="module">${script}</script>`;

/** Pages that say when they had their first header, in milliseconds from where the browser began to ask for them. */
const STARTS = {
  ours: `import { capillary } from "/package/index.js";
    capillary.basicAuthorization("till", "secret");
    window.outcome = performance.now();`,
  theirs: `import { md5Hex } from "/bench/runtimes/page-md5.mjs";
    btoa("till:" + md5Hex("secret"));
    window.outcome = performance.now();`,
};

/** Starts it: `{ version, operations(), start(side), close() }`. `tools` is the folder with what the page compares with. */
export async function openChromium({ packageFolder, tools, given }) {
  const site = await startStaticSite({
    folders: { "/package/": packageFolder, "/bench/": fileURLToPath(new URL("..", import.meta.url)).replace(/\/$/, ""), "/tools/": join(tools, "node_modules") },
    pages: {
      "/operations": { body: pageOf('import "/bench/runtimes/in-page.mjs";') },
      "/given.json": { type: ".json", body: JSON.stringify(given) },
      ...Object.fromEntries(Object.entries(STARTS).map(([side, script]) => [`/start/${side}`, { body: pageOf(script) }])),
    },
    headers: ISOLATED,
  });
  const { version, browser, close } = await startBrowser("Chromium");
  const visited = async (path) => {
    const opened = await openPage(browser, site.url + path);
    try {
      return await outcomeOf(opened, "window.outcome");
    } finally {
      await opened.page.close();
    }
  };
  return {
    version,
    async operations() {
      const { measured, failed } = await visited("/operations");
      if (failed !== undefined) throw new Error(failed);
      return measured;
    },
    /** Nanoseconds. */
    start: async (side) => (await visited(`/start/${side}`)) * 1e6,
    async close() {
      await close();
      await site.close();
    },
  };
}

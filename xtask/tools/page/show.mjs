// Serves the admin page and proves it: node show.mjs SITE once|until-stopped
//
// It fetches the page from itself as a browser would, compares the policy that came with the digests of what came, and
// then either ends or goes on until Ctrl-C.

import { pagePolicy } from "./policy.mjs";
import { startPageServer } from "./server.mjs";

const [site, howLong] = process.argv.slice(2);
const server = await startPageServer(site);
const length = await provenLength(server.url);
console.log(`Admin page at ${server.url} (${length.toLocaleString("en")} bytes, served with its policy)`);
if (howLong === "until-stopped") {
  console.log("Open it in a browser. Ctrl-C ends it.");
  await new Promise((resolve) => process.once("SIGINT", resolve).once("SIGTERM", resolve));
}
await server.close();

async function provenLength(url) {
  const answer = await fetch(url);
  if (answer.status !== 200) throw new Error(`${url} answered ${answer.status}`);
  const html = await answer.text();
  const [, style] = /<style>([^]*?)<\/style>/.exec(html);
  const [, script] = /<script type="module">([^]*?)<\/script>/.exec(html);
  const policy = answer.headers.get("content-security-policy") ?? "";
  if (!policy.startsWith(pagePolicy(script, style))) throw new Error(`${url} came with another policy than its own: ${policy}`);
  return Buffer.byteLength(html);
}

// Runs the suite where packages are required: one line of JSON, and the process ends by itself.

const root = require("commerce-auth");
const server = require("commerce-auth/server");

async function main() {
  const { runBehaviour } = await import("../behaviour.mjs");
  const { default: environment } = await import("../environment.mjs");
  console.log(JSON.stringify(await runBehaviour({ root, server }, environment)));
}

main();

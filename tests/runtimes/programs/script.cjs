// Runs the suite where packages are required: one line of JSON, and the process ends by itself.

const root = require("commerce-auth");
const server = require("commerce-auth/server");
const slim = require("commerce-auth/slim");

async function main() {
  const { runBehaviour } = await import("../behaviour.mjs");
  const { default: environment } = await import("../environment.mjs");
  const core = Uint8Array.from(atob(environment.core), (character) => character.charCodeAt(0));
  console.log(JSON.stringify(await runBehaviour({ root, server, slim, core }, environment)));
}

main();

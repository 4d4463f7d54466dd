// What an authenticator adds to a call whose token is fresh: node tests/bench/authenticator.mjs [pkg folder]

import { createServer } from "node:http";

import { packageFile } from "./measuring/package-folder.mjs";
import { microseconds, printTable } from "./measuring/table.mjs";

const HEADERS_BAR_US = 3;
const FETCH_BAR_US = 20;
const ROUNDS = 15;
const REQUESTS = 100;

const { capillaryOAuth } = await import(packageFile("server.js"));

const server = createServer((request, response) => {
  request.resume().on("end", () => response.writeHead(200, { "content-type": "application/json" }).end(ANSWER));
});
const ANSWER = JSON.stringify({ data: { accessToken: "eyJraWQiOiJrMSJ9.e30.c2ln", ttlSeconds: 3600 }, errors: null });
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const host = `http://127.0.0.1:${server.address().port}`;
const api = capillaryOAuth({ host, key: "key", secret: "secret", dangerouslyAllowInsecureHttp: "loopback" });
const fields = await api.headers();

const bare = async () => (await fetch(`${host}/v2/customers`, { headers: fields })).text();
const ours = async () => (await api.fetch("/v2/customers")).text();

const headers = [];
const differences = [];
for (let round = 0; round < ROUNDS; round += 1) {
  headers.push(await microsecondsOf(() => api.headers(), REQUESTS * 50));
  differences.push((await microsecondsOf(ours, REQUESTS)) - (await microsecondsOf(bare, REQUESTS)));
}

const median = (values) => values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)];
printTable("with a fresh token", [
  { what: "headers()", measured: microseconds(median(headers)), bar: microseconds(HEADERS_BAR_US) },
  { what: "fetch() over bare fetch, on loopback", measured: microseconds(median(differences)), bar: microseconds(FETCH_BAR_US) },
]);

await api.close();
server.close();
server.closeAllConnections();

async function microsecondsOf(run, times) {
  const start = performance.now();
  for (let count = 0; count < times; count += 1) await run();
  return ((performance.now() - start) * 1_000) / times;
}

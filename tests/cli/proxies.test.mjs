// HTTPS_PROXY, HTTP_PROXY and NO_PROXY: calls go by a proxy that knows the names of vendors, and this machine's own stay here.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createServer as createSecureServer } from "node:https";
import { connect } from "node:net";
import { join } from "node:path";
import test from "node:test";

import { folderOf, refusal, run, runningVendors, success } from "./program.mjs";

const HOST = "eu.api.capillarytech.com";
const SECRET = "Planted-secret-0123";
const PROXY_PASSWORD = "Planted-proxy-password-0123";
const CLIENT = { CAP_HOST: HOST, CAP_KEY: "key", CAP_SECRET: SECRET };
const HIDDEN = { secrets: [SECRET, PROXY_PASSWORD] };

/** A certificate for the vendor's name, by an authority that only this test trusts. */
function certificateOf(t) {
  const folder = folderOf(t);
  const [key, cert] = ["key.pem", "cert.pem"].map((name) => join(folder, name));
  const names = `subjectAltName=DNS:${HOST}`;
  execFileSync("openssl", ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=test", "-addext", names, "-keyout", key, "-out", cert], { stdio: "ignore" });
  return { key: readFileSync(key), cert: readFileSync(cert), path: cert };
}

async function listening(t, server) {
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  t.after(() => new Promise((resolve) => server.close(resolve).closeAllConnections()));
  return server.address().port;
}

/** The vendor, behind a proxy that is the only way to it: `{ env, asked, tunnels, plain }`. */
async function vendorBehindProxy(t) {
  const { key, cert, path } = certificateOf(t);
  const asked = [];
  const vendor = createSecureServer({ key, cert }, (request, response) => {
    asked.push(`${request.method} ${request.headers.host}${request.url}`);
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ data: { accessToken: "issued-by-the-vendor", ttlSeconds: 300 } }));
  });
  const vendorPort = await listening(t, vendor);
  const tunnels = [];
  const plain = [];
  const proxy = createServer((request, response) => {
    plain.push(`${request.method} ${request.url}`);
    response.end();
  });
  const sockets = new Set();
  t.after(() => sockets.forEach((socket) => socket.destroy()));
  proxy.on("connect", ({ url, headers }, socket, head) => {
    tunnels.push({ url, authorization: headers["proxy-authorization"] });
    const onward = connect(vendorPort, "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
      onward.write(head);
      socket.pipe(onward).pipe(socket);
    });
    for (const end of [socket, onward]) sockets.add(end.on("error", () => {}));
  });
  const address = `127.0.0.1:${await listening(t, proxy)}`;
  return { asked, tunnels, plain, address, trust: { NODE_EXTRA_CA_CERTS: path } };
}

for (const name of ["HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"]) {
  test(`a token call goes by ${name}`, async (t) => {
    const { asked, tunnels, address, trust } = await vendorBehindProxy(t);
    const env = { ...CLIENT, ...trust, [name]: `http://ann:${PROXY_PASSWORD}@${address}` };
    assert.equal(await success(["token", "capillary", "--show-token"], { env, ...HIDDEN }), "issued-by-the-vendor\n");
    assert.deepEqual(asked, [`POST ${HOST}/v3/oauth/token/generate`]);
    const authorization = `Basic ${Buffer.from(`ann:${PROXY_PASSWORD}`).toString("base64")}`;
    assert.deepEqual(tunnels, [{ url: `${HOST}:443`, authorization }]);
  });
}

test("a proxy is named without a scheme as well, and the small letters go first", async (t) => {
  const { asked, address, trust } = await vendorBehindProxy(t);
  const env = { ...CLIENT, ...trust, https_proxy: address, HTTPS_PROXY: "http://nobody.invalid:1" };
  await success(["token", "capillary"], { env, ...HIDDEN });
  assert.equal(asked.length, 1);
});

test("NO_PROXY names what is called directly", async (t) => {
  const { tunnels, address, trust } = await vendorBehindProxy(t);
  for (const list of ["nobody.invalid", ".invalid", "*"]) {
    const env = { ...CLIENT, CAP_HOST: "nobody.invalid", ...trust, HTTPS_PROXY: `http://${address}`, NO_PROXY: list };
    const { code, stderr } = await run(["token", "capillary"], { env, ...HIDDEN });
    assert.equal(code, 3, stderr);
    assert.match(stderr, /ENOTFOUND|EAI_AGAIN/);
  }
  assert.deepEqual(tunnels, []);
});

test("what is on this machine is called directly: it would leave in the clear", async (t) => {
  const { plain, tunnels, address } = await vendorBehindProxy(t);
  const { vendor, env, secrets } = await runningVendors(t);
  await success(["token", "capillary"], { env: { ...env, HTTP_PROXY: `http://${address}` }, secrets });
  assert.equal(vendor.requests.length, 1);
  assert.deepEqual([plain, tunnels], [[], []]);
});

test("doctor --online asks by the proxy", async (t) => {
  const { asked, address, trust } = await vendorBehindProxy(t);
  const { stdout } = await run(["doctor", "--online"], { env: { CAP_CLUSTER: "eu", ...trust, HTTPS_PROXY: `http://${address}` } });
  assert.deepEqual(asked, [`HEAD ${HOST}/`]);
  assert.match(stdout, new RegExp(`✓ HTTPS_PROXY +calls go by ${address}`));
});

test("a proxy that refuses, or is none, is told without its password", async (t) => {
  const refusing = createServer();
  refusing.on("connect", (_request, socket) => socket.end("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n"));
  const address = `127.0.0.1:${await listening(t, refusing)}`;
  const refused = await run(["token", "capillary"], { env: { ...CLIENT, HTTPS_PROXY: `http://ann:${PROXY_PASSWORD}@${address}` }, ...HIDDEN });
  assert.equal(refused.code, 3, refused.stderr);
  for (const wrong of [`socks5://ann:${PROXY_PASSWORD}@proxy.example`, `http://ann:${PROXY_PASSWORD}@`, `http://ann:100%${PROXY_PASSWORD}@proxy.example`, `http://ann:%ff${PROXY_PASSWORD}@proxy.example`, "http://a b"]) {
    const words = await refusal(["token", "capillary"], 2, { env: { ...CLIENT, HTTPS_PROXY: wrong }, ...HIDDEN });
    assert.match(words, /HTTPS_PROXY is not the address of a proxy/);
  }
});

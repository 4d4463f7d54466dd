// What answers a token call and means ill. `says` is bytes or a function of the connection (see raw-server.mjs), made for a
// token; `is` is the code of the error, or "a token"; two where the platform's own reader of HTTP decides, and platforms differ.
// `most` bounds what the server got rid of.

import { brotliCompressSync, constants, deflateRawSync, deflateSync, gzipSync } from "node:zlib";

import { chunked, endless, http, pause, stopsAfter } from "./raw-server.mjs";
import { tokenBody } from "./ground.mjs";

/** What the socket of either side and the platform's reader hold at once: an answer that is given up is not read further. */
const PLATFORM_HOLDS = 8 * 1024 * 1024;
const ZEROS = Buffer.alloc(30_000_000);
const fast = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };
const BOMBS = { gzip: gzipSync(ZEROS), br: brotliCompressSync(ZEROS, fast), deflate: deflateSync(ZEROS), "gzip, gzip": gzipSync(gzipSync(ZEROS)) };
const packed = (encoding, bytes) => http("200 OK", { "Content-Encoding": encoding }, bytes);
const json = (body) => http("200 OK", {}, body);
const good = (token, fields = {}) => http("200 OK", fields, tokenBody(token));
const status = (line) => (token) => http(line, {}, tokenBody(token));
const before = (text) => (token) => Buffer.concat([Buffer.from(text, "latin1"), good(token)]);
const rawHead = (text, body) => Buffer.from(`${text}\r\n\r\n${body}`, "latin1");
const field = (line) => (token) => rawHead(`HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n${line}\r\nContent-Length: ${tokenBody(token).length}`, tokenBody(token));
const type = (value) => (token) => good(token, { "Content-Type": value });
const length = (value) => (token) => good(token, { "Content-Length": value });
const transfer = (value, body) => (token) => http("200 OK", { "Transfer-Encoding": value, "Content-Length": null }, body?.(token) ?? tokenBody(token));
const asChunks = (body) => `${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`;
const location = (line, to) => () => http(line, to === undefined ? {} : { Location: to });
const member = (text) => (token) => json(`{"data":{"accessToken":"${token}",${text}}}`);
const deep = (open, count) => `{"data":${open.repeat(count)}`;

const compression = {
  "a gzip bomb": { says: () => packed("gzip", BOMBS.gzip), is: "response_too_large" },
  "a brotli bomb": { says: () => packed("br", BOMBS.br), is: "response_too_large" },
  "a deflate bomb": { says: () => packed("deflate", BOMBS.deflate), is: "response_too_large" },
  "a bomb packed twice": { says: () => packed("gzip, gzip", BOMBS["gzip, gzip"]), is: "response_too_large" },
  "a bomb that says it is raw deflate": { says: () => packed("deflate", deflateRawSync(ZEROS)), is: "response_too_large" },
  "a gzip stream without end": { says: () => endless(http("200 OK", { "Content-Encoding": "gzip", "Content-Length": null }), BOMBS.gzip.subarray(0, 20_000)), is: "response_too_large", most: PLATFORM_HOLDS },
  "a small bomb behind a token": { says: (token) => packed("gzip", gzipSync(tokenBody(token) + " ".repeat(200_000))), is: "response_too_large" },
  "a gzip stream that stops": { says: (token) => packed("gzip", gzipSync(tokenBody(token)).subarray(0, 30)), is: ["malformed_response", "network"] },
  "a gzip stream with a wrong sum": { says: (token) => packed("gzip", spoiled(gzipSync(tokenBody(token)), -6)), is: "network" },
  "a gzip head, and no more for ever": { says: () => stopsAfter(http("200 OK", { "Content-Encoding": "gzip", "Content-Length": 500 }, BOMBS.gzip.subarray(0, 10))), is: "timeout" },
  "brotli that says gzip": { says: (token) => packed("gzip", brotliCompressSync(tokenBody(token))), is: "network" },
  "gzip that says nothing": { says: (token) => json(gzipSync(tokenBody(token))), is: "malformed_response" },
  "a coding nobody knows, around a gzip stream": { says: (token) => packed("x-own", gzipSync(tokenBody(token))), is: "malformed_response" },
  "the coding identity": { says: (token) => packed("identity", tokenBody(token)), is: "a token" },
};

const slowness = {
  "a status line, letter by letter, for ever": { says: () => endless("HTTP/1.1 200 O", "K", 20), is: "timeout" },
  "a field that grows for ever, slowly": { says: () => endless("HTTP/1.1 200 OK\r\nX-Slow: ", "x", 20), is: "timeout" },
  "a body, blank by blank, for ever": { says: () => endless(http("200 OK", { "Content-Length": 9_999 }), " ", 20), is: "timeout" },
  "a chunk of one blank again and again": { says: () => endless(http("200 OK", { "Transfer-Encoding": "chunked", "Content-Length": null }), "1\r\n \r\n", 20), is: "timeout" },
  "a status line and no more": { says: () => stopsAfter("HTTP/1.1 200 OK\r\n"), is: "timeout" },
  "a whole body without an end": { says: (token) => stopsAfter(http("200 OK", { "Content-Length": null }, tokenBody(token))), is: "timeout" },
  "chunks whose last is missing": { says: (token) => stopsAfter(chunked({}, [tokenBody(token)], "")), is: "timeout" },
  "a length that is never reached": { says: (token) => stopsAfter(good(token, { "Content-Length": 60_000 })), is: "timeout" },
  "blanks as fast as they are taken": { says: () => endless(http("200 OK", { "Content-Length": null }), Buffer.alloc(16_384, " ")), is: "response_too_large", most: PLATFORM_HOLDS },
  "chunks as fast as they are taken": { says: () => endless(http("200 OK", { "Transfer-Encoding": "chunked", "Content-Length": null }), `1000\r\n${" ".repeat(4_096)}\r\n`), is: "response_too_large", most: PLATFORM_HOLDS },
};

const interim = {
  "103 without end": { says: () => endless("", `HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n`.repeat(50), 5), is: "timeout" },
  "a thousand 103 and then the token": { says: (token) => Buffer.concat([Buffer.from("HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n".repeat(1_000)), good(token)]), is: "a token" },
  "102 and then the token": { says: before("HTTP/1.1 102 Processing\r\n\r\n"), is: "a token" },
  "100, which nobody asked for": { says: before("HTTP/1.1 100 Continue\r\n\r\n"), is: "network" },
  "101, another protocol": { says: before("HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n"), is: "network" },
  "103 with a token's body": { says: (token) => http("103 Early Hints", {}, tokenBody(token)), is: "network" },
};

const heads = {
  "a field of a megabyte": { says: field(`X-Long: ${"x".repeat(1_000_000)}`), is: "network" },
  "fields without end": { says: () => endless("HTTP/1.1 200 OK\r\n", "X-Field: value\r\n".repeat(200)), is: "network", most: PLATFORM_HOLDS },
  "ten thousand fields": { says: field("X-Field: v\r\n".repeat(10_000).trimEnd()), is: "network" },
  "a thousand cookies": { says: field("Set-Cookie: a=b\r\n".repeat(600).trimEnd()), is: "a token" },
  "a NUL in a field": { says: field("X-Nul: a\0b"), is: "network" },
  "a NUL in a name": { says: field("X\0Nul: ab"), is: "network" },
  "a bare carriage return in a field": { says: field("X-Cr: a\rX-Token: b"), is: "network" },
  "a blank before a colon": { says: field("X-Blank : b"), is: ["a token", "network"] },
  "a line without a colon": { says: field("no colon here"), is: "network" },
  "a name of nothing": { says: field(": nothing"), is: ["a token", "network"] },
  "bytes beyond ASCII in a field": { says: field("X-High: \xff\xfe\x80"), is: "a token" },
  "two content types, JSON first": { says: field("Content-Type: text/html"), is: "malformed_response" },
  "two content types, JSON both": { says: field("Content-Type: application/json"), is: "a token" },
  "HTML": { says: type("text/html; charset=utf-8"), is: "malformed_response" },
  "an event stream": { says: type("text/event-stream"), is: "malformed_response" },
  "a script": { says: type("application/javascript"), is: "malformed_response" },
  "JSON by the first letters only": { says: type("application/json5"), is: "malformed_response" },
  "JSON in a parameter only": { says: type("text/plain; x=application/json"), is: "malformed_response" },
  "a form": { says: (token) => http("200 OK", { "Content-Type": "application/x-www-form-urlencoded" }, `access_token=${token}`), is: "malformed_response" },
  "a content type of ten thousand parameters": { says: type(`application/json${"; a=b".repeat(2_500)}`), is: "a token" },
};

const lengths = {
  "a length below the body's": { says: length(20), is: "malformed_response" },
  "a length above the body's": { says: length(5_000), is: "network" },
  "two lengths that differ": { says: length([10, 400]), is: "network" },
  "two lengths in one field": { says: length("10, 400"), is: "network" },
  "a length below zero": { says: length(-1), is: "network" },
  "a length with a sign": { says: length("+64"), is: "network" },
  "a length in hexadecimal": { says: length("0x40"), is: "network" },
  "a length of thirty digits": { says: length("9".repeat(30)), is: "network" },
  "a length of nothing": { says: length(""), is: "network" },
  "a length of 0 before a body": { says: length(0), is: "malformed_response" },
  "a length beside chunks": { says: (token) => http("200 OK", { "Transfer-Encoding": "chunked", "Content-Length": 5 }, asChunks(tokenBody(token))), is: "network" },
  "chunks as the coding before another": { says: transfer("chunked, identity"), is: ["a token", "network"] },
  "a transfer coding nobody knows": { says: transfer("own"), is: "a token" },
  "chunks that are none": { says: transfer("chunked"), is: "network" },
  "a chunk's size that is no number": { says: transfer("chunked", () => "zz\r\nab\r\n0\r\n\r\n"), is: "network" },
  "a chunk's size beyond all numbers": { says: transfer("chunked", () => `${"f".repeat(20)}\r\nab`), is: "network" },
  "a chunk's size below zero": { says: transfer("chunked", () => "-5\r\nab"), is: "network" },
  "a chunk longer than it says": { says: transfer("chunked", (token) => `5\r\n${tokenBody(token)}\r\n0\r\n\r\n`), is: "network" },
  "a chunk's extension without end": { says: () => endless(http("200 OK", { "Transfer-Encoding": "chunked", "Content-Length": null }), "1;".padEnd(16_384, "x"), 1), is: ["timeout", "network"] },
  "a chunk for every byte": { says: (token) => chunked({}, [...tokenBody(token)]), is: "a token" },
  "trailers that look like fields": { says: (token) => chunked({ Trailer: "Content-Type" }, [tokenBody(token)], "0\r\nContent-Type: text/html\r\nX-Cap-Requestid: forged\r\n\r\n"), is: "a token" },
  "trailers without end": { says: (token) => endless(chunked({}, [tokenBody(token)], "0\r\n"), "X-Trailer: value\r\n".repeat(200)), is: "network", most: PLATFORM_HOLDS },
};

const statuses = {
  "status 000": { says: status("000 Nothing"), is: "network" },
  "status 099": { says: status("099 Below"), is: "network" },
  "status 600": { says: status("600 Beyond"), is: "network" },
  "status 999": { says: status("999 Denied"), is: "network" },
  "status 20": { says: status("20 Short"), is: "network" },
  "status 2000": { says: status("2000 Long"), is: "network" },
  "a status of letters": { says: status("OK 200"), is: "network" },
  "a status without a reason": { says: status("200"), is: "a token" },
  "a reason beyond ASCII": { says: status("200 \xd6K"), is: "a token" },
  "status 203": { says: status("203 Changed On The Way"), is: "a token" },
  "status 205 with a body": { says: status("205 Reset Content"), is: "malformed_response" },
  "status 206, a part": { says: (token) => http("206 Partial Content", { "Content-Range": "bytes 0-9/999" }, tokenBody(token).slice(0, 30)), is: "malformed_response" },
  "status 407": { says: status("407 Proxy Authentication Required"), is: ["network", "http_error"] },
  "status 418": { says: status("418 Teapot"), is: "http_error" },
  "status 451": { says: status("451 Unavailable"), is: "http_error" },
  "status 511": { says: status("511 Portal"), is: "http_error", facts: { retryable: true } },
  "a 401 that asks for Basic": { says: () => http("401 No", { "WWW-Authenticate": `Basic realm="${"x".repeat(4_000)}"` }, "{}"), is: "bad_credentials" },
  "a wait of four hundred digits": { says: () => http("503 Busy", { "Retry-After": "9".repeat(400) }, "{}"), is: "http_error", facts: { retryAfterMs: 300_000 } },
  "a wait until the year 9999": { says: () => http("429 Busy", { "Retry-After": "Fri, 31 Dec 9999 23:59:59 GMT" }, "{}"), is: "rate_limited", facts: { retryAfterMs: 300_000 } },
  "a wait below zero": { says: () => http("429 Busy", { "Retry-After": "-5" }, "{}"), is: "rate_limited", facts: { retryAfterMs: undefined } },
  "HTTP/0.9: a body and nothing else": { says: (token) => Buffer.from(tokenBody(token)), is: "network" },
  "HTTP/1.0": { says: (token) => rawHead("HTTP/1.0 200 OK\r\nContent-Type: application/json", tokenBody(token)), is: "a token" },
  "HTTP/2 in clear": { says: (token) => Buffer.from(`HTTP/2.0 200 OK\r\n\r\n${tokenBody(token)}`), is: ["a token", "network"] },
  "HTTP/9.9": { says: (token) => rawHead("HTTP/9.9 200 OK\r\nContent-Type: application/json", tokenBody(token)), is: "network" },
  "a radio": { says: (token) => rawHead("ICY 200 OK", tokenBody(token)), is: "network" },
  "a shell": { says: () => Buffer.from("SSH-2.0-OpenSSH_9.9\r\n"), is: "network" },
  "a TLS alert": { says: () => Buffer.from([0x15, 3, 3, 0, 2, 2, 40]), is: "network" },
  "nothing, and a reset": { says: () => (connection) => connection.reset(), is: "network" },
  "a body, and a reset": { says: (token) => resetAfter(good(token, { "Content-Length": 900 })), is: "network" },
};

const redirects = {
  "301 to itself": { says: location("301 Moved", "/v3/oauth/token/generate"), is: "redirect_refused" },
  "302 without an address": { says: location("302 Found", undefined), is: "redirect_refused" },
  "303 to another machine": { says: location("303 See Other", "http://192.0.2.1/"), is: "redirect_refused" },
  "307 to a script": { says: location("307 Again", "javascript:alert(1)"), is: "redirect_refused" },
  "308 to a file": { says: location("308 Moved", "file:///etc/passwd"), is: "redirect_refused" },
  "302 to data with a token": { says: (token) => http("302 Found", { Location: `data:application/json,${encodeURIComponent(tokenBody(token))}` }), is: "redirect_refused" },
  "302 to no address": { says: location("302 Found", "http://[::"), is: "redirect_refused" },
  "302 to two addresses": { says: location("302 Found", ["/a", "http://192.0.2.1/"]), is: "redirect_refused" },
  "300 with a body that is a token": { says: (token) => http("300 Choices", { Location: "/x" }, tokenBody(token)), is: "redirect_refused" },
  "305, a proxy": { says: location("305 Use Proxy", "http://192.0.2.1/"), is: "redirect_refused" },
  "399": { says: location("399 Something", "/x"), is: "redirect_refused" },
};

const bodies = {
  "two objects": { says: (token) => json(tokenBody(token).repeat(2)), is: "malformed_response" },
  "zeros behind the object": { says: (token) => json(`${tokenBody(token)}\0\0\0`), is: "malformed_response" },
  "a zero before the object": { says: (token) => json(`\0${tokenBody(token)}`), is: "malformed_response" },
  "a byte order mark": { says: (token) => json(`\ufeff${tokenBody(token)}`), is: "a token" },
  "two byte order marks": { says: (token) => json(`\ufeff\ufeff${tokenBody(token)}`), is: "malformed_response" },
  "UTF-16": { says: (token) => json(Buffer.from(`\ufeff${tokenBody(token)}`, "utf16le")), is: "malformed_response" },
  "overlong UTF-8": { says: (token) => json(Buffer.from(tokenBody(token).replace("data", "d\xc0\xa1ta"), "latin1")), is: "malformed_response" },
  "a prefix against scripts": { says: (token) => json(`)]}',\n${tokenBody(token)}`), is: "malformed_response" },
  "a call of a function": { says: (token) => json(`callback(${tokenBody(token)})`), is: "malformed_response" },
  "a comment": { says: (token) => json(`/**/${tokenBody(token)}`), is: "malformed_response" },
  "a comma too many": { says: member('"ttlSeconds":300,'), is: "malformed_response" },
  "single quotes": { says: (token) => json(tokenBody(token).replaceAll('"', "'")), is: "malformed_response" },
  "60 kB of arrays in each other": { says: () => json(deep("[", 60_000)), is: "malformed_response" },
  "60 kB of objects in each other": { says: () => json(deep('{"":', 15_000)), is: "malformed_response" },
  "a member twice, one of them escaped": { says: (token) => json(`{"data":{"accessToken":"${token}","access\\u0054oken":"forged"}}`), is: "malformed_response" },
  "eight thousand members of one name": { says: (token) => json(`{"data":{"accessToken":"${token}"},${'"x":1,'.repeat(8_000)}"y":1}`), is: "malformed_response" },
  "members named like JavaScript's own": { says: (token) => json(`{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},${tokenBody(token).slice(1)}`), is: "a token" },
  "a token that is half of a pair": { says: () => json('{"data":{"accessToken":"\\ud800","ttlSeconds":300}}'), is: "malformed_response" },
  "a token with a line break in it": { says: (token) => json(tokenBody(`${token}\r\nX-Admin: 1`)), is: "malformed_response" },
  "a token with a zero in it": { says: (token) => json(tokenBody(`${token}\0`)), is: "malformed_response" },
  "a token of letters beyond ASCII": { says: (token) => json(tokenBody(`${token}é`)), is: "malformed_response" },
  "a token in an object": { says: () => json('{"data":{"accessToken":{"toString":"x"}}}'), is: "malformed_response" },
  "a lifetime in hexadecimal": { says: member('"ttlSeconds":"0x100"'), is: "malformed_response" },
  "a lifetime of true": { says: member('"ttlSeconds":true'), is: "malformed_response" },
  "a lifetime in a list": { says: member('"ttlSeconds":[300]'), is: "malformed_response" },
  "a lifetime below one second": { says: member('"ttlSeconds":1e-9'), is: "malformed_response" },
  "a lifetime of minus zero": { says: member('"ttlSeconds":-0'), is: "malformed_response" },
  "a lifetime of 300 digits": { says: member(`"ttlSeconds":${"9".repeat(300)}`), is: "malformed_response" },
  "a lifetime of NaN": { says: member('"ttlSeconds":NaN'), is: "malformed_response" },
  "words that quote the secret": { says: (_, secret) => json(JSON.stringify({ data: null, errors: [{ code: 320001, message: `no such secret: ${secret}` }] })), is: "bad_credentials" },
  "a code that is the secret": { says: (_, secret) => json(JSON.stringify({ data: null, errors: [{ code: secret, message: "no" }] })), is: "vendor_error" },
};

export const TOKEN_ANSWERS = { compression, slowness, interim, heads, lengths, statuses, redirects, bodies };

function spoiled(bytes, at) {
  bytes[bytes.length + at] ^= 0xff;
  return bytes;
}

const resetAfter = (bytes) => async (connection) => {
  await connection.send(bytes);
  await pause(20);
  connection.reset();
};

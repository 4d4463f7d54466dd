// HTTP as plain as Node has it: what is given is what is sent, and a broken answer is told apart from none.

import { request } from "node:http";
import { connect } from "node:net";

/** `{ status, headers, rawHeaders, text, json, error, complete, arrivals }`; never rejects. */
export function send(url, { method = "GET", headers = {}, body = "", timeoutMs = 5_000 } = {}) {
  return new Promise((resolve) => {
    const answer = { status: null, headers: null, text: "", error: null, complete: false, arrivals: [] };
    const call = request(url, { method, headers, agent: false });
    const finish = (error) => {
      answer.error ??= error;
      clearTimeout(timer);
      call.destroy();
      resolve(withJson(answer));
    };
    const timer = setTimeout(() => finish(new Error("timed out")), timeoutMs);
    call.once("error", finish);
    call.once("response", (response) => collect(response, answer, finish));
    call.end(body);
  });
}

function collect(response, answer, finish) {
  answer.status = response.statusCode;
  answer.headers = response.headers;
  response.on("data", (chunk) => {
    answer.text += chunk;
    answer.arrivals.push({ at: performance.now(), bytes: chunk.length });
  });
  response.once("error", finish);
  response.once("end", () => {
    answer.complete = response.complete;
    finish(null);
  });
}

function withJson(answer) {
  try {
    return { ...answer, json: JSON.parse(answer.text) };
  } catch {
    return { ...answer, json: undefined };
  }
}

/** Sends bytes over a bare socket and resolves to everything that came back once the other side closed. */
export function sendBytes(url, bytes) {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const chunks = [];
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    socket.setTimeout(5_000, () => socket.destroy(new Error("timed out")));
    socket.on("data", (chunk) => chunks.push(chunk));
    socket.once("error", (error) => resolve({ error, text: Buffer.concat(chunks).toString("latin1") }));
    socket.once("end", () => {
      socket.destroy();
      resolve({ error: null, text: Buffer.concat(chunks).toString("latin1") });
    });
  });
}

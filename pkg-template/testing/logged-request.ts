// One entry of the emulator's log.

import { inspect } from "node:util";

import { printableBody, printableHeaders, printableQuery, printableRawHeaders } from "./redaction.ts";

export class LoggedRequest {
  // What may hold a credential is private, behind getters of the prototype: no printer, whatever its options, reads those.
  #received;
  #responseBody = "";

  constructor({ vendor, method, path, query, headers, rawHeaders, endpoint, authentication }) {
    this.at = Date.now();
    this.vendor = vendor;
    this.method = method;
    this.path = path;
    this.endpoint = endpoint;
    this.authentication = authentication;
    this.verdict = "pending";
    this.status = null;
    this.milliseconds = null;
    this.#received = { query, headers, rawHeaders, body: "" };
  }

  get query() {
    return this.#received.query;
  }

  get headers() {
    return this.#received.headers;
  }

  get rawHeaders() {
    return this.#received.rawHeaders;
  }

  get body() {
    return this.#received.body;
  }

  get responseBody() {
    return this.#responseBody;
  }

  toJSON() {
    return {
      ...this,
      query: printableQuery(this.query),
      headers: printableHeaders(this.headers),
      rawHeaders: printableRawHeaders(this.rawHeaders),
      body: printableBody(this.endpoint, this.body),
      responseBody: printableBody(this.endpoint, this.responseBody),
    };
  }

  [inspect.custom](depth, options) {
    if (depth < 0) return "[LoggedRequest]";
    return `LoggedRequest ${inspect(this.toJSON(), options)}`;
  }

  /** Notes the body, once it is whole. */
  static noteBody(entry, body) {
    entry.#received.body = body;
  }

  /** Notes what is about to be sent, before it is: a client that has its answer finds the log complete. */
  static noteAnswer(entry, status, responseBody) {
    entry.status = status;
    entry.#responseBody = responseBody;
  }
}

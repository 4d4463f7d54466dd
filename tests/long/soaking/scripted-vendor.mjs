// A vendor in this process: it answers as its script says, by a seed, and remembers what it answered to whom.

import { chance } from "../../package/random.mjs";

/** A token is forgotten when so many newer ones were issued. */
const TOKENS_KEPT = 32;
/** The failures that may still be told of: those of the last renewals. */
const FAILURES_KEPT = 12;
/** The rejections that may still be told of: those of the last requests. */
const REJECTIONS_KEPT = 40;
const LIFETIME_SECONDS = 300;

const HTML = { "Content-Type": "text/html" };

/** What becomes of a token request: how often of a thousand, and the code that a caller may hear of it. */
const TOKEN_FAULTS = [
  { share: 50, code: "network", answer: reset },
  { share: 40, code: "rate_limited", answer: () => Response.json({}, { status: 429, headers: { "Retry-After": "1" } }) },
  { share: 40, code: "http_error", answer: () => Response.json({}, { status: 500 }) },
  { share: 30, code: "malformed_response", answer: () => new Response('{"access_token": "cut', { headers: { "Content-Type": "application/json" } }) },
  { share: 20, code: "malformed_response", answer: () => new Response("<html>Good morning</html>", { headers: HTML }) },
  { share: 20, code: "bad_credentials", answer: () => Response.json({}, { status: 401 }) },
  { share: 1, code: "timeout", answer: untilAborted },
];

const JSON_TYPE = { "Content-Type": "application/json" };

/** What becomes of a request with a good token: what is answered in place of status 200 and the whole text as JSON. */
const API_FAULTS = [
  { share: 20, answer: reset },
  { share: 20, answer: (text) => ({ status: 500, text }) },
  { share: 20, answer: (text) => ({ status: 429, text, headers: { ...JSON_TYPE, "Retry-After": "1" } }) },
  { share: 20, answer: (text) => ({ text: text.slice(0, -1) }) },
  { share: 20, answer: (text) => ({ text, headers: HTML }) },
];
const WHOLE = { answer: (text) => ({ text }) };
const REJECTED = { isRejection: true, answer: () => ({ status: 401, text: '{"errors":[{"code":401}]}' }) };
const REJECTED_INSIDE = {
  isRejection: true,
  answer: () => ({ text: '{"response":{"status":{"success":"true","code":"498","message":"expired"}}}' }),
};
/** How often of a thousand an answer takes its time. */
const SLOW = 5;

export class ScriptedVendor {
  issued = 0;
  tokenRequests = 0;
  rejections = 0;
  /** What was answered last to the requests that are under way, by their numbers. */
  answers = new Map();
  #dialect;
  #clock;
  #below;
  #tokens = new Map();
  #failures = [];
  #rejected = [];

  constructor(dialect, clock, seed) {
    [this.#dialect, this.#clock, this.#below] = [dialect, clock, chance(seed)];
  }

  fetch = async (url, init) => {
    if (this.#below(1_000) < SLOW) await new Promise((resolve) => setTimeout(resolve, 1));
    if (url.endsWith(this.#dialect.tokenPath)) return this.#answerToken(init);
    return this.#answerCall(Number(url.slice(url.lastIndexOf("=") + 1)), init);
  };

  /** Whether the vendor gave out this token, and its time has not ended. */
  knows(token) {
    return this.#tokens.get(token)?.expiresAt > this.#clock.now();
  }

  /** Whether a renewal of late failed with this code. */
  failedWith(code) {
    return this.#failures.includes(code);
  }

  /** What the rejected tokens of a request were, for whoever has to find out why. */
  rejectedFor(id) {
    return this.#rejected.filter((rejection) => rejection.id === id);
  }

  rejectAllTokens() {
    for (const token of this.#tokens.values()) token.isGood = false;
  }

  #answerToken(init) {
    this.tokenRequests += 1;
    const fault = drawn(TOKEN_FAULTS, this.#below(1_000));
    if (fault === undefined) return this.#issue();
    this.#failures.push(fault.code);
    if (this.#failures.length > FAILURES_KEPT) this.#failures.shift();
    return fault.answer(init);
  }

  #issue() {
    this.issued += 1;
    const token = `eyJhIjoxfQ.e30.c2ln${this.issued}`;
    this.#tokens.set(token, { isGood: true, issuedAt: this.#clock.now(), expiresAt: this.#clock.now() + LIFETIME_SECONDS * 1_000 });
    if (this.#tokens.size > TOKENS_KEPT) this.#tokens.delete(this.#tokens.keys().next().value);
    return Response.json(this.#dialect.tokenAnswer(token, LIFETIME_SECONDS));
  }

  #answerCall(id, { headers }) {
    const token = this.#dialect.tokenOf(headers);
    if (!this.knows(token) || !this.#tokens.get(token).isGood) return this.#reject(id, token);
    const text = `{"id":${id},"entity":{"name":"Zoë"}}`;
    return this.#remember(id, drawn(API_FAULTS, this.#below(1_000)) ?? WHOLE, text);
  }

  #reject(id, token) {
    this.rejections += 1;
    const { issuedAt, expiresAt } = this.#tokens.get(token) ?? {};
    this.#rejected.push({ id, number: token.slice(token.indexOf("c2ln") + 4), issuedAt, expiresAt, at: this.#clock.now() });
    if (this.#rejected.length > REJECTIONS_KEPT) this.#rejected.shift();
    const inside = this.#dialect.hasRejectionsInside && this.#below(2) === 0;
    return this.#remember(id, inside ? REJECTED_INSIDE : REJECTED, "");
  }

  /** Gives the answer, and keeps what the caller has to find in it. */
  #remember(id, { answer, isRejection = false }, given) {
    // Where the answer is a broken connection, this is what stays.
    this.answers.set(id, { code: "network" });
    const { status = 200, text, headers = JSON_TYPE } = answer(given);
    this.answers.set(id, { status, text, isRejection });
    return new Response(text, { status, headers });
  }
}

function drawn(faults, point) {
  let end = 0;
  return faults.find(({ share }) => point < (end += share));
}

function reset() {
  throw new TypeError("fetch failed", { cause: Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" }) });
}

function untilAborted({ signal }) {
  return new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason), { once: true }));
}

// What an endpoint says of a request: the verdict for the log and the answer for the wire.

/** A good request. `body` makes the answer's body, only when the answer is really sent. */
export function accept(body) {
  return { verdict: "accepted", answer: () => ({ status: 200, headers: {}, body: body() }) };
}

/** A refused one. `reason` goes to the log only: the vendor itself is not so helpful. */
export function refuse(reason, status, body) {
  return { verdict: reason, answer: () => ({ status, headers: {}, body }) };
}

/** The first thing found wrong by a list of checks, or null. */
export function firstRefusal(checks, ...input) {
  for (const check of checks) {
    const refusal = check(...input);
    if (refusal) return refusal;
  }
  return null;
}

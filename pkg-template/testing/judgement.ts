// What an endpoint says of a request: the verdict for the log and the answer for the wire.

import type { ReceivedRequest } from './received-request.ts';

/** An answer as it goes on the wire. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | null>>;
  readonly body: string | Uint8Array | object;
  /** Why a route of one's own could not answer, where it could not: for the log. */
  readonly failure?: { readonly verdict: string; readonly reason: unknown };
}

export interface Judgement {
  readonly verdict: string;
  readonly answer: () => Answer | Promise<Answer>;
}

export type Judge = (received: ReceivedRequest) => Judgement;

/** What every refusal says, whatever else its vendor wants to know. */
export interface Refusal {
  readonly reason: string;
  readonly status: number;
}

/** A good request. `body` makes the answer's body, only when the answer is really sent. */
export function accept(body: () => object): Judgement {
  return { verdict: 'accepted', answer: () => ({ status: 200, headers: {}, body: body() }) };
}

/** A refused one. `reason` goes to the log only: the vendor itself is not so helpful. */
export function refuse(reason: string, status: number, body: object): Judgement {
  return { verdict: reason, answer: () => ({ status, headers: {}, body }) };
}

/** The first thing found wrong by a list of checks, or null. */
export function firstRefusal<Input extends readonly unknown[], Found extends object>(
  checks: ReadonlyArray<(...input: Input) => Found | null>,
  ...input: Input
): Found | null {
  for (const check of checks) {
    const refusal = check(...input);
    if (refusal) return refusal;
  }
  return null;
}

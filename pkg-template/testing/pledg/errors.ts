// Pledg's refusals. It publishes no error body of its REST API: this is the shape of its plugins' errors.

import { type Judgement, type Refusal, refuse } from '../judgement.ts';

export interface PledgRefusal extends Refusal {
  readonly message?: string;
}

/** Refuses with `{ error: { type, message } }`. */
export function refuseWithError({ reason, status, message = 'Invalid request' }: PledgRefusal): Judgement {
  const type = status >= 500 ? 'internal_error' : 'invalid_request_error';
  return refuse(reason, status, { error: { type, message } });
}

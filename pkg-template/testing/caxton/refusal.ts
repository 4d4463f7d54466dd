// Refusals outside the envelope, in the manner of the framework that the vendor's token endpoint gives away.

import { type Judgement, type Refusal, refuse } from '../judgement.ts';

const MESSAGES: Readonly<Record<number, string>> = {
  401: 'Authorization has been denied for this request.',
  403: 'Authorization has been denied for this request.',
  404: 'No HTTP resource was found that matches the request URI.',
  405: 'The requested resource does not support this HTTP method.',
  415: "The request entity's media type is not supported for this resource.",
};

/** Refuses with `{ Message }`. */
export function refuseWithMessage({ reason, status }: Refusal): Judgement {
  return refuse(reason, status, { Message: MESSAGES[status] ?? 'The request is invalid.' });
}

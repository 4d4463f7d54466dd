// How the two generations of the API word a refusal: v2 in the HTTP status, v1.1 inside a 200 body.

import { type Judgement, type Refusal, refuse } from '../judgement.ts';
import { type FoundOwnRoute, acceptOwn, ownBodyRefusal } from '../own-routes.ts';
import type { ReceivedRequest } from '../received-request.ts';

export type ApiVersion = 'v2' | 'v1.1';

export interface ApiRefusal extends Refusal {
  readonly kind: 'unauthorized' | 'forbidden' | 'expired' | 'request';
  readonly code: number;
  readonly message: string;
}

/** The judgement that refuses a request in the manner of its API version. */
export function refuseAs(version: ApiVersion, refusal: ApiRefusal, expiredTokenStatus?: number): Judgement {
  const inBody = version === 'v1.1' || (refusal.kind === 'expired' && expiredTokenStatus === 200);
  if (inBody) return refuse(refusal.reason, 200, { response: { status: oldStatus(refusal) } });
  return refuse(refusal.reason, refusal.status, newBody(refusal));
}

/** The judgement of a request to a route of one's own, once its login was found good. */
export function judgeOwn(own: FoundOwnRoute<string>, received: ReceivedRequest, version: ApiVersion): Judgement {
  const broken = ownBodyRefusal(received);
  return broken ? refuseAs(version, requestRefusal(broken)) : acceptOwn(own, received);
}

/** What is wrong with the request itself, as the vendor words it. */
export function requestRefusal({ reason, status }: Refusal): ApiRefusal {
  return { kind: 'request', reason, status, code: status, message: reason };
}

// The strange `success` values are the vendor's: "true" for a refused token, a real boolean for a refused resource.
function oldStatus({ kind, status, code, message }: ApiRefusal): object {
  if (kind === 'forbidden') return { success: false, code: status, message: NO_ACCESS, warnings: { warning: [] } };
  const success = kind === 'unauthorized' || kind === 'expired' ? 'true' : 'false';
  return { success, code: String(code), message };
}

const NO_ACCESS = "Client doesn't have access to the requested resource";

function newBody({ code, message }: ApiRefusal): object {
  return { errors: [{ status: false, code, message }] };
}

// The four places that take a purchase's parameters, signed, as the only parameter of the query.

import { randomUUID } from 'node:crypto';

import { type Judge, accept } from '../judgement.ts';
import { type ReceivedRequest, headerValues } from '../received-request.ts';
import { type PledgRefusal, refuseWithError } from './errors.ts';
import { purchaseProblem } from './purchase-parameters.ts';
import { type SignedClaims, readSigned } from './signed-parameters.ts';
import type { Now } from '../emulator-clock.ts';
import type { PurchaseLedger } from './purchase-ledger.ts';
import type { VendorPlace } from '../vendor.ts';
import type { EmulatedMerchant } from './options.ts';

/** A purchase whose signed parameters were accepted. */
export interface EmulatedPurchase {
  /** What Pledg calls it. */
  readonly uid: string;
  /** Where the parameters came in. */
  readonly via: 'purchase' | 'payment_solutions' | 'purchase_link' | 'payment_by_transfer';
  /** The `data` of the JWT. */
  readonly data: Readonly<Record<string, unknown>>;
}

interface Route {
  readonly via: EmulatedPurchase['via'];
  readonly methods: readonly string[];
}

interface PurchaseParts {
  readonly merchants: readonly EmulatedMerchant[];
  readonly purchases: EmulatedPurchase[];
  readonly place: VendorPlace;
  readonly now: Now;
  readonly ledger: PurchaseLedger;
}

// Which method transfers take is not published.
const ROUTES: Readonly<Record<string, Route>> = {
  '/purchase': { via: 'purchase', methods: ['GET'] },
  '/payment_solutions': { via: 'payment_solutions', methods: ['GET'] },
  '/api/purchase_link/': { via: 'purchase_link', methods: ['POST'] },
  '/api/payment_by_transfer': { via: 'payment_by_transfer', methods: ['GET', 'POST'] },
};

const ALONE = 'signature replaces all other parameters of the query';

/** Text at the end of a page's path, against caches ("By redirection", docs.pledg.co). */
const AGAINST_CACHES = /^(\/(?:purchase|payment_solutions))\/[\w.~-]+$/;

/** The path that a route is known by. */
function routePath(path: string): string {
  return AGAINST_CACHES.exec(path)?.[1] ?? path;
}

/** Whether a path takes signed parameters. */
export function isPurchasePath(path: string): boolean {
  return Object.hasOwn(ROUTES, routePath(path));
}

/** A judge of purchases. Those it lets through are kept in `purchases`. */
export function purchaseEndpoint({ merchants, purchases, place, now, ledger }: PurchaseParts): Judge {
  return (received) => {
    const route = ROUTES[routePath(received.path)];
    if (route === undefined) return refuseWithError({ reason: 'this vendor has no such path', status: 404 });
    const { via, methods } = route;
    const shapeProblem = requestProblem(received, methods);
    if (shapeProblem) return refuseWithError(shapeProblem);
    const { problem, claims } = readSigned(received.query.slice('signature='.length), merchants, now());
    if (problem !== undefined) return refuseWithError({ reason: problem, status: 400, message: 'Invalid signature' });
    const reason = purchaseProblem(claims, via);
    if (reason) return refuseWithError({ reason, status: 400, message: 'Invalid parameters' });
    return accept(() => keep({ purchases, place, ledger, via, claims }));
  };
}

function requestProblem(received: ReceivedRequest, methods: readonly string[]): PledgRefusal | null {
  if (!methods.includes(received.method)) return { reason: `this path takes ${methods.join(' or ')}`, status: 405 };
  if (headerValues(received, 'Authorization').length > 0)
    return badRequest('a signed purchase takes no Authorization header');
  if (received.bytes.length > 0) return badRequest('the parameters travel in the signature; the body must be empty');
  if (!received.query.startsWith('signature=')) return badRequest(queryProblem(received.query));
  return received.query.includes('&') ? badRequest(ALONE) : null;
}

function queryProblem(query: string): string {
  return query.includes('&signature=') ? ALONE : 'the parameter signature is missing';
}

function badRequest(reason: string): PledgRefusal {
  return { reason, status: 400 };
}

// The vendor shows a page or a link of its own; this tells what it has read.
type Kept = Pick<PurchaseParts, 'purchases' | 'place' | 'ledger'> & {
  readonly via: Route['via'];
  readonly claims: SignedClaims;
};

function keep({ purchases, place, ledger, via, claims }: Kept): object {
  const uid = `pur_${randomUUID()}`;
  purchases.push({ uid, via, data: claims.data });
  const { reference, amountCents } = claims.data;
  if (typeof amountCents === 'number') ledger.open(uid, amountCents);
  return { uid, via, reference, amountCents, url: `${place.url}/purchase/${uid}` };
}

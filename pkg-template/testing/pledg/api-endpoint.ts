// The API paths: two that the vendor's plugins call with a bearer token, and one of the emulator's own by Basic, because
// the vendor says that some take it but not which.

import { type Judge, accept, firstRefusal } from '../judgement.ts';
import { jsonMembers, jsonTypeProblem, memberNamesProblem } from '../json-members.ts';
import { amountProblem } from './amount.ts';
import { bearerRefusal, userRefusal } from './authentication.ts';
import { type PledgRefusal, refuseWithError } from './errors.ts';
import { type OwnRoutes, acceptOwn, ownBodyRefusal } from '../own-routes.ts';
import type { IssuedTokens } from '../issued-tokens.ts';
import type { PurchaseLedger } from './purchase-ledger.ts';
import type { ReceivedRequest } from '../received-request.ts';
import type { PledgClient, PledgLogin, PledgUser } from './options.ts';

const CREDIT = /^\/api\/purchases\/([^/]+)\/credit_by_transfer$/;
const RELEASE = /^\/api\/purchases\/([^/]+)\/release$/;

type Check = (received: ReceivedRequest, ledger: PurchaseLedger) => PledgRefusal | null;

interface Route {
  readonly method: string;
  readonly path: RegExp;
  readonly login: PledgLogin;
  readonly checks: readonly Check[];
  readonly body: (received: ReceivedRequest, uid: string, ledger: PurchaseLedger) => object;
}

const ROUTES: readonly Route[] = [
  { method: 'POST', path: CREDIT, login: 'client', checks: [checkCredit, checkPurchase, checkLeft], body: creditBody },
  { method: 'POST', path: RELEASE, login: 'client', checks: [checkPurchase], body: releaseBody },
  { method: 'GET', path: /^\/api\/users\/me$/, login: 'user', checks: [], body: () => ({ authentication: 'basic' }) },
];

/** Whether a path is one of the API's, known or not. */
export function isApiPath(path: string): boolean {
  return path.startsWith('/api/');
}

/** A judge of API requests. */
export function apiEndpoint({
  users,
  issuer,
  ledger,
  routes,
}: {
  readonly routes: OwnRoutes<PledgLogin>;
  readonly ledger: PurchaseLedger;
  readonly users: readonly PledgUser[];
  readonly issuer: IssuedTokens<PledgClient>;
}): Judge {
  return (received) => {
    const login: Record<PledgLogin, Check> = {
      client: bearerRefusal.bind(null, issuer),
      user: userRefusal.bind(null, users),
    };
    const own = routes.find(received);
    if (own) {
      const refused = login[own.route.login](received, ledger) ?? ownBodyRefusal(received);
      return refused ? refuseWithError(refused) : acceptOwn(own, received);
    }
    const { route, refusal } = routeOf(received);
    if (refusal) return refuseWithError((refusal.status === 404 && routes.misfit(received)) || refusal);
    const problem = firstRefusal<[ReceivedRequest, PurchaseLedger], PledgRefusal>(
      [login[route.login], ...route.checks],
      received,
      ledger,
    );
    return problem ? refuseWithError(problem) : accept(() => route.body(received, uidIn(received), ledger));
  };
}

type FoundRoute =
  | { readonly route: Route; readonly refusal?: undefined }
  | { readonly refusal: PledgRefusal; readonly route?: undefined };

function routeOf({ method, path }: ReceivedRequest): FoundRoute {
  const route = ROUTES.find((one) => one.path.test(path));
  if (!route) return { refusal: { reason: pathProblem(path), status: 404, message: 'Not found' } };
  return route.method === method ? { route } : { refusal: { reason: `this path takes ${route.method}`, status: 405 } };
}

function pathProblem(path: string): string {
  if (path.includes('//')) return 'this vendor has no such path: it doubles a slash';
  if (path === '/api/purchase_link') return 'the path is /api/purchase_link/, with a slash at the end';
  return 'this vendor has no such path';
}

function checkCredit(received: ReceivedRequest): PledgRefusal | null {
  const typeProblem = jsonTypeProblem(received);
  if (typeProblem) return { reason: typeProblem, status: 415 };
  const { problem, members } = jsonMembers(received);
  const reason =
    problem !== undefined
      ? problem
      : (memberNamesProblem(members, ['amount_cents']) ?? amountProblem('amount_cents', members.amount_cents));
  return reason ? { reason, status: 400 } : null;
}

const uidIn = ({ path }: ReceivedRequest) => (CREDIT.exec(path) ?? RELEASE.exec(path))?.[1] ?? '';

function checkPurchase(received: ReceivedRequest, ledger: PurchaseLedger): PledgRefusal | null {
  if (ledger.has(uidIn(received))) return null;
  return { reason: 'no purchase has this uid', status: 404, message: 'Not found' };
}

/** What came before counts: a purchase is credited once, in one part or in several. */
function checkLeft(received: ReceivedRequest, ledger: PurchaseLedger): PledgRefusal | null {
  const { amount_cents: amount } = JSON.parse(received.body);
  if (amount <= ledger.left(uidIn(received))) return null;
  return { reason: 'amount_cents is more than is left of the purchase', status: 400 };
}

function creditBody({ body }: ReceivedRequest, uid: string, ledger: PurchaseLedger): object {
  ledger.credit(uid, JSON.parse(body).amount_cents);
  return { purchase_uid: uid, ...JSON.parse(body), authentication: 'bearer' };
}

function releaseBody(_received: ReceivedRequest, uid: string): object {
  return { purchase_uid: uid, released: true, authentication: 'bearer' };
}

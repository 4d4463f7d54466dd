// Calls that need a token: creating a sub-account, listing webhooks, and a payment, which needs a user's token as well.

import type { Now } from '../emulator-clock.ts';
import { type Judge, type Refusal, accept, firstRefusal } from '../judgement.ts';
import { jsonMembers, jsonTypeProblem, memberNamesProblem } from '../json-members.ts';
import { acceptsJson } from '../media-type.ts';
import { type OwnRoutes, acceptOwn, ownBodyRefusal } from '../own-routes.ts';
import { type ReceivedRequest, headerValues } from '../received-request.ts';
import { type Logins, authenticate } from './authentication.ts';
import { type Envelope, forCaller, valid } from './envelope.ts';
import { instantWithoutZone } from './instants.ts';
import { refuseWithMessage } from './refusal.ts';
import type { Account } from './accounts.ts';
import type { CaxtonLogin } from './options.ts';

interface ApiParts extends Logins {
  readonly now: Now;
  readonly userApiToken: string;
  readonly routes: OwnRoutes<CaxtonLogin>;
}

type ApiCall = ApiParts & { readonly received: ReceivedRequest; readonly account: Account };
type Check = (received: ReceivedRequest, parts: ApiParts) => Refusal | null;

interface Route {
  readonly method: string;
  readonly path: string;
  readonly checks: readonly Check[];
  readonly envelope: (call: ApiCall) => Envelope;
}

const ROUTES: readonly Route[] = [
  { method: 'POST', path: '/api/clients/subsidiary', checks: [checkSubsidiary], envelope: subsidiary },
  { method: 'GET', path: '/api/webhooks/endpoints', checks: [], envelope: webhooks },
  { method: 'POST', path: '/api/payments', checks: [checkUserToken, checkJson], envelope: payment },
];

const OWN_CHECKS: Readonly<Record<CaxtonLogin, readonly Check[]>> = {
  account: [ownBodyRefusal],
  user: [checkUserToken, ownBodyRefusal],
};

/** A judge of API requests. */
export function apiEndpoint(parts: ApiParts): Judge {
  return (received) => {
    const own = parts.routes.find(received);
    if (own) {
      const refused =
        authenticate(parts, received).refusal ?? firstRefusal(OWN_CHECKS[own.route.login], received, parts);
      return refused ? refuseWithMessage(refused) : acceptOwn(own, received);
    }
    const { route, refusal } = routeOf(received);
    if (refusal) return refuseWithMessage((refusal.status === 404 && parts.routes.misfit(received)) || refusal);
    const { account, refusal: loginRefusal } = authenticate(parts, received);
    if (loginRefusal) return refuseWithMessage(loginRefusal);
    const problem = firstRefusal<[ReceivedRequest, ApiParts], Refusal>([checkAccept, ...route.checks], received, parts);
    if (problem) return refuseWithMessage(problem);
    return accept(() => forCaller(route.envelope({ ...parts, received, account }), account, parts.now()));
  };
}

type FoundRoute =
  | { readonly route: Route; readonly refusal?: undefined }
  | { readonly refusal: Refusal; readonly route?: undefined };

function routeOf({ method, path }: ReceivedRequest): FoundRoute {
  const route = ROUTES.find((one) => one.path === path);
  if (!route) return { refusal: { reason: pathProblem(path), status: 404 } };
  return route.method === method ? { route } : { refusal: { reason: `this path takes ${route.method}`, status: 405 } };
}

// The vendor's own examples double the slash; what its server makes of it is anybody's guess.
function pathProblem(path: string): string {
  return path.includes('//') ? 'this vendor has no such path: it doubles a slash' : 'this vendor has no such path';
}

function checkAccept(received: ReceivedRequest): Refusal | null {
  const names = headerValues(received, 'Accept').some(acceptsJson);
  return names ? null : { reason: 'Accept must name application/json', status: 400 };
}

function checkJson(received: ReceivedRequest): Refusal | null {
  const typeProblem = jsonTypeProblem(received);
  if (typeProblem) return { reason: typeProblem, status: 415 };
  const { problem } = jsonMembers(received);
  return problem ? { reason: problem, status: 400 } : null;
}

function checkSubsidiary(received: ReceivedRequest): Refusal | null {
  const refusal = checkJson(received);
  if (refusal) return refusal;
  const problem = memberNamesProblem(JSON.parse(received.body), ['CompanyName', 'Email']);
  return problem ? { reason: problem, status: 400 } : null;
}

function checkUserToken(received: ReceivedRequest, { userApiToken }: ApiParts): Refusal | null {
  const tokens = headerValues(received, 'userapitoken');
  if (tokens.length === 1 && tokens[0] === userApiToken) return null;
  return { reason: userTokenProblem(tokens), status: 401 };
}

function userTokenProblem(tokens: readonly string[]): string {
  const [token] = tokens;
  if (token === undefined || tokens.length !== 1)
    return tokens.length === 0 ? 'userapitoken is missing' : 'userapitoken was sent twice';
  return /^bearer\b/i.test(token) ? 'userapitoken takes the bare token' : "userapitoken is no user's";
}

function subsidiary({ accounts }: ApiCall): Envelope {
  const { username, clientname, identityNumber } = accounts.addSubAccount();
  return valid({ Username: username, Name: clientname, IdentityNumber: identityNumber });
}

function webhooks({ account, now }: ApiCall): Envelope {
  const CreatedDate = instantWithoutZone(now());
  const endpoint = { Url: 'https://merchant.example/webhook', CreatedDate };
  return valid({ IdentityNumber: account.identityNumber, Endpoints: [endpoint] });
}

function payment({ received, account, now }: ApiCall): Envelope {
  const at = instantWithoutZone(now());
  return valid({ IdentityNumber: account.identityNumber, CreatedDate: at, Payment: JSON.parse(received.body) });
}

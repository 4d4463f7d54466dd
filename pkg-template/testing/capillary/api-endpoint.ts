// The API paths: enough of the vendor's to log in to, in both generations.

import { type ReceivedRequest, headerValues } from '../received-request.ts';
import { type ApiRefusal, type ApiVersion, judgeOwn, refuseAs, requestRefusal } from './api-errors.ts';
import { attributionOf, attributionRefusal } from './attribution.ts';
import { type Caller, type Login, type Logins, authenticate } from './authentication.ts';
import { type Judge, accept, firstRefusal } from '../judgement.ts';
import { acceptsJson, isJsonContentType } from '../media-type.ts';
import type { OwnRoutes } from '../own-routes.ts';
import type { CapillaryLogin } from './options.ts';

interface Route {
  readonly method: string;
  readonly path: string;
  readonly body: (received: ReceivedRequest, caller: Caller) => object;
}

type Admission =
  | { readonly refusal?: undefined; readonly route: Route; readonly caller: Caller }
  | { readonly refusal: ApiRefusal; readonly route?: undefined; readonly caller?: undefined };

const ROUTES: readonly Route[] = [
  { method: 'GET', path: '/v2/customers/lookup', body: lookupBody },
  { method: 'POST', path: '/v2/customers', body: creationBody },
  { method: 'GET', path: '/v1.1/customer/get', body: oldCustomerBody },
];

/** A judge of API requests. */
export function apiEndpoint({
  tills,
  issuer,
  routes,
  expiredTokenStatus,
}: Logins & { readonly routes: OwnRoutes<CapillaryLogin>; readonly expiredTokenStatus: number }): Judge {
  return (received) => {
    const version = received.path.startsWith('/v1.1/') ? 'v1.1' : 'v2';
    const own = routes.find(received);
    if (own) {
      const { refusal } = logIn({ tills, issuer }, received, version, CREDENTIAL_CHECKS);
      return refusal ? refuseAs(version, refusal, expiredTokenStatus) : judgeOwn(own, received, version);
    }
    const { route, caller, refusal } = admit({ tills, issuer }, received, version, routes);
    if (refusal) return refuseAs(version, refusal, expiredTokenStatus);
    return accept(() => route.body(received, caller));
  };
}

function admit(
  logins: Logins,
  received: ReceivedRequest,
  version: ApiVersion,
  routes: OwnRoutes<CapillaryLogin>,
): Admission {
  const { route, refusal } = routeOf(received);
  const misfit = refusal?.status === 404 ? routes.misfit(received) : null;
  if (refusal) return { refusal: misfit ? requestRefusal(misfit) : refusal };
  const login = logIn(logins, received, version, CHECKS);
  return login.refusal ? { refusal: login.refusal } : { route, caller: login.caller };
}

function logIn(logins: Logins, received: ReceivedRequest, version: ApiVersion, checks: readonly Check[]): Login {
  const login = authenticate(logins, received);
  const refusal = login.caller ? firstRefusal(checks, received, login.caller, version) : null;
  return refusal ? { refusal } : login;
}

type Check = (received: ReceivedRequest, caller: Caller, version: ApiVersion) => ApiRefusal | null;

/** Those of every call, whatever it is about. */
const CREDENTIAL_CHECKS: readonly Check[] = [checkAccess, attributionRefusal];
const CHECKS: readonly Check[] = [checkAccess, checkAccept, checkContentType, attributionRefusal, checkBody];

function routeOf({
  method,
  path,
}: ReceivedRequest): { route: Route; refusal?: undefined } | { refusal: ApiRefusal; route?: undefined } {
  const atPath = ROUTES.filter((route) => route.path === path);
  const [first] = atPath;
  if (first === undefined) return { refusal: problem(404, 'this vendor has no such path') };
  const route = atPath.find((one) => one.method === method);
  return route ? { route } : { refusal: problem(405, `this path takes ${first.method}`) };
}

function checkAccess({ path }: ReceivedRequest, { forbidden }: Caller): ApiRefusal | null {
  if (!forbidden.includes(path)) return null;
  const reason = "the client's access group does not cover this path";
  return { kind: 'forbidden', reason, status: 403, code: 4000, message: 'Not authorized. Access is denied!' };
}

function checkAccept(received: ReceivedRequest): ApiRefusal | null {
  return headerValues(received, 'Accept').some(acceptsJson) ? null : problem(400, 'Accept must name application/json');
}

function checkContentType(received: ReceivedRequest): ApiRefusal | null {
  if (received.method !== 'POST') return null;
  const types = headerValues(received, 'Content-Type');
  if (types.length === 1 && types.every(isJsonContentType)) return null;
  return problem(415, 'a POST needs one Content-Type: application/json');
}

function checkBody({ method, bytes, body }: ReceivedRequest): ApiRefusal | null {
  if (method !== 'POST') return null;
  if (!Buffer.from(body).equals(bytes)) return problem(400, 'the body is not UTF-8');
  try {
    JSON.parse(body);
    return null;
  } catch {
    return problem(400, 'the body is not JSON');
  }
}

function problem(status: number, reason: string): ApiRefusal {
  return requestRefusal({ status, reason });
}

function lookupBody(received: ReceivedRequest, { authentication, till }: Caller): object {
  return newSuccess({ id: 98745, authentication, till, attribution: attributionOf(received) });
}

function creationBody(received: ReceivedRequest, { authentication, till }: Caller): object {
  const body = JSON.parse(received.body);
  return newSuccess({ id: 98746, authentication, till, attribution: attributionOf(received), body });
}

function newSuccess(entity: object): object {
  return { entity, warnings: [], errors: [], success: true };
}

function oldCustomerBody(_received: ReceivedRequest, { authentication, till }: Caller): object {
  const status = { success: 'true', code: '200', message: 'Success' };
  return { response: { status, customers: { customer: [{ user_id: 98745, authentication, till }] } } };
}

// Which part of Capillary a path belongs to.

import { isAdminPath } from './admin-endpoint.ts';
import { TOKEN_PATH } from './token-endpoint.ts';
import type { KnownEndpoint } from '../endpoints.ts';
import type { OwnRoutes } from '../own-routes.ts';
import type { RequestHead } from '../received-request.ts';
import type { CapillaryLogin } from './options.ts';

export type CapillaryEndpoint = Extract<KnownEndpoint, 'token' | 'api' | 'customer' | 'gateway' | 'staff' | 'admin'>;

const GATEWAY = /^\/mobile\/v2\/api\//;
const ENDPOINTS_BY_LOGIN: Readonly<Record<CapillaryLogin, CapillaryEndpoint>> = {
  till: 'api',
  customer: 'gateway',
  admin: 'admin',
};

/** Null of a path that the vendor does not have. */
export function endpointOf(head: RequestHead, routes: OwnRoutes<CapillaryLogin>): CapillaryEndpoint | null {
  const { path } = head;
  const fixed = credentialEndpointOf(path);
  if (fixed) return fixed;
  const own = routes.find(head);
  if (own) return ENDPOINTS_BY_LOGIN[own.route.login];
  if (isAdminPath(path)) return 'admin';
  if (GATEWAY.test(path)) return 'gateway';
  if (/^\/v(?:1\.1|2)\//.test(path)) return 'api';
  const login = routes.loginAt(head);
  return login && ENDPOINTS_BY_LOGIN[login];
}

/** Whether credentials are given out or taken back at a path. */
export function isCredentialPath(path: string): boolean {
  return credentialEndpointOf(path) !== null;
}

function credentialEndpointOf(path: string): CapillaryEndpoint | null {
  if (path === TOKEN_PATH) return 'token';
  if (path.startsWith('/auth/v1/')) return 'customer';
  return path.startsWith('/v2/staff/') ? 'staff' : null;
}

/** Who logs in at a path. */
export function loginOfPath(path: string): CapillaryLogin {
  if (isAdminPath(path)) return 'admin';
  return GATEWAY.test(path) ? 'customer' : 'till';
}

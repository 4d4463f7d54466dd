import { AccessToken } from './access-token.ts';
import { withClock, withIdentifierText, withTokenText } from './arguments.ts';
import { refuseInBrowser } from './browser-guard.ts';
import type { CapillaryTill } from './capillary-till.ts';
import { perform } from './core.ts';
import type { HttpRequest, HttpResponse } from './http-message.ts';
import { performOnResponse } from './http-response.ts';

export function staffTokenRequest(options: CapillaryTill & { host: string }): HttpRequest {
  refuseInBrowser('capillary.staffTokenRequest');
  return perform('capillary.staffTokenRequest', options);
}

export function readStaffTokenResponse(response: HttpResponse, options?: { now?: number }): AccessToken {
  return new AccessToken(performOnResponse(response, 'capillary.readStaffTokenResponse', withClock(options)));
}

export function staffHeaders(options: { accessToken: string | AccessToken }): Record<string, string> {
  return perform('capillary.staffHeaders', withTokenText(options));
}

export function staffLogoutRequest(options: { host: string; accessToken: string | AccessToken }): HttpRequest {
  return perform('capillary.staffLogoutRequest', withTokenText(options));
}

export function adminHeaders(
  options: CapillaryTill & { authKey: string; orgId: string | number; entityId?: string | number },
): Record<string, string> {
  return perform('capillary.adminHeaders', withIdentifierText(options, ['orgId', 'entityId']));
}

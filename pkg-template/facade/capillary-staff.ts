import { AccessToken } from './access-token.ts';
import type { CapillaryTill } from './capillary-till.ts';
import { perform } from './core.ts';
import * as operations from './operations.ts';
import type { HttpRequest, HttpResponse } from './http-message.ts';
import type { LoopbackOption } from './loopback-option.ts';

export function staffTokenRequest(options: CapillaryTill & LoopbackOption & { host: string }): HttpRequest {
  return perform(operations.capillaryStaffTokenRequest, options);
}

export function readStaffTokenResponse(response: HttpResponse, options?: { now?: number | undefined }): AccessToken {
  return new AccessToken(perform(operations.capillaryReadStaffTokenResponse, response, options));
}

export function staffLogoutRequest(
  options: LoopbackOption & { host: string; accessToken: string | AccessToken },
): HttpRequest {
  return perform(operations.capillaryStaffLogoutRequest, options);
}

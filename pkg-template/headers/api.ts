// Header making and nothing else: what `commerce-auth/headers` exports in every runtime. The declarations have this order.

export { AuthError, type ErrorCode, isAuthError } from '../facade/auth-error-class.ts';
export type { AccessToken } from '../facade/access-token.ts';
export { basicAuthorization, bearerAuthorization, md5Hex, parseBasicAuthorization } from '../facade/scheme.ts';
export type { CapillaryEntityAttribution, CapillaryLookupAttribution } from '../facade/capillary-attribution.ts';
export type { CapillaryAdministrator, CapillaryBasicHeadersOptions, CapillaryTill } from '../facade/capillary-till.ts';
export type { CapillaryCluster } from '../facade/capillary-hosts.ts';
export { capillary } from './capillary.ts';
export { caxton } from './caxton.ts';
export { pledg } from './pledg.ts';

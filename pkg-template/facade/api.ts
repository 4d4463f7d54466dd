// Everything pure and synchronous: what `commerce-auth` exports in every runtime. The declarations have this order.

export { AuthError, type ErrorCode, isAuthError } from './auth-error-class.ts';
export type { HttpRequest, HttpResponse } from './http-message.ts';
export type { DecodedJwt, JwtClaims, JwtProblem } from './decoded-jwt.ts';
export type { AccessToken } from './access-token.ts';
export {
  basicAuthorization,
  bearerAuthorization,
  decodeJwt,
  md5Hex,
  parseBasicAuthorization,
} from './scheme.ts';
export type { SecretInput } from './secret-input.ts';
export { isWeakSecret, signJwtHs256, verifyJwtHs256 } from './jwt-hs256.ts';
export type { LoopbackOption } from './loopback-option.ts';
export type { ParsedHost } from './parsed-host.ts';
export { parseHost } from './parse-host.ts';
export { nearestName } from './nearest-name.ts';
export type { Classification } from './classification.ts';
export type { AssertionAlgorithm, ClientAuthentication, JsonTemplate, TokenProfile } from './token-profile.ts';
export type { CredentialTemplates, ProfileCredential, ProfileCredentials } from './profile-credentials.ts';
export type { Profile } from './profile.ts';
export type { CapillaryEntityAttribution, CapillaryLookupAttribution } from './capillary-attribution.ts';
export type { CapillaryAdministrator, CapillaryBasicHeadersOptions, CapillaryTill } from './capillary-till.ts';
export type {
  CapillaryChangedPassword,
  CapillaryChosenPassword,
  CapillaryCustomerCall,
  CapillaryCustomerIdentity,
  CapillaryIdentifierType,
  CapillaryOtpSession,
  CapillaryResetPassword,
} from './capillary-customer-call.ts';
export type {
  CustomerSession,
  CustomerSessionDetails,
  LoggedInCustomer,
  WaitingCustomer,
} from './customer-session.ts';
export type { CapillaryCustomer } from './capillary-customer.ts';
export type { CapillaryCluster } from './capillary-hosts.ts';
export type { CapillaryResponse, CapillaryResponseEntry } from './capillary-response.ts';
export type { CapillaryScenario } from './capillary-scenarios.ts';
export { capillary } from './capillary.ts';
export type { CaxtonAddress } from './caxton-address.ts';
export type { CaxtonEnvelope } from './caxton-envelope.ts';
export type { CaxtonRegistration } from './caxton-registration.ts';
export { caxton } from './caxton.ts';
export type { PledgEnvironment } from './pledg-environment.ts';
export type {
  PledgBackValues,
  PledgErrorValues,
  PledgNotification,
  PledgOutcome,
  PledgSignedNotification,
  PledgTransferValues,
  PledgVerification,
} from './pledg-notification.ts';
export type { PledgReturn, PledgReturnError } from './pledg-return.ts';
export type {
  PledgAddress,
  PledgPurchaseLinkSettings,
  PledgPurchaseOptions,
  PledgPurchaseParameters,
} from './pledg-purchase.ts';
export { pledg } from './pledg.ts';

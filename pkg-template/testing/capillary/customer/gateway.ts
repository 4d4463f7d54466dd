// The gateway: calls for a customer who is logged in.

import { type Judge, type Refusal, accept, firstRefusal } from '../../judgement.ts';
import { type OwnRoutes, acceptOwn, ownBodyRefusal } from '../../own-routes.ts';
import { type ReceivedRequest, headerValues } from '../../received-request.ts';
import { type CodedRefusal, no, refuseByCode } from './answers.ts';
import type { CapillaryLogin } from '../options.ts';
import type { CustomerService } from './service.ts';
import type { CustomerHolder, CustomerTokens } from './tokens.ts';
import type { CustomerSettings } from './options.ts';
import type { Identity } from './identity.ts';

const CUSTOMER_PATH = '/mobile/v2/api/customer/get';

export const HEADERS = [
  'cap_authorization',
  'cap_brand',
  'cap_device_id',
  'cap_identifier_type',
  'cap_identifier_value',
  'cap_mobile',
] as const;

/** The values that came, by header. */
type SentHeaders = Readonly<Record<(typeof HEADERS)[number], string | undefined>>;

/** A judge of calls through the gateway. */
export function gatewayEndpoint({ tokens, settings }: CustomerService, routes: OwnRoutes<CapillaryLogin>): Judge {
  return (received) => {
    const own = routes.find(received);
    const route = (): Refusal | null => {
      const refusal = own ? null : checkRoute(received);
      return refusal?.status === 404 ? (routes.misfit(received) ?? refusal) : refusal;
    };
    const problem = firstRefusal([route, checkRepetition], received);
    if (problem) return refuseByCode(no(problem.status, problem.reason), problem.status);
    const sent = Object.fromEntries(HEADERS.map((name) => [name, headerValues(received, name)[0]])) as SentHeaders;
    const { holder, refusal: refused } = loginOf(sent, received, tokens);
    if (refused) return refuseByCode(refused, 401);
    const refusal = subjectRefusal(sent, holder, settings);
    if (refusal) return refuseByCode(refusal, 401);
    if (!own) return accept(() => customerBody(holder));
    const broken = ownBodyRefusal(received);
    return broken ? refuseByCode(no(broken.status, broken.reason), broken.status) : acceptOwn(own, received);
  };
}

function checkRoute({ method, path }: ReceivedRequest): Refusal | null {
  if (path !== CUSTOMER_PATH) return { status: 404, reason: 'this vendor has no such path' };
  return method === 'GET' ? null : { status: 405, reason: 'this path takes GET' };
}

function checkRepetition(received: ReceivedRequest): Refusal | null {
  const twice = HEADERS.find((name) => headerValues(received, name).length > 1);
  return twice ? { status: 400, reason: `${twice} was sent twice` } : null;
}

type FoundLogin =
  | { readonly holder: CustomerHolder; readonly refusal?: undefined }
  | { readonly refusal: CodedRefusal; readonly holder?: undefined };

function loginOf(
  { cap_authorization: token }: SentHeaders,
  received: ReceivedRequest,
  tokens: CustomerTokens,
): FoundLogin {
  if (token === undefined) return { refusal: no(401, missingReason(received)) };
  if (/^bearer\b/i.test(token))
    return { refusal: no(401, 'cap_authorization takes the bare token, without a Bearer prefix') };
  const { state, holder } = tokens.lookUp(token);
  if (state === 'expired') return { refusal: no(1529, 'the token has expired') };
  if (tokens.holderOfKey(token)) return { refusal: no(401, 'a key was sent as a token') };
  if (state === 'unknown') return { refusal: no(401, 'the token is unknown or revoked') };
  return holder.role === 'USER' ? { holder } : { refusal: no(401, `a ${holder.role} token is no login`) };
}

// A server that drops names with underscores, as nginx does unless told otherwise, leaves nothing to be seen.
function missingReason(received: ReceivedRequest): string {
  const hyphens = headerValues(received, 'cap-authorization').length > 0;
  if (hyphens) return 'the header is cap_authorization, with an underscore';
  const elsewhere = headerValues(received, 'Authorization').length > 0;
  return elsewhere ? 'the token belongs in cap_authorization, not in Authorization' : 'cap_authorization is missing';
}

function subjectRefusal(sent: SentHeaders, holder: CustomerHolder, { brand }: CustomerSettings): CodedRefusal | null {
  if (sent.cap_brand === undefined) return no(1509, 'cap_brand is missing');
  if (sent.cap_brand !== brand) return no(1509, "cap_brand is not the token's brand");
  const isDevice = holder.deviceId === undefined || sent.cap_device_id === holder.deviceId;
  if (!isDevice) return no(1508, 'cap_device_id is not the device of the token');
  return identityRefusal(sent, holder.identity);
}

function identityRefusal(sent: SentHeaders, { type, value }: Identity): CodedRefusal | null {
  const { cap_identifier_type: sentType, cap_identifier_value: sentValue, cap_mobile: mobile } = sent;
  if ((sentType === undefined) !== (sentValue === undefined)) {
    return no(1541, 'cap_identifier_type and cap_identifier_value go together');
  }
  if (sentType === undefined && mobile === undefined) {
    return no(1541, 'neither cap_identifier_type and cap_identifier_value nor cap_mobile was sent');
  }
  const isIdentifier = sentType === undefined || (sentType === type && sentValue === value);
  // Of a customer known by something else, the mobile number is not in the token.
  const isMobile = mobile === undefined || type !== 'MOBILE' || mobile === value;
  return isIdentifier && isMobile ? null : no(1541, "the identifier is not the token's");
}

function customerBody({ identity, user, channel }: CustomerHolder): object {
  const status = { success: 'true', code: '200', message: 'Success' };
  const customer = { user_id: Number(user?.uid), identifier: identity, channel };
  return { response: { status, customers: { customer: [customer] } } };
}

// The headers that act for another till or store: one pair goes with Basic on v2 paths, the other with a token.

import { type ReceivedRequest, headerValues } from '../received-request.ts';
import { firstRefusal } from '../judgement.ts';
import type { ApiRefusal, ApiVersion } from './api-errors.ts';
import type { Caller } from './authentication.ts';

const PREFIX = 'x-cap-api-attribution-';
const LOOKUP_TYPE = 'X-CAP-API-ATTRIBUTION-LOOKUP-TYPE';
const LOOKUP = 'X-CAP-API-ATTRIBUTION-LOOKUP';
const ENTITY_TYPE = 'X-CAP-API-ATTRIBUTION-ENTITY-TYPE';
const ENTITY_CODE = 'X-CAP-API-ATTRIBUTION-ENTITY-CODE';

const BASIC_HEADERS = [LOOKUP_TYPE, LOOKUP];
const OAUTH_HEADERS = [ENTITY_TYPE, ENTITY_CODE];
const KNOWN = [...BASIC_HEADERS, ...OAUTH_HEADERS].map((name) => name.toLowerCase());

const LOOKUP_TYPES = ['WECHAT', 'MOBILE_TRIGGER'];
const ENTITY_TYPES = [
  'TILL',
  'STORE_CODE',
  'STORE_NAME',
  'STORE_EXTERNAL_ID',
  'STORE_EXTERNAL_ID_1',
  'STORE_EXTERNAL_ID_2',
];

/** The refusal for attribution headers that the vendor would refuse or, worse, silently misread; or null. */
export function attributionRefusal(received: ReceivedRequest, caller: Caller, version: ApiVersion): ApiRefusal | null {
  return firstRefusal(CHECKS, received, caller, version);
}

type Attribution = Readonly<Record<'lookupType' | 'lookup' | 'entityType' | 'entityCode', string | undefined>>;

/** The attribution of an accepted request, for the answer's echo. */
export function attributionOf(received: ReceivedRequest): Attribution {
  const [lookupType, lookup, entityType, entityCode] = [LOOKUP_TYPE, LOOKUP, ENTITY_TYPE, ENTITY_CODE].map(
    (name) => headerValues(received, name)[0],
  );
  return { lookupType, lookup, entityType, entityCode };
}

const CHECKS: ReadonlyArray<(received: ReceivedRequest, caller: Caller, version: ApiVersion) => ApiRefusal | null> = [
  checkNames,
  checkValues,
  checkCompany,
  checkLookup,
  checkEntityType,
];

function checkNames({ rawHeaders }: ReceivedRequest): ApiRefusal | null {
  const sent = rawHeaders.map(([name]) => name.toLowerCase()).filter((name) => name.startsWith(PREFIX));
  const unknown = sent.find((name) => !KNOWN.includes(name));
  if (unknown) return badRequest(`unknown attribution header ${unknown}`);
  return new Set(sent).size === sent.length ? null : badRequest('an attribution header was sent twice');
}

function checkValues(received: ReceivedRequest): ApiRefusal | null {
  const empty = [...BASIC_HEADERS, ...OAUTH_HEADERS].find((name) => headerValues(received, name)[0]?.trim() === '');
  return empty ? badRequest(`${empty} is empty`) : null;
}

function checkCompany(received: ReceivedRequest, { authentication }: Caller, version: ApiVersion): ApiRefusal | null {
  const foreign = authentication === 'basic' ? OAUTH_HEADERS : BASIC_HEADERS;
  const found = foreign.find((name) => isSent(received, name));
  if (found) return badRequest(`${found} does not go with ${authentication}`);
  const old = version === 'v1.1' && BASIC_HEADERS.find((name) => isSent(received, name));
  return old ? badRequest(`${old} is for v2 paths only`) : null;
}

function checkLookup(received: ReceivedRequest): ApiRefusal | null {
  const [type] = headerValues(received, LOOKUP_TYPE);
  if (type === undefined) {
    return isSent(received, LOOKUP) ? badRequest(`${LOOKUP} without ${LOOKUP_TYPE}`, 1061) : null;
  }
  return LOOKUP_TYPES.includes(type) ? null : badRequest(`${LOOKUP_TYPE} is none of ${LOOKUP_TYPES.join(', ')}`);
}

// The vendor takes an unknown type for a till without a word; a test should hear about it.
function checkEntityType(received: ReceivedRequest): ApiRefusal | null {
  const [type] = headerValues(received, ENTITY_TYPE);
  if (type === undefined || ENTITY_TYPES.includes(type)) return null;
  return badRequest(`${ENTITY_TYPE} is none of ${ENTITY_TYPES.join(', ')}`);
}

function isSent(received: ReceivedRequest, name: string): boolean {
  return headerValues(received, name).length > 0;
}

function badRequest(reason: string, code = 400): ApiRefusal {
  return { kind: 'request', reason, status: 400, code, message: reason };
}

// Who a call of the customer service is about.

import type { CallMembers, Channel } from './service.ts';

export type IdentityType = 'MOBILE' | 'EMAIL' | 'USERNAME' | 'EXTERNALID';

export interface Identity {
  readonly type: IdentityType;
  readonly value: string;
}

interface IdentityProblem {
  readonly code: number;
  readonly reason: string;
}

type FoundIdentity =
  | { readonly identity: Identity; readonly code?: undefined; readonly reason?: undefined }
  | (IdentityProblem & { readonly identity?: undefined });

const TYPES: readonly IdentityType[] = ['MOBILE', 'EMAIL', 'USERNAME'];

/** `{ identity: { type, value } }`, or `{ code, reason }`. */
export function identityOf(
  { identifierType, identifierValue, mobile, email }: CallMembers,
  channel: Channel | null,
): FoundIdentity {
  const types: readonly IdentityType[] = channel === 'mfa' ? [...TYPES, 'EXTERNALID'] : TYPES;
  if (identifierType === undefined && identifierValue === undefined) return withoutType(mobile, email);
  const type = types.find((one) => one === identifierType);
  if (type === undefined) return { code: 1546, reason: `identifierType is none of ${types.join(', ')}` };
  if (!identifierValue) return { code: 1519, reason: 'identifierValue is missing' };
  return { identity: { type, value: identifierValue } };
}

/** The refusal for another identity than the session's or the token's, or null. */
export function identityMismatch(
  expected: Identity,
  identity: Identity,
  { identifierType }: CallMembers,
): IdentityProblem | null {
  if (identity.type === expected.type && identity.value === expected.value) return null;
  const byMobile = identifierType === undefined && identity.type === 'MOBILE';
  return byMobile
    ? { code: 1507, reason: 'mobile is not the one it began with' }
    : { code: 1541, reason: 'the identifier is not the one it began with' };
}

// The mobile apps of real brands send no type.
function withoutType(mobile: string | undefined, email: string | undefined): FoundIdentity {
  if (mobile) return { identity: { type: 'MOBILE', value: mobile } };
  if (email) return { identity: { type: 'EMAIL', value: email } };
  return { code: 1540, reason: 'no identifier was sent, nor mobile or email' };
}

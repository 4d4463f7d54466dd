// Who a call of the customer service is about.

const TYPES = ["MOBILE", "EMAIL", "USERNAME"];

/** `{ identity: { type, value } }`, or `{ code, reason }`. */
export function identityOf({ identifierType, identifierValue, mobile, email }, channel) {
  const types = channel === "mfa" || channel === null ? [...TYPES, "EXTERNALID"] : TYPES;
  if (identifierType === undefined && identifierValue === undefined) return withoutType(mobile, email);
  if (!types.includes(identifierType)) return { code: 1546, reason: `identifierType is none of ${types.join(", ")}` };
  if (!identifierValue) return { code: 1519, reason: "identifierValue is missing" };
  return { identity: { type: identifierType, value: identifierValue } };
}

/** The refusal for another identity than the session's or the token's, or null. */
export function identityMismatch(expected, identity, { identifierType }) {
  if (identity.type === expected.type && identity.value === expected.value) return null;
  const byMobile = identifierType === undefined && identity.type === "MOBILE";
  return byMobile
    ? { code: 1507, reason: "mobile is not the one it began with" }
    : { code: 1541, reason: "the identifier is not the one it began with" };
}

// The mobile apps of real brands send no type.
function withoutType(mobile, email) {
  if (mobile) return { identity: { type: "MOBILE", value: mobile } };
  if (email) return { identity: { type: "EMAIL", value: email } };
  return { code: 1540, reason: "no identifier was sent, nor mobile or email" };
}

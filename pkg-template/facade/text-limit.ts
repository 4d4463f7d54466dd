// How long a text may be that crosses to the core: everything that crosses is measured here, once its length gives reason.

import { AuthError } from './auth-error.ts';
import { isBytes } from './bytes.ts';
import { encodedLength } from './text-codec.ts';

/** In bytes of UTF-8. An index of a text can take many times its length. */
export const LONGEST_TEXT: number = 16 * 1024 * 1024;
/** All texts of one call together: two may stand beside each other, such as a token and a secret. */
const LONGEST_TOGETHER = 2 * LONGEST_TEXT;

const SECRET_AND_OPTIONS = ['secret', 'options'];
const OF_ANSWERS = ['response', 'options'];
const OF_OTHERS = ['options'];
/** The parameters of the operations that take others than these. */
const PARAMETERS: Readonly<Record<string, readonly string[]>> = {
  basicAuthorization: ['username', 'password'],
  parseBasicAuthorization: ['value'],
  bearerAuthorization: ['token'],
  decodeJwt: ['token'],
  signJwtHs256: ['claims', ...SECRET_AND_OPTIONS],
  verifyJwtHs256: ['token', ...SECRET_AND_OPTIONS],
  'capillary.basicAuthorization': ['username', 'password'],
  'capillary.basicCredentials': ['username', 'password'],
  'pledg.signPurchase': ['parameters', ...SECRET_AND_OPTIONS],
  'pledg.verifyNotification': ['body', 'options'],
  'caxton.parseDateTime': ['text'],
  'caxton.userPasswordDigest': ['password'],
  defineProfile: ['profile'],
  'profile.tokenRequest': ['profile', 'credentials'],
  'profile.readTokenResponse': ['response', 'profile', 'options'],
  'profile.headers': ['profile', 'accessToken'],
  'profile.classifyResponse': ['response', 'profile'],
  refuseScenario: ['scenario'],
};
/** Values whose members have names of their own in errors. */
const RECORDS = ['options', 'response', 'credentials'];

/** A text of a call by the field that it stands in, and how many bytes it takes. */
interface Measured {
  readonly field: string;
  readonly length: number;
}

const NOTHING: Measured = { field: '', length: 0 };

/** Throws where a text of a call is too long, naming the field that it stands in. `subject` crosses beside the others. */
export function refuseLongText(
  operation: string,
  given: readonly unknown[],
  subject: string | Uint8Array | undefined,
): void {
  const names = PARAMETERS[operation] ?? (/\.(read|classify)/.test(operation) ? OF_ANSWERS : OF_OTHERS);
  let measured: Measured[] = [];
  let others = names;
  if (subject !== undefined) {
    const isBody = names[0] === 'response';
    measured.push({ field: isBody ? 'response.body' : (names[0] as string), length: lengthOf(subject) });
    // A body crosses beside the rest of its answer, any other subject in the place of an argument.
    if (!isBody) others = names.slice(1);
  }
  measured = measured.concat(given.flatMap((value, index) => fieldsOf(value, others[index] ?? operation)));
  const together = measured.reduce((sum, { length }) => sum + length, 0);
  const longest = measured.reduce((one, other) => (other.length > one.length ? other : one), NOTHING);
  if (longest.length > LONGEST_TEXT) refuse(longest.field, 'is longer than 16 MiB');
  if (together > LONGEST_TOGETHER) refuse(longest.field, 'and the rest of this call are longer than 32 MiB together');
}

function refuse(field: string, what: string): never {
  const code = field.startsWith('response') ? 'response_too_large' : 'invalid_argument';
  throw new AuthError({ code, field, message: `${field} ${what}: the largest that is looked into` });
}

/** Every text of a value with the field that it stands in: `{ field, length }`. */
function fieldsOf(value: unknown, field: string): Measured[] {
  if (!RECORDS.includes(field) || typeof value !== 'object' || value === null)
    return [{ field, length: lengthOf(value) }];
  const prefix = field === 'response' ? 'response.' : '';
  return Object.entries(value).map(([name, member]) => ({ field: prefix + name, length: lengthOf(member) }));
}

/** How many bytes of text a value is: itself in UTF-8, bytes, those that cross as base64, or its JSON text. */
function lengthOf(value: unknown): number {
  if (typeof value === 'string') return encodedLength(value);
  if (typeof value !== 'object' || value === null) return 0;
  if (isBytes(value)) return value.byteLength;
  const { base64 } = value as { base64?: unknown };
  if (typeof base64 === 'string' && Object.keys(value).length === 1)
    return ((base64.length - paddingOf(base64)) * 3) / 4;
  return encodedLength(JSON.stringify(value));
}

function paddingOf(base64: string): number {
  if (base64.endsWith('==')) return 2;
  return base64.endsWith('=') ? 1 : 0;
}

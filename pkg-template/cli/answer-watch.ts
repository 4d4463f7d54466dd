// What a token endpoint answered, seen on its way to the profile. Of its texts only their lengths are shown.

import type { TokenProfile } from 'commerce-auth';

import type { Fact } from './output.ts';

type Fetch = typeof globalThis.fetch;

/** A value somewhere in an answer. */
export interface SeenField {
  /** JSON pointer. */
  readonly pointer: string;
  readonly value: unknown;
}

export interface SeenAnswer {
  readonly status: number;
  readonly contentType: string | null;
  /** As much of it as was read. */
  readonly text: string;
  /** What it holds, where it is JSON. */
  readonly fields: readonly SeenField[] | null;
}

type Shape = NonNullable<TokenProfile['response']>;

/** A fetch that is watched until it is over. */
export interface Watch {
  readonly fetch: Fetch;
  isOver: boolean;
  /** The last answer; null where none came. */
  readonly answer: () => Promise<SeenAnswer | null>;
}

const MOST_BYTES = 64 * 1024;
const MOST_FIELDS = 40;
const DEEPEST = 8;

export function watched(send: Fetch): Watch {
  let last: { readonly response: Response; readonly text: Promise<string> } | undefined;
  return {
    isOver: false,
    async fetch(input, init) {
      const response = await send(input, init);
      last = { response, text: beginningOf(response.clone()) };
      return response;
    },
    async answer() {
      if (last === undefined) return null;
      const { status, headers } = last.response;
      const text = await last.text;
      return { status, contentType: headers.get('content-type'), text, fields: fieldsOf(text) };
    },
  };
}

/** What comes until it is enough, ends or breaks off. */
async function beginningOf({ body }: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = body?.getReader();
  try {
    while (reader && length <= MOST_BYTES) {
      const { done, value } = await reader.read();
      if (done) break;
      chunks.push(value);
      length += value.length;
    }
  } catch {
    // The caller is told of it by the error of the call.
  }
  reader?.cancel().catch(() => {});
  return Buffer.concat(chunks)
    .toString()
    .replace(/^\ufeff/, '');
}

function fieldsOf(text: string): SeenField[] | null {
  try {
    const found: SeenField[] = [];
    collect(JSON.parse(text), '', 0, found);
    return found;
  } catch {
    return null;
  }
}

function collect(value: unknown, pointer: string, depth: number, found: SeenField[]): void {
  if (found.length >= MOST_FIELDS) return;
  if (typeof value !== 'object' || value === null || depth >= DEEPEST) {
    found.push({ pointer, value });
    return;
  }
  const members = Object.entries(value);
  if (members.length === 0) found.push({ pointer, value });
  for (const [name, member] of members)
    collect(member, `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`, depth + 1, found);
}

/** What a value is: a number or a flag itself, of a text its length. */
function kindOf({ pointer, value }: SeenField, { response = {} }: TokenProfile): string {
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'object' && value !== null) return 'an object';
  if (typeof value !== 'string') return typeof value === 'number' ? `number ${value}` : String(value);
  const length = `${value.length} ${value.length === 1 ? 'character' : 'characters'}`;
  return isPlain(pointer, value, response) ? `text “${value}”` : `text «redacted», ${length}`;
}

/** A lifetime, an end or a type where the profile looks for one, and of that form: by mistake it may look at the token. */
function isPlain(pointer: string, value: string, { lifetimeSeconds, expiresAt, tokenType }: Shape): boolean {
  if (pointer === tokenType) return TYPE.test(value);
  return (pointer === lifetimeSeconds || pointer === expiresAt) && TIME.test(value);
}

const TYPE = /^[A-Za-z]{1,16}$/;
/** A number of at most thirteen digits, or a date with or without a time. */
const TIME = /^(?:\d{1,13}|\d{4}-\d\d-\d\d(?:[T ][\d:.,]{5,18}(?:Z|[+-]\d\d:?\d\d)?)?)$/i;

export function answerFacts({ status, contentType, text, fields }: SeenAnswer, data: TokenProfile): Fact[] {
  const rows = fields?.map((field): Fact => [field.pointer === '' ? 'the body' : field.pointer, kindOf(field, data)]);
  return [
    ['status', String(status)],
    ['content type', contentType ?? 'none'],
    ...(rows ?? [['the body', `no JSON: ${text.length} characters, «redacted»`] as Fact]),
  ];
}

export function plainAnswer({ status, contentType, text, fields }: SeenAnswer, data: TokenProfile): object {
  const shown = fields?.map((field) => ({ pointer: field.pointer, kind: kindOf(field, data) }));
  return { status, contentType, characters: text.length, fields: shown ?? null };
}

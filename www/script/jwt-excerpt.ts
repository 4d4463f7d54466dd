// The place of a problem, with what stands around it.

import type { JwtProblem } from 'commerce-auth';

import { live } from '../text/en.ts';

const AROUND = 18;
const SEGMENTS = { header: 0, payload: 1 };

type Part = JwtProblem['part'];

interface Excerpt {
  readonly before: string;
  readonly at: string;
  readonly after: string;
}

/** The byte at the position, made visible, and its surroundings. */
export function excerptOf(token: string, part: Part, position: number): Excerpt {
  const bytes = bytesAbout(token, part);
  const start = Math.max(0, position - AROUND);
  const end = Math.min(bytes.length, position + 1 + AROUND);
  return {
    before: (start > 0 ? '…' : '') + visible(bytes.subarray(start, position)),
    at: position < bytes.length ? visible(bytes.subarray(position, position + 1)) : live.jwt.end,
    after: visible(bytes.subarray(position + 1, end)) + (end < bytes.length ? '…' : ''),
  };
}

/** Where a segment is base64url, a problem of its JSON counts in the decoded text; otherwise in the segment. */
function bytesAbout(token: string, part: Part): Uint8Array {
  if (part === 'token') return new TextEncoder().encode(token);
  const segments = token.split('.');
  const segment = part === 'signature' ? segments.slice(2).join('.') : (segments[SEGMENTS[part]] ?? '');
  return (part !== 'signature' && decoded(segment)) || new TextEncoder().encode(segment);
}

function decoded(segment: string): Uint8Array | undefined {
  if (!/^[\w-]*$/.test(segment)) return undefined;
  try {
    return Uint8Array.from(atob(segment.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
  } catch {
    return undefined;
  }
}

/** Control characters as JSON would have to write them, what is not ASCII as UTF-8 where it is. */
function visible(bytes: Uint8Array): string {
  const text = new TextDecoder().decode(bytes);
  return text.replace(/[\u0000-\u001f]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

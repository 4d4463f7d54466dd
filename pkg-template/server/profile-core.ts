// The operations of a profile: a call checked and written as everywhere, and handed to the core of the server build.

import * as glue from 'glue:server';
import { AuthError } from '../facade/auth-error.ts';
import type { Call } from '../facade/call.ts';
import { checkedCall } from '../facade/checked-call.ts';
import type { Operation } from '../facade/operation.ts';
import { ResultReader } from '../facade/result-reader.ts';
import { error } from '../facade/results.ts';
import { suggestBy } from '../facade/suggestion.ts';
import { decodeText, encodeText } from '../facade/text-codec.ts';
import { guarded } from './core.ts';

suggestBy((name, names) => guarded(() => glue.nearest_name(name, names.join('\n'))));

/** Performs an operation of a profile. */
export function performOnProfile<Answer>(operation: Operation<Answer>, ...given: readonly unknown[]): Answer {
  operation.refuse?.(operation.name.replace('profile.', 'Profile.'));
  const call = checkedCall(operation, given);
  const { slots, texts } = flat(call);
  const { subject = '' } = call;
  const bytes = typeof subject === 'string' ? encodeText(subject) : subject;
  const performed = guarded(() => glue.perform_on_profile(operation.number, slots, texts, bytes));
  const [hasFailed, result] = [performed.has_failed(), readerOf(performed.slots(), performed.texts())];
  performed.free();
  texts.fill(0);
  if (hasFailed) throw new AuthError(error(result));
  return operation.read(result);
}

/** A call as the core takes it: lengths in the place of texts, and the bytes of those one behind the other. */
function flat({ slots: given }: Call): { slots: Float64Array; texts: Uint8Array } {
  const parts = given.map((value) => (typeof value === 'string' ? encodeText(value) : value));
  const slots = Float64Array.from(parts, (part) => (typeof part === 'number' ? part : part.length));
  const texts = new Uint8Array(
    parts.reduce<number>((sum, part) => sum + (typeof part === 'number' ? 0 : part.length), 0),
  );
  let offset = 0;
  for (const part of parts) {
    if (typeof part === 'number') continue;
    texts.set(part, offset);
    offset += part.length;
  }
  return { slots, texts };
}

function readerOf(slots: Float64Array, texts: Uint8Array): ResultReader {
  const { buffer } = new Uint8Array(texts);
  return new ResultReader(slots, 0, slots.length, undefined, (offset, length) => decodeText(buffer, offset, length));
}

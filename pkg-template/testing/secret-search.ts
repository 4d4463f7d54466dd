// Looks for secrets in texts and bytes.

import { kindOf } from './named-fields.ts';
import { type SecretForm, secretForms } from './secret-forms.ts';
import { type TextReading, readingsOf } from './text-readings.ts';

export interface FoundSecret {
  readonly label: string;
  readonly encoding: string;
}

const SHORTEST_SECRET = 4;

export class SecretSearch {
  #secrets: ReadonlyArray<{ readonly label: string; readonly forms: readonly SecretForm[] }>;

  constructor(secrets: string | readonly string[]) {
    const list: unknown = typeof secrets === 'string' ? [secrets] : secrets;
    if (!Array.isArray(list) || list.length === 0) {
      throw new TypeError('assertNoLeak: give the secrets as a string or as an array with at least one');
    }
    const texts = list.map(checkedSecret);
    this.#secrets = texts.map((secret, index) => ({ label: labelOf(index, texts.length), forms: secretForms(secret) }));
  }

  /** `{ label, encoding }` of the first secret found in a text, or null. */
  inText(text: string): FoundSecret | null {
    for (const reading of readingsOf(text)) {
      const found = this.#inReading(reading);
      if (found) return found;
    }
    return null;
  }

  /** The same for bytes, read as UTF-8 and as UTF-16. */
  inBytes(bytes: Uint8Array): FoundSecret | null {
    const buffer = Buffer.from(bytes);
    const found =
      this.inText(buffer.toString()) ??
      this.inText(buffer.toString('latin1')) ??
      this.inText(buffer.toString('utf16le'));
    return found && { ...found, encoding: `bytes, ${found.encoding}` };
  }

  #inReading({ encoding: outer, text }: TextReading): FoundSecret | null {
    for (const { label, forms } of this.#secrets) {
      const form = forms.find(({ matches }) => matches(text));
      if (form) return { label, encoding: chained(outer, form.encoding) };
    }
    return null;
  }
}

function chained(outer: string | null, inner: string): string {
  if (outer === null) return inner;
  return inner === 'raw' ? outer : `${outer}, ${inner}`;
}

function labelOf(index: number, total: number): string {
  return total === 1 ? 'the secret' : `secret ${index + 1} of ${total}`;
}

function checkedSecret(secret: unknown, index: number): string {
  const which = `assertNoLeak: secret ${index + 1}`;
  if (typeof secret !== 'string') throw new TypeError(`${which} is ${kindOf(secret)}, not a string`);
  if (secret.length < SHORTEST_SECRET) {
    throw new TypeError(`${which} has fewer than ${SHORTEST_SECRET} characters: it would be found by chance`);
  }
  return secret;
}

import { type AuthError, invalidArgument } from '../../facade/auth-error.ts';
import { base64OfBytes, bytesOfBase64 } from '../../facade/base64.ts';
import { isBytes } from '../../facade/bytes.ts';
import { decodeText, encodeText } from '../../facade/text-codec.ts';
import type { UnreadableRecord } from './sealed-store.ts';

/** A key of WebCrypto, as the platform's types have it: those of Node 20 have no global name for it. */
type WebCryptoKey = typeof globalThis extends {
  crypto: { subtle: { importKey(...given: never[]): Promise<infer Key> } };
}
  ? Key
  : never;

/** 32 random bytes, or a `CryptoKey` for AES-GCM with 256 bits that encrypts and decrypts. It may be one nobody can export. */
export type StoreSealingKey = Uint8Array | WebCryptoKey;

const KEY_BYTES = 32;
const IV_BYTES = 12;
const ID_BYTES = 8;
/** What a sealed text looks like: form, key, then IV, ciphertext and tag. */
const SEALED = /^sealed1\.([\w-]{11})\.([\w-]{38,})$/;

/** What a key is worked with, and by what its records name it. */
interface Parts {
  readonly cipher: CryptoKey;
  readonly naming: CryptoKey;
  readonly id: string;
}

/** `{ text, reason: undefined }`, or `{ reason }` why there is none. */
type Opened = { readonly text: string; readonly reason: undefined } | { readonly reason: UnreadableRecord['reason'] };

/**
 * A key that seals and opens records, and names them. Names come from a key of their own, drawn from this one as the
 * key stream at an IV that nothing else is sealed with (a random IV meets it once in 2^96): so a CryptoKey that nobody
 * can export works as well as its bytes, and finds the same records.
 */
export class SealingKey {
  #given: Uint8Array<ArrayBuffer> | CryptoKey;
  #parts: Parts | undefined;

  constructor(given: StoreSealingKey, place: string) {
    if (!isBytes(given) && !isCryptoKey(given)) throw wrongKey(place);
    if (isBytes(given) ? given.length !== KEY_BYTES : !isUsable(given)) throw wrongKey(place);
    this.#given = isBytes(given) ? Uint8Array.from(given) : given;
  }

  /** The name that a record is kept under, which tells nothing of the key it is for. */
  async nameOf(key: string): Promise<string> {
    const { naming } = await this.#ready();
    return base64Url(await crypto.subtle.sign('HMAC', naming, encodeText(`name:${key}`)));
  }

  async seal(text: string, context: string): Promise<string> {
    const { cipher, id } = await this.#ready();
    const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
    const sealed = await crypto.subtle.encrypt(algorithm(iv, context), cipher, encodeText(text));
    return `sealed1.${id}.${base64Url(joined(iv, new Uint8Array(sealed)))}`;
  }

  async open(sealed: unknown, context: string): Promise<Opened> {
    const { cipher, id } = await this.#ready();
    const [, sealedBy, body] = (typeof sealed === 'string' && SEALED.exec(sealed)) || [];
    if (body === undefined) return { reason: 'not_sealed' };
    if (sealedBy !== id) return { reason: 'other_key' };
    try {
      const bytes = bytesOfBase64Url(body);
      const iv = bytes.subarray(0, IV_BYTES);
      const opened = await crypto.subtle.decrypt(algorithm(iv, context), cipher, bytes.subarray(IV_BYTES));
      return { text: decodeText(opened, 0, opened.byteLength), reason: undefined };
    } catch {
      return { reason: 'not_authentic' };
    }
  }

  // What is made is kept, never the promise of it: a Worker must not wait for the promise of another request.
  async #ready(): Promise<Parts> {
    if (this.#parts !== undefined) return this.#parts;
    const cipher = await this.#cipher();
    const naming = await namingKey(cipher);
    const id = base64Url((await crypto.subtle.sign('HMAC', naming, encodeText('id'))).slice(0, ID_BYTES));
    this.#parts = { cipher, naming, id };
    return this.#parts;
  }

  async #cipher(): Promise<CryptoKey> {
    const given = this.#given;
    if (!isBytes(given)) return given;
    const copy = given.slice();
    const cipher = await crypto.subtle.importKey('raw', copy, 'AES-GCM', false, ['encrypt', 'decrypt']);
    copy.fill(0);
    given.fill(0);
    this.#given = cipher;
    return cipher;
  }
}

async function namingKey(cipher: CryptoKey): Promise<CryptoKey> {
  const only = encodeText('commerceauth');
  const stream = new Uint8Array(await crypto.subtle.encrypt(cipherOf({ iv: only }), cipher, new Uint8Array(KEY_BYTES)));
  const hmac = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', stream.subarray(0, KEY_BYTES), hmac, false, ['sign']);
  stream.fill(0);
  return key;
}

function algorithm(iv: Uint8Array<ArrayBuffer>, context: string): AesGcmParams {
  return cipherOf({ iv, additionalData: encodeText(context) });
}

/** The platform looks for whatever is not stated in the prototype of all objects: a tag of another length, for instance. */
function cipherOf(stated: Omit<AesGcmParams, 'name'>): AesGcmParams {
  return { name: 'AES-GCM', tagLength: 128, additionalData: new Uint8Array(0), ...stated };
}

function isCryptoKey(given: unknown): given is CryptoKey {
  return Object.prototype.toString.call(given) === '[object CryptoKey]';
}

function isUsable({ type, algorithm, usages }: CryptoKey): boolean {
  const { name, length }: Partial<AesKeyAlgorithm> = algorithm ?? {};
  const fits = name === 'AES-GCM' && length === KEY_BYTES * 8;
  return type === 'secret' && fits && (['encrypt', 'decrypt'] as const).every((usage) => usages.includes(usage));
}

function wrongKey(place: string): AuthError {
  return invalidArgument(
    place,
    `${place} must be a Uint8Array of 32 random bytes, or a CryptoKey for AES-GCM with 256 bits that encrypts and decrypts`,
  );
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(first.length + second.length);
  bytes.set(first);
  bytes.set(second, first.length);
  return bytes;
}

function base64Url(bytes: ArrayBuffer | Uint8Array): string {
  return base64OfBytes(new Uint8Array(bytes)).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

function bytesOfBase64Url(text: string): Uint8Array<ArrayBuffer> {
  return bytesOfBase64(
    text
      .replaceAll('-', '+')
      .replaceAll('_', '/')
      .padEnd(Math.ceil(text.length / 4) * 4, '='),
  );
}

// Base64 both ways, the quickest way the runtime has. `globalThis.Buffer`, so that no bundler adds a stand-in.

/** What newer engines have of their own. */
interface WithBase64 {
  fromBase64?(text: string): Uint8Array<ArrayBuffer>;
}

/** Bytes of base64 text. */
export function bytesOfBase64(text: string): Uint8Array<ArrayBuffer> {
  const Bytes = Uint8Array as WithBase64;
  if (Bytes.fromBase64) return Bytes.fromBase64(text);
  if (globalThis.Buffer?.from) return globalThis.Buffer.from(text, 'base64');
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}

/** Base64 text of bytes of any realm. */
export function base64OfBytes(bytes: Uint8Array): string {
  if (globalThis.Buffer?.from) {
    return globalThis.Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
  }
  let binary = '';
  for (let i = 0; i < bytes.length; i++) binary += String.fromCharCode(bytes[i] as number);
  return btoa(binary);
}

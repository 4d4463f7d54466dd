// The form of an MD5 digest in text.

/** Whether a text is 32 hexadecimal digits of any case. */
export function isMd5Digest(text: string): boolean {
  return /^[0-9a-f]{32}$/i.test(text);
}

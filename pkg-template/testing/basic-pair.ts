// The user name and password of an `Authorization: Basic …` header (RFC 7617), or what is wrong with it.

export type BasicPair =
  | { readonly problem?: undefined; readonly username: string; readonly password: string }
  | { readonly problem: string; readonly username?: undefined; readonly password?: undefined };

/** `{ username, password }`, or `{ problem }` that never quotes the header. Only what a careful client sends passes. */
export function basicPair(header: string): BasicPair {
  if (/^bearer\b/i.test(header))
    return { problem: 'Authorization is not `Basic `, one space, and padded base64, but Bearer' };
  const text = /^Basic ([A-Za-z0-9+/]+={0,2})$/.exec(header)?.[1];
  if (text === undefined) return { problem: 'Authorization is not `Basic `, one space, and padded base64' };
  const bytes = Buffer.from(text, 'base64');
  if (bytes.toString('base64') !== text) return { problem: 'the base64 of Authorization is not canonical' };
  const pair = bytes.toString();
  if (!Buffer.from(pair).equals(bytes)) return { problem: 'the Basic pair is not UTF-8' };
  const colon = pair.indexOf(':');
  if (colon < 0) return { problem: 'the Basic pair has no colon' };
  return { username: pair.slice(0, colon), password: pair.slice(colon + 1) };
}

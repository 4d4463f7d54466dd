/**
 * Whether one request may await what another one began. In Cloudflare's runtime a promise belongs to the request that
 * made it: awaited by another one it is an error, or never settles.
 */
export function mayShareCalls() {
  return globalThis.navigator?.userAgent !== 'Cloudflare-Workers';
}

type WithWebSockets = typeof globalThis & { WebSocketPair?: unknown };

/**
 * Whether one request may await what another one began. In Cloudflare's runtime a promise belongs to the request that
 * made it: awaited by another one it is an error, or never settles. Depending on its flags that runtime names itself, has
 * a `process` of Node's, both or neither; a pair of sockets is something only it can make.
 */
export function mayShareCalls(): boolean {
  return (
    typeof (globalThis as WithWebSockets).WebSocketPair !== 'function' &&
    globalThis.navigator?.userAgent !== 'Cloudflare-Workers'
  );
}

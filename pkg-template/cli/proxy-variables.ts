// The variables by which programs are told of a proxy.

type Row = readonly [name: string, about: string];

/** For the help of commands that call. Each counts in small letters too, and then goes first, as with curl. */
export const PROXY_VARIABLES: readonly Row[] = Object.freeze([
  ['HTTPS_PROXY', 'the proxy that calls go by, as http://HOST:PORT'],
  ['HTTP_PROXY', 'the same for addresses that begin with http'],
  ['NO_PROXY', 'the hosts that are called directly, with commas between'],
]);

// What a Request says beside its address, method, fields, body and signal, for the init object that is sent in its place.

/** What a Request shows, and what stands there where nobody said anything: the standard's, Workers', Next's, node-fetch's. */
const SHOWN: Readonly<Record<string, unknown>> = {
  cache: 'default',
  credentials: 'same-origin',
  integrity: '',
  keepalive: false,
  mode: 'cors',
  referrer: 'about:client',
  referrerPolicy: '',
  ...{ cf: undefined, fetcher: null },
  ...{ next: undefined },
  ...{ agent: undefined, compress: true, insecureHTTPParser: false },
};

/** The members of an init object that say what this Request does. */
export function membersOf(request: Request): Record<string, unknown> {
  const members: Record<string, unknown> = {};
  for (const [name, unsaid] of Object.entries(SHOWN)) {
    const said = (request as unknown as Record<string, unknown>)[name];
    // A page that is gone to has a mode that fetch gives to nobody.
    const isSaid = said !== unsaid && said !== undefined && said !== null && said !== 'navigate';
    if (isSaid) members[name] = said;
  }
  return members;
}

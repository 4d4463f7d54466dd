import { invalidArgument } from '../facade/auth-error.js';
import { callOptions } from './call-options.js';

/** One function for each authenticator: axios keeps what it makes from a `fetch` for as long as the process lives. */
const FETCHES = new WeakMap();

/**
 * Options for axios, where an instance is made or for one call: its fetch adapter over `fetch` of the authenticator,
 * behind which the credentials are added. What axios keeps in `config` and hands on in errors never has them.
 */
export function axiosOptions(authenticator, options) {
  const call = callOptions(authenticator, options);
  return {
    adapter: 'fetch',
    // Without a Request of its own axios hands over the body as it is: one can tell whether it can be sent again.
    // Of its two kinds of FormData, fetch can send the platform's only.
    env: { fetch: fetchOf(authenticator), Request: null, FormData: globalThis.FormData },
    maxRedirects: 0,
    ...(call && { fetchOptions: { attribution: call.attribution && new WholeAttribution(call.attribution) } }),
  };
}

/** axios merges the plain objects of an instance and of a call member by member; this one replaces the other. */
class WholeAttribution {
  constructor(attribution) {
    Object.assign(this, attribution);
  }
}

function fetchOf(authenticator) {
  let fetch = FETCHES.get(authenticator);
  if (fetch === undefined) {
    fetch = async (url, init) => authenticator.fetch(url, isForm(init.body) ? formInit(init) : init);
    FETCHES.set(authenticator, fetch);
  }
  return fetch;
}

const isForm = (body) => Object.prototype.toString.call(body) === '[object FormData]';

/** axios says a form is URL-encoded where nobody says otherwise; only fetch knows the boundary it will write. */
function formInit(init) {
  if (typeof init.body.getHeaders === 'function') {
    throw invalidArgument('data', 'data is a FormData of the package form-data, which fetch cannot send: use the global FormData');
  }
  const fields = Object.entries(init.headers).filter(([name]) => name.toLowerCase() !== 'content-type');
  return { ...init, headers: Object.fromEntries(fields) };
}

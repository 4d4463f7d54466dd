// Where a vendor is asked, from the options.

import { capillary } from 'commerce-auth';

import { nearestName } from '../testing/nearest-name.ts';
import { Failure } from './failure.ts';

const clusters = Object.keys(capillary.hosts);

export const capillaryAddressOptions = Object.freeze({
  host: { value: 'HOST', about: 'the address of the API, as eu.api.capillarytech.com', variable: 'CAP_HOST' },
  cluster: { value: 'NAME', about: `the cluster in its place: ${clusters.join(', ')}`, variable: 'CAP_CLUSTER' },
});

export const environmentOptions = (variablePrefix, names) =>
  Object.freeze({
    environment: { value: 'NAME', about: names.join(', '), variable: `${variablePrefix}_ENVIRONMENT` },
    host: { value: 'HOST', about: 'an address of your own in its place', variable: `${variablePrefix}_HOST` },
  });

/** The host of Capillary's API. */
export function capillaryHost(context) {
  const { host, cluster } = eitherOf(context, 'host', 'cluster');
  if (host !== undefined) return host;
  if (!Object.hasOwn(capillary.hosts, cluster)) throw unknownName('cluster', cluster, clusters);
  return capillary.hosts[cluster].api;
}

/** `{ environment }` or `{ host }`, as Pledg's and Caxton's functions take it. */
export function vendorAddress(context, names) {
  const { host, environment } = eitherOf(context, 'host', 'environment');
  if (host !== undefined) return { host };
  if (!names.includes(environment)) throw unknownName('environment', environment, names);
  return { environment };
}

/**
 * An address the package builds requests for, and the way back: where it is this machine's own by `http`, as of an
 * emulator, the request is built for `https` and its scheme turned back. Every other `http` address stays refused.
 */
export function buildable(address) {
  if (!isLoopback(address.host)) return { address, restored: (url) => url };
  return { address: { ...address, host: address.host.replace(/^http:/i, 'https:') }, restored: (url) => url.replace(/^https:/, 'http:') };
}

const LOOPBACK = /^http:\/\/(?:127\.\d+\.\d+\.\d+|localhost|\[::1\])(?::\d+)?(?:\/|$)/i;

export const isLoopback = (host) => typeof host === 'string' && LOOPBACK.test(host);

/** What the options say goes before what the variables say. */
function eitherOf(context, one, other) {
  const { options } = context;
  if (options[one] !== undefined && options[other] !== undefined) throw new Failure(`--${one} and --${other} are both given`, 'give one of them');
  if (options[one] !== undefined || options[other] !== undefined) return options;
  const settings = { [one]: context.setting(one), [other]: context.setting(other) };
  if (settings[one] === undefined && settings[other] === undefined) {
    const { variable } = context.command.options[one];
    throw new Failure(`--${other} or --${one} is missing`, `give --${other} NAME, or --${one} HOST, or set ${variable}`);
  }
  return settings;
}

function unknownName(option, given, names) {
  const near = nearestName(given, names);
  return new Failure(`there is no ${option} of that name`, near ? `did you mean ${near}?` : `it is one of ${names.join(', ')}`);
}

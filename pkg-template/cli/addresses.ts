// Where a vendor is asked, from the options.

import { capillary, nearestName, parseHost } from 'commerce-auth';

import { Failure } from './failure.ts';
import type { CommandOptions } from './command.ts';
import type { Context } from './context.ts';
import { isLoopbackHost } from '../text/loopback-host.ts';

type Cluster = keyof typeof capillary.hosts;

const clusters = Object.keys(capillary.hosts) as Cluster[];

export const capillaryAddressOptions: CommandOptions = Object.freeze({
  host: { value: 'HOST', about: 'the address of the API, such as eu.api.capillarytech.com', variable: 'CAP_HOST' },
  cluster: {
    value: 'NAME',
    about: `the cluster, instead of the host: ${clusters.join(', ')}`,
    variable: 'CAP_CLUSTER',
    choices: clusters,
  },
});

export const environmentOptions = (variablePrefix: string, names: readonly string[]): CommandOptions =>
  Object.freeze({
    environment: {
      value: 'NAME',
      about: names.join(', '),
      variable: `${variablePrefix}_ENVIRONMENT`,
      choices: names,
    },
    host: { value: 'HOST', about: 'an address, instead of the environment', variable: `${variablePrefix}_HOST` },
  });

/** The names in a table of environments. */
export const environmentNames = <Name extends string>(environments: Readonly<Record<Name, unknown>>): Name[] =>
  Object.keys(environments) as Name[];

/** The host of Capillary's API. */
export function capillaryHost(context: Context): string {
  const { host, other: cluster = '' } = eitherOf(context, 'cluster');
  if (host !== undefined) return host;
  const known = clusters.find((name) => name === cluster);
  // The nearest name would be another cluster, which does not know these credentials.
  if (known === undefined)
    throw new Failure('--cluster names no cluster of Capillary', `it is one of ${clusters.join(', ')}`);
  return capillary.hosts[known].api;
}

export type VendorAddress<Environment extends string> =
  | { readonly host: string; readonly environment?: never }
  | { readonly environment: Environment; readonly host?: never };

/** `{ environment }` or `{ host }`, as Pledg's and Caxton's functions take it. */
export function vendorAddress<Environment extends string>(
  context: Context,
  names: readonly Environment[],
): VendorAddress<Environment> {
  const { host, other: environment = '' } = eitherOf(context, 'environment');
  if (host !== undefined) return { host };
  const known = names.find((name) => name === environment);
  if (known === undefined) throw unknownName('environment', environment, names);
  return { environment: known };
}

/** For every request that is built: an emulator of this machine's own has no certificate. */
export const loopbackToo: { readonly dangerouslyAllowInsecureHttp: 'loopback' } = Object.freeze({
  dangerouslyAllowInsecureHttp: 'loopback',
});

/** Whether an address is this machine's own by `http`. */
export function isLoopback(host: unknown): host is string {
  const origin = typeof host === 'string' ? parseHost(host)?.origin : undefined;
  return origin?.startsWith('http:') === true && isLoopbackHost(new URL(origin).hostname);
}

type Either =
  | { readonly host: string; readonly other?: undefined }
  | { readonly host?: undefined; readonly other: string };

/** The host, or what may stand in its place. What the options say goes before what the variables say. */
function eitherOf(context: Context, other: 'cluster' | 'environment'): Either {
  const { options } = context;
  if (options.host !== undefined && options[other] !== undefined)
    throw new Failure(`--host and --${other} are both given`, 'give one of them');
  if (options.host !== undefined) return { host: options.host };
  if (options[other] !== undefined) return { other: options[other] };
  const [host, stated] = [context.setting('host'), context.setting(other)];
  if (host !== undefined) return { host };
  if (stated !== undefined) return { other: stated };
  const { variable } = context.optionOf('host');
  throw new Failure(`--${other} or --host is missing`, `give --${other} NAME, or --host HOST, or set ${variable}`);
}

function unknownName(option: string, given: string, names: readonly string[]): Failure {
  const near = nearestName(given, names);
  return new Failure(`no ${option} has that name`, near ? `did you mean ${near}?` : `it is one of ${names.join(', ')}`);
}

// Addresses: scheme, form, the right service of the vendor's, the right region.

import { capillary, caxton, nearestName, parseHost, pledg } from 'commerce-auth';

import { isLoopback } from '../addresses.ts';
import { type Finding, mistake, warning } from './finding.ts';
import type { Environment, Get, KnownVariable } from './environment.ts';

const hostOf = (address: string) => new URL(address).host;
const clusters = Object.entries(capillary.hosts);

interface VendorEnvironment {
  readonly name: string;
  /** The host to use. */
  readonly right: string;
  /** Those that are mistaken for it, each with what it is. */
  readonly wrong: Readonly<Record<string, string>>;
}

/** Vendors whose environments have addresses. */
const VENDORS: ReadonlyArray<{ readonly prefix: string; readonly environments: readonly VendorEnvironment[] }> = [
  {
    prefix: 'PLEDG',
    environments: Object.entries(pledg.environments).map(([name, { back, front }]) => ({
      name,
      right: hostOf(back),
      wrong: { [hostOf(front)]: 'is where customers pay; the API is' },
    })),
  },
  {
    prefix: 'CAXTON',
    environments: Object.entries(caxton.environments).map(([name, address]) => ({
      name,
      right: hostOf(address),
      wrong: { 'dev.caxton.io': 'is the documentation; the API of this environment is' },
    })),
  },
];

export function hostFindings({ get, known }: Environment): Finding[] {
  const addresses = known.filter(({ kind }) => kind === 'host');
  const broken = addresses.flatMap(formFindings);
  const sound = (name: string) => {
    const isBroken = broken.some(({ variable, level }) => variable === name && level === 'mistake');
    return isBroken ? undefined : get(name);
  };
  return [
    ...broken,
    ...clusterFindings(get, sound('CAP_HOST')),
    ...VENDORS.flatMap(({ prefix, environments }) =>
      environmentFindings({ prefix, environments, soundHost: sound(`${prefix}_HOST`) }, get),
    ),
  ];
}

/** Whether the package could ask there; on this machine `http` is for tests. */
function formFindings({ name, text }: KnownVariable): Finding[] {
  const host = text.trim();
  if (isLoopback(host))
    return [warning(name, 'loopback', 'is this machine: good for tests only', 'set the address of the vendor')];
  const parsed = parseHost(host);
  if (parsed === null)
    return [
      mistake(
        name,
        'host-form',
        'is not the address of an API',
        'write https://HOST, without a query or a path of one call',
      ),
    ];
  // Paths of calls begin with the version.
  const [, bare] = /^(.+?)\/v\d+(?:\.\d+)?\/?$/.exec(text.trim()) ?? [];
  if (bare !== undefined) {
    return [
      mistake(
        name,
        'versioned-host',
        'ends with the version of an API, which stands in the path of each call',
        `write ${bare}`,
      ),
    ];
  }
  return parsed.origin.startsWith('http:')
    ? [
        mistake(
          name,
          'http-host',
          'begins with http: anyone on the way can read what is sent',
          'write https:// instead',
        ),
      ]
    : [];
}

function clusterFindings(get: Get, soundHost: string | undefined): Finding[] {
  const cluster = get('CAP_CLUSTER');
  const names = clusters.map(([name]) => name);
  if (cluster && !names.includes(cluster)) {
    // The nearest name would be another cluster, which does not know these credentials.
    return [
      mistake(
        'CAP_CLUSTER',
        'unknown-cluster',
        'is not a Capillary cluster',
        cluster === 'us' ? 'it is north-america, or ushc for health' : `it is one of ${names.join(', ')}`,
      ),
    ];
  }
  return soundHost === undefined ? [] : serviceFindings(hostIn(soundHost), cluster);
}

/** The host of an address that nothing is wrong with, as a variable has it. */
const hostIn = (address: string) => hostOf(parseHost(address.trim())?.origin ?? '');

function serviceFindings(host: string, cluster: string | undefined): Finding[] {
  const stated = clusters.find(([name]) => name === cluster)?.[1];
  for (const [name, services] of clusters) {
    const service = Object.entries(services).find(([, address]) => hostOf(address) === host)?.[0];
    if (service === 'customer' || service === 'gateway') {
      const what = service === 'customer' ? 'the auth engine for end customers' : 'the gateway for end customers';
      return [
        mistake(
          'CAP_HOST',
          'wrong-service',
          `is ${what}: it knows neither tills nor API clients`,
          `set it to ${hostOf(services.api)}`,
        ),
      ];
    }
    if (service && stated && cluster !== name) {
      return [
        mistake(
          'CAP_HOST',
          'wrong-region',
          `is of the cluster ${name}, and CAP_CLUSTER is ${cluster}: credentials of one do not work in the other`,
          `set it to ${hostOf(stated.api)}, or CAP_CLUSTER to ${name}`,
        ),
      ];
    }
    if (service) return [];
  }
  return unknownHost(host);
}

/** A host of the same cluster is proposed, or none: another cluster does not know these credentials. */
function unknownHost(host: string): Finding[] {
  const bare = clusters.find(([name]) => name === host)?.[1];
  if (bare) {
    return [
      mistake('CAP_HOST', 'bare-cluster', 'is the name of a cluster, not a host', `set it to ${hostOf(bare.api)}`),
    ];
  }
  if (!/capillarytech/i.test(host)) return [];
  const own = clusters.find(([name]) => host.startsWith(`${name}.`) || host.startsWith(`${name}-`))?.[1];
  return [
    warning(
      'CAP_HOST',
      'unknown-host',
      'is not a documented address of the vendor',
      own
        ? `did you mean ${hostOf(own.api)}?`
        : `the documented ones are ${clusters.map(([, { api }]) => hostOf(api)).join(', ')}`,
    ),
  ];
}

interface StatedEnvironment {
  readonly prefix: string;
  readonly environments: readonly VendorEnvironment[];
  /** The host that is set, where nothing is wrong with its form. */
  readonly soundHost: string | undefined;
}

function environmentFindings({ prefix, environments, soundHost }: StatedEnvironment, get: Get): Finding[] {
  const [variable, hostVariable] = [`${prefix}_ENVIRONMENT`, `${prefix}_HOST`];
  const names = environments.map(({ name }) => name);
  const stated = get(variable);
  const meant = environments.find(({ name }) => name === stated);
  if (stated !== undefined && meant === undefined) {
    const near = nearestName(stated, names);
    return [
      mistake(
        variable,
        'unknown-environment',
        'is not an environment of the vendor',
        near ? `did you mean ${near}?` : `it is one of ${names.join(', ')}`,
      ),
    ];
  }
  if (soundHost === undefined) return [];
  const host = hostIn(soundHost);
  for (const { name, right, wrong } of environments) {
    const confused = wrong[host];
    if (confused) {
      const api = meant?.right ?? right;
      return [mistake(hostVariable, 'wrong-service', `${confused} ${api}`, `set it to ${api}`)];
    }
    if (right === host && meant !== undefined && meant.name !== name) {
      return [
        mistake(
          hostVariable,
          'wrong-environment',
          `is that of ${name}, and ${variable} is ${meant.name}: credentials of one do not work in the other`,
          `keep ${variable} alone`,
        ),
      ];
    }
  }
  return [];
}

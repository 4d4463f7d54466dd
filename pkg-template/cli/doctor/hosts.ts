// Addresses: scheme, form, the right service of the vendor's, the right region.

import { capillary, caxton, isAuthError, pledg } from 'commerce-auth';

import { nearestName } from '../../text/nearest-name.ts';
import { isLoopback } from '../addresses.ts';
import { type Finding, mistake, warning } from './finding.ts';
import type { Environment, Get, KnownVariable } from './environment.ts';

const hostOf = (address: string) => new URL(address).host;
const clusters = Object.entries(capillary.hosts);

/** Vendors whose environments have addresses: the one to use, and others that are mistaken for it. */
interface VendorHosts {
  readonly prefix: string;
  readonly names: readonly string[];
  readonly right: (name: string) => string;
  readonly wrong: (name: string) => Readonly<Record<string, string>>;
}

const ENVIRONMENTS: readonly VendorHosts[] = [
  {
    prefix: 'PLEDG',
    names: Object.keys(pledg.environments),
    right: (name) => hostOf(pledg.environments[name].back),
    wrong: (name) => ({ [hostOf(pledg.environments[name].front)]: 'is where customers pay: the API is' }),
  },
  {
    prefix: 'CAXTON',
    names: Object.keys(caxton.environments),
    right: (name) => hostOf(caxton.environments[name]),
    wrong: () => ({ 'dev.caxton.io': 'is the documentation: the API of this environment is' }),
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
    ...ENVIRONMENTS.flatMap((vendor) => environmentFindings(vendor, get, sound(`${vendor.prefix}_HOST`))),
  ];
}

/** What the core says of an address; on this machine `http` is for tests. */
function formFindings({ name, text }: KnownVariable): Finding[] {
  const host = text.trim();
  if (isLoopback(host)) return [warning(name, 'loopback', 'is this machine: good for tests only', 'set the address of the vendor')];
  try {
    capillary.tokenRequest({ host, key: 'none', secret: 'none' });
    return [];
  } catch (error) {
    if (!isAuthError(error)) throw error;
    if (error.code === 'insecure_url') return [mistake(name, 'http-host', 'begins with http: what is sent there can be read on the way', 'write https:// in its place')];
    return [mistake(name, 'host-form', error.message, 'write https://HOST, without a query or a path of one call')];
  }
}

function clusterFindings(get: Get, soundHost: string | undefined): Finding[] {
  const cluster = get('CAP_CLUSTER');
  const names = clusters.map(([name]) => name);
  if (cluster && !names.includes(cluster)) {
    const near = nearestName(cluster, names);
    return [mistake('CAP_CLUSTER', 'unknown-cluster', 'is no cluster of Capillary’s', near ? `did you mean ${near}?` : `it is one of ${names.join(', ')}`)];
  }
  return soundHost === undefined ? [] : serviceFindings(hostOf(withScheme(soundHost)), cluster);
}

const withScheme = (host: string) => (/^[a-z]+:\/\//i.test(host.trim()) ? host.trim() : `https://${host.trim()}`);

function serviceFindings(host: string, cluster: string | undefined): Finding[] {
  for (const [name, services] of clusters) {
    const service = Object.entries(services).find(([, address]) => hostOf(address) === host)?.[0];
    if (service === 'customer' || service === 'gateway') {
      const what = service === 'customer' ? 'the auth engine for end customers' : 'the gateway for end customers';
      return [mistake('CAP_HOST', 'wrong-service', `is ${what}: it knows neither tills nor API clients`, `set it to ${hostOf(services.api)}`)];
    }
    if (service && cluster && cluster !== name) {
      return [mistake('CAP_HOST', 'wrong-region', `is of the cluster ${name}, and CAP_CLUSTER is ${cluster}: credentials of one are unknown to the other`, `set it to ${hostOf(capillary.hosts[cluster].api)}, or CAP_CLUSTER to ${name}`)];
    }
    if (service) return [];
  }
  return unknownHost(host);
}

function unknownHost(host: string): Finding[] {
  if (!/capillarytech/i.test(host)) return [];
  const near = nearestName(host, clusters.map(([, { api }]) => hostOf(api)));
  return [warning('CAP_HOST', 'unknown-host', 'is no address of the vendor’s that is documented', near ? `did you mean ${near}?` : `documented are ${clusters.map(([, { api }]) => hostOf(api)).join(', ')}`)];
}

function environmentFindings({ prefix, names, right, wrong }: VendorHosts, get: Get, soundHost: string | undefined): Finding[] {
  const [variable, hostVariable] = [`${prefix}_ENVIRONMENT`, `${prefix}_HOST`];
  const environment = get(variable);
  if (environment && !names.includes(environment)) {
    const near = nearestName(environment, names);
    return [mistake(variable, 'unknown-environment', 'is no environment of the vendor’s', near ? `did you mean ${near}?` : `it is one of ${names.join(', ')}`)];
  }
  if (soundHost === undefined) return [];
  const host = hostOf(withScheme(soundHost));
  for (const name of names) {
    const confused = wrong(name)[host];
    if (confused) {
      const api = right(environment ?? name);
      return [mistake(hostVariable, 'wrong-service', `${confused} ${api}`, `set it to ${api}`)];
    }
    if (right(name) === host && environment && environment !== name) {
      return [mistake(hostVariable, 'wrong-environment', `is that of ${name}, and ${variable} is ${environment}: credentials of one are unknown to the other`, `keep ${variable} alone`)];
    }
  }
  return [];
}

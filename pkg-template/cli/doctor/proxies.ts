// Proxies: which one calls go by, and whether it can be one.

import { proxyAddress, proxyVariable } from '../proxies.ts';
import { type Finding, mistake } from './finding.ts';
import type { Environment, Get } from './environment.ts';

export function proxyFindings({ get }: Environment): Finding[] {
  const proxies = ['HTTPS_PROXY', 'HTTP_PROXY'].flatMap((name) => proxyFinding(name, get));
  const direct = proxyVariable('NO_PROXY', get);
  if (proxies.length === 0 || direct === undefined) return proxies;
  const message = `these are called directly: ${direct.text}`;
  return [...proxies, { level: 'good', variable: direct.name, check: 'no-proxy', message }];
}

function proxyFinding(wanted: string, get: Get): Finding[] {
  const variable = proxyVariable(wanted, get);
  if (variable === undefined) return [];
  const { name, text } = variable;
  const address = proxyAddress(text);
  // It may hold a password, so no more of it shows than its host.
  if (address === null)
    return [
      mistake(
        name,
        'proxy-form',
        'is not the address of a proxy',
        'write http://HOST:PORT, with %25 for a % in a password, or remove it',
      ),
    ];
  const what = wanted === 'HTTPS_PROXY' ? 'calls' : 'calls to http addresses, and without HTTPS_PROXY all,';
  return [{ level: 'good', variable: name, check: 'proxy', message: `${what} go by ${address.host}` }];
}

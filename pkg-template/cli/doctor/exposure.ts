// Where secrets get out: bundles for browsers, files others can read, connections nobody checks.

import { type Finding, mistake, warning } from './finding.ts';
import { VARIABLES } from './variables.ts';
import type { EnvFile } from '../context.ts';
import type { Environment } from './environment.ts';

/** What build tools put into the pages they make. */
const PUBLIC = [
  'NEXT_PUBLIC_',
  'VITE_',
  'REACT_APP_',
  'NUXT_PUBLIC_',
  'VUE_APP_',
  'GATSBY_',
  'PUBLIC_',
  'EXPO_PUBLIC_',
];
const SECRETS = VARIABLES.filter(({ kind }) => kind === 'secret' || kind === 'token').map(({ name }) => name);

export function exposureFindings({ all, envFile }: Environment): Finding[] {
  return [...publicFindings(all), ...tlsFindings(all), ...fileFindings(envFile)];
}

type All = Environment['all'];

function publicFindings(all: All): Finding[] {
  return Object.keys(all)
    .filter(
      (name) =>
        all[name] && PUBLIC.some((prefix) => name.startsWith(prefix) && SECRETS.includes(name.slice(prefix.length))),
    )
    .map((name) =>
      mistake(
        name,
        'shipped-to-browsers',
        'is a secret under a name that build tools put into pages, where anyone can read it',
        'rename it, use it on the server only, and change the secret',
      ),
    );
}

function tlsFindings(all: All): Finding[] {
  if (all.NODE_TLS_REJECT_UNAUTHORIZED !== '0') return [];
  return [
    mistake(
      'NODE_TLS_REJECT_UNAUTHORIZED',
      'no-tls-check',
      'turns the check of certificates off: anybody in between can take the credentials',
      'remove it; NODE_EXTRA_CA_CERTS adds a certificate authority of your own',
    ),
  ];
}

function fileFindings(envFile: EnvFile | undefined): Finding[] {
  if (!envFile) return [];
  const findings: Finding[] = [];
  if (envFile.mode !== null && (envFile.mode & 0o077) !== 0) {
    findings.push(
      warning(
        '--env-file',
        'readable-by-others',
        `can be read by others (mode ${envFile.mode.toString(8).padStart(4, '0')})`,
        'chmod 600 it',
      ),
    );
  }
  if (/\r\n/.test(envFile.text)) {
    findings.push(
      warning(
        '--env-file',
        'line-ends',
        'has the line ends of Windows: a shell and docker --env-file put the carriage return into every value',
        'save it with line feeds',
      ),
    );
  }
  return findings;
}

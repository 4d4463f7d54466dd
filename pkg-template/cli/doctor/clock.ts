// --online: whether this machine's clock agrees with that of each host. No credential is sent.

import { capillary, caxton, parseHost, pledg } from 'commerce-auth';

import { spanText } from '../durations.ts';
import { callOptions } from '../token-output.ts';
import { type Finding, mistake, warning } from './finding.ts';
import type { Context } from '../context.ts';
import type { Environment, Get } from './environment.ts';
import type { Surroundings } from '../surroundings.ts';

const USUAL_TIMEOUT_MS = 10_000;
/** A date has no fractions, and the answer takes its time. */
const TOLERATED_MS = 5_000;
/** Tokens that live for 90 seconds have been seen. */
const HARMFUL_MS = 60_000;

export async function clockFindings({ get }: Environment, context: Context): Promise<Finding[]> {
  const { timeoutMs = USUAL_TIMEOUT_MS, fetch = globalThis.fetch } = await callOptions(context);
  const hosts = hostsOf(get);
  if (hosts.length === 0)
    return [
      warning(
        '--online',
        'nothing-to-ask',
        'no host is set, so no clock was compared',
        'set CAP_HOST, PLEDG_HOST or CAXTON_HOST, or the environment',
      ),
    ];
  const findings = await Promise.all(
    hosts.map((host) => clockFinding(host, context.surroundings, { timeoutMs, fetch })),
  );
  return findings;
}

/** `[{ variable, url }]`: the hosts that are set, by themselves or by their environment. */
interface Host {
  readonly variable: string;
  readonly url: string;
}

function hostsOf(get: Get): Host[] {
  const known = <Value>(table: Readonly<Record<string, Value>>, name = '') =>
    Object.hasOwn(table, name) ? table[name] : undefined;
  const places: ReadonlyArray<readonly [variable: string, host: string | undefined]> = [
    ['CAP_HOST', get('CAP_HOST') ?? known(capillary.hosts, get('CAP_CLUSTER'))?.api],
    ['PLEDG_HOST', get('PLEDG_HOST') ?? known(pledg.environments, get('PLEDG_ENVIRONMENT'))?.back],
    ['CAXTON_HOST', get('CAXTON_HOST') ?? known(caxton.environments, get('CAXTON_ENVIRONMENT'))],
  ];
  return places.flatMap(([variable, host]) => {
    const url = host === undefined ? null : originOf(host.trim());
    return url ? [{ variable, url }] : [];
  });
}

function originOf(host: string): string | null {
  const parsed = parseHost(host);
  return parsed && `${parsed.origin}/`;
}

interface Asking {
  readonly timeoutMs: number;
  readonly fetch: typeof globalThis.fetch;
}

async function clockFinding(
  { variable, url }: Host,
  { now }: Surroundings,
  { timeoutMs, fetch }: Asking,
): Promise<Finding> {
  const asked = now();
  let date: number;
  try {
    const response = await fetch(url, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) });
    date = Date.parse(response.headers.get('date') ?? '');
  } catch (error) {
    const { name, cause } = error as { readonly name?: unknown; readonly cause?: { readonly code?: unknown } };
    const why = name === 'TimeoutError' ? 'no answer in time' : (cause?.code ?? 'no connection');
    return warning(
      variable,
      'unreachable',
      `cannot be reached from here (${why})`,
      'check the name, and that a firewall lets it through; a proxy is taken from HTTPS_PROXY',
    );
  }
  if (Number.isNaN(date))
    return warning(
      variable,
      'no-date',
      'gives no time in its answer, so the clocks were not compared',
      'compare the clock with another source',
    );
  // The host wrote its date some time between question and answer, and cut the second off.
  return clockVerdict(variable, (asked + now()) / 2 - (date + 500));
}

function clockVerdict(variable: string, skew: number): Finding {
  const amount = Math.abs(skew);
  const direction = skew > 0 ? 'ahead of' : 'behind';
  const message = `the clock here is ${spanText(skew)} ${direction} that of the host`;
  const remedy = 'set the clock: timedatectl set-ntp true, or the clock of the machine around a container';
  if (amount > HARMFUL_MS)
    return mistake(variable, 'clock-skew', `${message}: expired tokens look fresh, or fresh ones expired`, remedy);
  if (amount > TOLERATED_MS) return warning(variable, 'clock-skew', message, remedy);
  return { level: 'good', variable, check: 'clock', message: 'answers, and its clock agrees with the one here' };
}

// What is said of a token, and the token itself only when it is asked for.

import type { AccessToken } from 'commerce-auth';

import { Failure } from './failure.ts';
import { instantFromNow, spanText } from './durations.ts';
import { proxyOptions } from './proxies.ts';
import { instantText } from '../text/time-span.ts';
import { type Context, jsonOption } from './context.ts';
import type { CommandOptions } from './command.ts';
import type { Fact } from './output.ts';

interface CallOptions {
  readonly dangerouslyAllowInsecureHttp: 'loopback';
  readonly timeoutMs?: number;
  readonly fetch?: typeof globalThis.fetch;
}

/** Of an authenticator, what this needs. */
interface TokenSource {
  token(): Promise<AccessToken>;
  close(): Promise<void>;
}

// Below this, two clocks and a network make the difference.
const SLIGHT_MS = 5_000;

export const timeoutOption: CommandOptions = Object.freeze({
  timeout: { value: 'SECONDS', about: 'how long the call may take; default 10', group: 'Other' },
});

export const tokenOutputOptions: CommandOptions = Object.freeze({
  'show-token': { about: 'prints the token, and nothing else', group: 'Output' },
  curl: {
    about: 'prints the token call as a curl command that reads the secret from a variable; sends nothing',
    group: 'Output',
  },
  ...timeoutOption,
  ...jsonOption,
});

/** The options of an authenticator that every token command gives. */
export async function callOptions(context: Context): Promise<CallOptions> {
  const { options } = context;
  // To this machine only: everything else stays refused.
  const common: CallOptions = { dangerouslyAllowInsecureHttp: 'loopback', ...(await proxyOptions(context)) };
  if (options.timeout === undefined) return common;
  const seconds = Number(options.timeout);
  if (!(seconds > 0 && seconds <= 600))
    throw new Failure('--timeout takes seconds, from above 0 to 600', 'write --timeout 30, for example');
  return { ...common, timeoutMs: Math.ceil(seconds * 1_000) };
}

/** Obtains a token with an authenticator, and shows it. */
export async function obtainAndShow(context: Context, api: TokenSource, vendor: string): Promise<void> {
  const token = await api.token().finally(() => api.close());
  showToken(context, token, vendor);
}

function showToken({ options, output, surroundings }: Context, token: AccessToken, vendor: string): void {
  const now = surroundings.now();
  if (options.json) {
    output.json({ vendor, ...described(token, now), ...(options['show-token'] && { value: token.value }) });
  } else if (options['show-token']) {
    output.line(token.value);
  } else {
    output.title(`${vendor}: access token`);
    output.facts(factsOf(token, now));
  }
}

export function described(token: AccessToken, now: number): object {
  const { expiresAt, lifetimeSeconds, tokenType, claims, problems } = token;
  return {
    characters: token.value.length,
    expiresAt: expiresAt === null ? null : new Date(expiresAt).toISOString(),
    expiresInSeconds: expiresAt === null ? null : Math.floor((expiresAt - now) / 1_000),
    lifetimeSeconds,
    tokenType: tokenType ?? null,
    claims: claims && { iat: claims.iat ?? null, exp: claims.exp ?? null },
    problems: claims === null && token.value.split('.').length !== 3 ? [] : problems,
  };
}

export function factsOf(token: AccessToken, now: number): Fact[] {
  const { expiresAt, lifetimeSeconds, tokenType, claims } = token;
  return [
    ['value', `«redacted», ${token.value.length} characters; --show-token prints it`],
    ['type', tokenType],
    ['expires', expiresAt === null ? 'unknown: the vendor states no lifetime' : instantFromNow(expiresAt, now)],
    ['lifetime', lifetimeSeconds === null ? undefined : `${lifetimeSeconds} s, as the vendor states it`],
    ['exp claim', expText(claims, expiresAt)],
    ['iat claim', typeof claims?.iat === 'number' ? instantText(claims.iat * 1_000) : undefined],
  ];
}

function expText(claims: AccessToken['claims'], expiresAt: number | null): string | null | undefined {
  if (typeof claims?.exp !== 'number') return undefined;
  const exp = claims.exp * 1_000;
  const text = instantText(exp);
  if (expiresAt === null || text === null || Math.abs(exp - expiresAt) <= SLIGHT_MS) return text;
  const order = exp > expiresAt ? 'later' : 'earlier';
  return `${text}: ${spanText(exp - expiresAt)} ${order} than the stated lifetime. A wrong clock here would explain it`;
}

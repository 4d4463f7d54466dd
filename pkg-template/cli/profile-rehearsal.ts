// A profile gone through with stand-ins and without a network: the requests that it makes, in which secrets are told apart.

import type { TokenProfile } from 'commerce-auth';
import { type ProfileCheck, profileAuthenticator } from 'commerce-auth/server';

import { tokenAnswer } from '../played/answers.ts';
import { keptBaseOf, keyNameOf } from '../played/description.ts';
import { fakeCredentials, fakeKept } from '../played/stand-ins.ts';
import { standIn } from './token-curl.ts';

/** A request as it is shown: «name» for a secret, {name} for a credential that is none. */
export interface ShownRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface Rehearsal {
  /** Null where the credentials need no token call. */
  readonly tokenCall: ShownRequest | null;
  readonly call: ShownRequest;
}

type Replacement = readonly [text: string, shown: string];

const LIFETIME_SECONDS = 3600;
/** Where calls go of a profile that says nothing of it. */
const NOWHERE = 'https://api.example';
const JWT = /eyJ[\w-]+\.[\w-]+\.[\w-]+/g;

/** What a sound profile sends: the token call, and a GET of `example`. */
export async function rehearse(data: TokenProfile, { credentials: asked }: ProfileCheck): Promise<Rehearsal> {
  const { values, replacements } = standIns(data, asked);
  const sent: ShownRequest[] = [];
  const fetch = async (url: string | URL | Request, init: RequestInit = {}) => {
    sent.push(shown(String(url), init, data, replacements));
    return data.request && sent.length === 1 ? answerOf(data, values) : new Response(null, { status: 204 });
  };
  const credentials = Object.fromEntries(asked.map(({ name }) => [name, values[name] ?? '']));
  const options = { fetch, origins: [NOWHERE], dangerouslyAllowInsecureHttp: 'loopback' as const };
  const api = profileAuthenticator(data, credentials, options);
  try {
    const isSomewhere = data.baseUrl !== undefined || data.request !== undefined;
    await api.fetch(isSomewhere ? 'example' : `${NOWHERE}/example`);
  } finally {
    await api.close();
  }
  const [tokenCall = null, call] = data.request ? sent : [null, ...sent];
  return { tokenCall, call: call as ShownRequest };
}

function answerOf(data: TokenProfile, values: Readonly<Record<string, string>>): Response {
  const expiresAt = Date.now() + LIFETIME_SECONDS * 1_000;
  const body = tokenAnswer(data, {
    value: values.token ?? '',
    lifetimeSeconds: LIFETIME_SECONDS,
    expiresAt,
    kept: values,
  });
  return typeof body === 'string' ? new Response(body) : Response.json(body);
}

interface StandIns {
  readonly values: Readonly<Record<string, string>>;
  readonly replacements: readonly Replacement[];
}

/** A value for each name, and what is shown in the place of it. */
function standIns(data: TokenProfile, asked: ProfileCheck['credentials']): StandIns {
  const names = asked.map(({ name }) => name);
  const values: Record<string, string> = { ...fakeCredentials(data, names), ...fakeKept(data), token: standIn(0) };
  const secret = new Set(['token', ...Object.keys(data.response?.keep ?? {})]);
  const { assertion } = data.request ?? {};
  const key = assertion && keyNameOf(assertion);
  const replacements: Replacement[] = [];
  for (const { name, kind } of asked) if (kind === 'secret') secret.add(name);
  for (const [index, name] of [...secret].entries()) {
    // A key has to be one, and shows nowhere.
    if (name !== key && name !== keptBaseOf(data)) values[name] = standIn(index);
  }
  for (const joined of joinedNames(data, names)) {
    const text = Buffer.from(joined.map((name) => values[name] ?? '').join(':')).toString('base64');
    for (const form of [text, encodeURIComponent(text)]) replacements.push([form, `«base64(${joined.join(':')})»`]);
  }
  for (const [name, value] of Object.entries(values)) {
    const isListed = Object.hasOwn(data.oneOf ?? {}, name);
    if (!isListed && name !== key) replacements.push([value, secret.has(name) ? `«${name}»` : `{${name}}`]);
  }
  // The longer first: one may begin another.
  replacements.sort(([one], [other]) => other.length - one.length);
  return { values, replacements };
}

/** The names that stand together in base64: those of templates, and Basic's pair. */
function joinedNames({ request, ...others }: TokenProfile, names: readonly string[]): string[][] {
  const templates = JSON.stringify([request, others]);
  const written = [...templates.matchAll(/\{base64\((\w+(?::\w+)*)\)\}/g)].map(([, joined = '']) => joined.split(':'));
  const pair = ['key', 'secret'];
  const isBasic = request?.clientAuthentication === 'basic' && pair.every((name) => names.includes(name));
  return isBasic ? [...written, pair] : written;
}

function shown(
  url: string,
  { method = 'GET', headers, body }: RequestInit,
  data: TokenProfile,
  replacements: readonly Replacement[],
): ShownRequest {
  const told = (text: string) => {
    const signed = data.request?.assertion ? text.replaceAll(JWT, '«assertion»') : text;
    return replacements.reduce((left, [value, words]) => left.replaceAll(value, words), signed);
  };
  const spelling = spellings(data);
  const fields = [...new Headers(headers)].map(([name, value]) => [spelling.get(name) ?? name, told(value)]);
  const text = typeof body === 'string' && body !== '' ? { body: told(body) } : {};
  return { method, url: told(url), headers: Object.fromEntries(fields), ...text };
}

/** Names of header fields as the profile writes them, which the platform writes small. */
function spellings({ request, header, headers }: TokenProfile): ReadonlyMap<string, string> {
  const names = ['Authorization', 'Accept', 'Content-Type', ...Object.keys(request?.headers ?? {})];
  const ofCalls = [...(header ? [header.name] : []), ...Object.keys(headers ?? {})];
  return new Map([...names, ...ofCalls].map((name) => [name.toLowerCase(), name]));
}

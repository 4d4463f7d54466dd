// The credentials a profile names, from options, and from the person at the terminal.
//
// Which names those are, the core knows: it is asked for the request until it misses nothing more.

import { type Profile, type TokenProfile, isAuthError } from 'commerce-auth';

import { buildable } from './addresses.ts';
import { Failure } from './failure.ts';
import { askedFor, secretOf, secretOfFile, secretOfVariable } from './secret-source.ts';
import { secretInArguments, soundsSecret } from './secret-options.ts';
import type { Context } from './context.ts';

const MOST_CREDENTIALS = 32;

/** @param standIn Gives the stand-in for a secret by its name; without it secrets are asked for. */
export async function profileCredentials(
  context: Context,
  profile: Profile,
  standIn?: (name: string) => string,
): Promise<Credentials> {
  const credentials = await givenCredentials(context);
  for (const name of missingOfPair(profile.toJSON(), credentials))
    credentials[name] = standIn ? standIn(name) : await secretFor(context, name);
  for (let tries = 0; tries < MOST_CREDENTIALS; tries += 1) {
    const missing = missingCredential(profile, credentials);
    if (missing === null) return credentials;
    if (missing === 'host')
      throw new Failure('--host is missing', 'the profile’s address begins with {host}: give --host HOST');
    credentials[missing] = standIn ? standIn(missing) : await secretFor(context, missing);
  }
  throw new Failure(
    'the profile names too many credentials',
    'give those that are not secret by --credential NAME=VALUE',
  );
}

type Credentials = Record<string, string>;

async function givenCredentials(context: Context): Promise<Credentials> {
  const { options } = context;
  const credentials: Credentials = {};
  const take = (name: string, value: string) => {
    if (Object.hasOwn(credentials, name)) throw new Failure(`the credential ${name} is given twice`, 'give it once');
    credentials[name] = value;
  };
  if (options.host !== undefined) take('host', options.host);
  for (const { name, value } of pairs(options.credential, '--credential')) {
    if (soundsSecret(name)) throw secretInArguments(`a credential whose name says it is secret`);
    take(name, value);
  }
  for (const { name, value } of pairs(options['credential-file'], '--credential-file'))
    take(name, await secretOfFile(context, value, '--credential-file'));
  for (const { name, value } of pairs(options['credential-env'], '--credential-env'))
    take(name, secretOfVariable(context, value, '--credential-env'));
  return credentials;
}

function pairs(given: readonly string[] | undefined, option: string): Array<{ name: string; value: string }> {
  return (given ?? []).map((text) => {
    const [, name, value] = /^([A-Za-z_][A-Za-z0-9_]*)=(.+)$/s.exec(text) ?? [];
    if (name === undefined || value === undefined)
      throw new Failure(`${option} takes NAME=…`, 'write the name that the profile has in braces');
    return { name, value };
  });
}

/** The names of a pair for Basic, as `TokenProfile.request.clientAuthentication` lists them. */
const FIRST_PAIR = ['key', 'secret'] as const;
const PAIRS = [
  FIRST_PAIR,
  ['clientId', 'clientSecret'],
  ['client_id', 'client_secret'],
  ['username', 'password'],
] as const;

/** What a profile with Basic lacks of the pair that is begun, or else of the first. */
function missingOfPair({ request }: TokenProfile, credentials: Credentials): string[] {
  if (request.clientAuthentication !== 'basic') return [];
  const pair: readonly string[] =
    PAIRS.find((names) => names.some((name) => Object.hasOwn(credentials, name))) ?? FIRST_PAIR;
  return pair.filter((name) => !Object.hasOwn(credentials, name));
}

/** The credential that the request misses most, or null. Any other refusal is the caller's to hear. */
function missingCredential(profile: Profile, credentials: Credentials): string | null {
  try {
    profile.tokenRequest(buildable(credentials).address);
    return null;
  } catch (error) {
    if (!isAuthError(error)) throw error;
    const { code, field } = error;
    if (code !== 'invalid_argument' || field === undefined || Object.hasOwn(credentials, field)) throw error;
    return field;
  }
}

const SECRET_SOURCES = ['secret-file', 'secret-stdin', 'secret-env'] as const;

function secretFor(context: Context, name: string): Promise<string> {
  const { options } = context;
  const given = SECRET_SOURCES.filter((option) => options[option] !== undefined);
  if (given.length === 0) return askedFor(context, `credential ${name}`);
  return secretOf(context, { what: `credential ${name}` }).finally(() => {
    for (const option of given) delete options[option];
  });
}

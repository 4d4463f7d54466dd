// The credentials a profile names, from options, and from the person at the terminal.

import type { Profile } from 'commerce-auth';

import { Failure } from './failure.ts';
import { namesWithPair } from '../played/basic-pairs.ts';
import { askedFor, secretOf, secretOfFile, secretOfVariable, type SecretForm } from './secret-source.ts';
import type { CommandOptions } from './command.ts';
import type { Context } from './context.ts';

/** The options that give them, beside the secret's own. */
export const credentialOptions: CommandOptions = Object.freeze({
  host: { value: 'HOST', about: 'the credential host, if the profile’s address begins with it' },
  'credential-file': { value: 'NAME=FILE', about: 'a credential from a file; may be repeated', multiple: true },
  'credential-env': { value: 'NAME=VARIABLE', about: 'a credential from a variable; may be repeated', multiple: true },
});

/** @param standIn Gives the stand-in for a secret by its name; without it secrets are asked for. */
export async function profileCredentials(
  context: Context,
  profile: Profile,
  standIn?: (name: string) => string,
): Promise<Credentials> {
  const { options } = context;
  const formOf = formsIn(profile);
  const credentials = await givenCredentials(context, formOf);
  const names = namesOf(profile, credentials);
  const missing = names.filter((name) => !Object.hasOwn(credentials, name));
  if (options.host !== undefined && !names.includes('host'))
    throw new Failure('--host is for profiles with {host}', `this one asks for ${names.join(', ')}`);
  if (missing.includes('host'))
    throw new Failure('--host is missing', 'the profile’s address begins with {host}: give --host HOST');
  for (const name of missing)
    credentials[name] = standIn ? standIn(name) : await secretFor(context, name, formOf(name));
  return credentials;
}

type Credentials = Record<string, string>;

type FormOf = (name: string) => SecretForm;

/** A key that signs stands on several lines. */
function formsIn(profile: Profile): FormOf {
  const { assertion } = profile.toJSON().request ?? {};
  const key = assertion && assertion.algorithm !== 'HS256' ? assertion.key : undefined;
  return (name) => (key === `{${name}}` ? 'lines' : 'line');
}

async function givenCredentials(context: Context, formOf: FormOf): Promise<Credentials> {
  const { options } = context;
  const credentials: Credentials = {};
  const take = (name: string, value: string) => {
    if (Object.hasOwn(credentials, name)) throw new Failure(`the credential ${name} is given twice`, 'give it once');
    credentials[name] = value;
  };
  if (options.host !== undefined) take('host', options.host);
  for (const { name, value } of pairs(options['credential-file'], '--credential-file'))
    take(name, await secretOfFile(context, value, '--credential-file', formOf(name)));
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

function namesOf(profile: Profile, credentials: Credentials): readonly string[] {
  const isBasic = profile.toJSON().request?.clientAuthentication === 'basic';
  return isBasic ? namesWithPair(profile.credentialNames, credentials) : profile.credentialNames;
}

const SECRET_SOURCES = ['secret-file', 'secret-stdin', 'secret-env'] as const;

function secretFor(context: Context, name: string, form: SecretForm): Promise<string> {
  const { options } = context;
  const given = SECRET_SOURCES.filter((option) => options[option] !== undefined);
  if (given.length === 0 && form === 'lines')
    throw new Failure(
      `the credential ${name} is missing, which is a key on several lines`,
      `give --credential-file ${name}=FILE, with the private key as PEM or JWK`,
    );
  if (given.length === 0) return askedFor(context, `credential ${name}`);
  return secretOf(context, { what: `credential ${name}`, form }).finally(() => {
    for (const option of given) delete options[option];
  });
}

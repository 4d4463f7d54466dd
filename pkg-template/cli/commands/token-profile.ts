// token --profile: an access token of any vendor whose token flow is described as data.

import { type Profile, type TokenProfile, isAuthError } from 'commerce-auth';
import { defineProfile } from 'commerce-auth/server';

import { envFileOption } from '../context.ts';
import { Failure } from '../failure.ts';
import { profileCredentials } from '../profile-credentials.ts';
import { secretOptions } from '../secret-source.ts';
import { standIn, tokenCurl } from '../token-curl.ts';
import { callOptions, obtainAndShow, tokenOutputOptions } from '../token-output.ts';
import type { Command } from '../command.ts';
import type { Context } from '../context.ts';

export const tokenProfile: Command = {
  path: ['token'],
  name: 'token --profile FILE',
  summary: 'asks any vendor for an access token, by a profile',
  about:
    'The profile is a JSON file: see TokenProfile in the documentation. You are asked for the credentials it names and you leave out; --secret-file, --secret-stdin and --secret-env give the last missing one.',
  secret: 'a credential',
  ways: '--credential-file NAME=FILE, --credential-env NAME=VARIABLE, or for the last one --secret-file FILE, --secret-stdin or --secret-env NAME',
  calls: true,
  options: {
    profile: { value: 'FILE', about: 'the profile' },
    host: { value: 'HOST', about: 'the credential host, if the profile’s address begins with it' },
    'credential-file': { value: 'NAME=FILE', about: 'a credential from a file; may be repeated', multiple: true },
    'credential-env': {
      value: 'NAME=VARIABLE',
      about: 'a credential from a variable; may be repeated',
      multiple: true,
    },
    ...secretOptions,
    ...tokenOutputOptions,
    ...envFileOption,
  },
  examples: [
    'npx commerce-auth token --profile shop.json --host api.shop.example --credential-env clientId=SHOP_CLIENT',
  ],
  async run(context) {
    const { profile: path, curl } = context.options;
    if (path === undefined)
      throw new Failure(
        'token: which vendor?',
        'it is token capillary, token pledg, token caxton, or token --profile FILE',
      );
    const profile = profileOf(await context.file(path, '--profile'));
    if (curl) return context.output.line(await curlOf(context, profile));
    const common = await callOptions(context);
    const credentials = await profileCredentials(context, profile);
    const { profileAuthenticator } = await import('commerce-auth/server');
    return obtainAndShow(context, profileAuthenticator(profile, credentials, common), profile.name);
  },
};

function profileOf(text: string): Profile {
  let data: TokenProfile;
  try {
    data = JSON.parse(text);
  } catch {
    throw new Failure(
      'the --profile file is not JSON',
      'a profile is a JSON object: see TokenProfile in the documentation',
    );
  }
  try {
    return defineProfile(data);
  } catch (error) {
    if (!isAuthError(error)) throw error;
    throw new Failure(
      `the profile has a mistake at ${error.field ?? 'its top'}: ${error.message}`,
      'see TokenProfile in the documentation',
    );
  }
}

async function curlOf(context: Context, profile: Profile): Promise<string> {
  const variables: Record<string, string> = {};
  const credentials = await profileCredentials(context, profile, (name) => {
    const index = Object.keys(variables).length;
    variables[standIn(index)] = shellName(name);
    return standIn(index);
  });
  return tokenCurl(credentials, (at) => profile.tokenRequest(at), variables);
}

/** `clientSecret` as a variable of the shell: `CLIENT_SECRET`. */
const shellName = (name: string) =>
  name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll(/[^A-Za-z0-9_]/g, '_')
    .toUpperCase();

// token --profile: an access token of any vendor whose token flow is described as data.

import type { Profile } from 'commerce-auth';
import { checkProfile, defineProfile } from 'commerce-auth/server';

import { envFileOption } from '../context.ts';
import { loopbackToo } from '../addresses.ts';
import { Failure } from '../failure.ts';
import { credentialOptions, profileCredentials } from '../profile-credentials.ts';
import { parsedProfile } from '../profile-file.ts';
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
    ...credentialOptions,
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
    refuseOthers(profile, curl);
    if (curl) return context.output.line(await curlOf(context, profile));
    const common = await callOptions(context);
    const credentials = await profileCredentials(context, profile);
    const { profileAuthenticator } = await import('commerce-auth/server');
    return obtainAndShow(context, profileAuthenticator(profile, credentials, common), profile.name);
  },
};

function profileOf(text: string): Profile {
  const data = parsedProfile(text, 'the --profile file');
  const [mistake, ...others] = checkProfile(data).mistakes;
  if (mistake === undefined) return defineProfile(data);
  throw new Failure(
    `the profile has a mistake at ${mistake.field ?? 'its top'}: ${mistake.message}`,
    `npx commerce-auth profile check FILE shows ${others.length > 0 ? `${others.length} more, and ` : ''}what it would send`,
  );
}

/** What asks for no token, or for one in a way that curl cannot. */
function refuseOthers(profile: Profile, curl: true | undefined): void {
  const { request } = profile.toJSON();
  if (request === undefined)
    throw new Failure(
      'this profile has no token call: its credentials are static, and go with every call as they are',
      'npx commerce-auth profile try FILE shows what calls carry',
    );
  if (curl && request.assertion)
    throw new Failure(
      'this profile signs each token call anew, which curl cannot',
      'leave --curl out, and give the key by --credential-file NAME=FILE; npx commerce-auth profile check FILE shows the call',
    );
}

async function curlOf(context: Context, profile: Profile): Promise<string> {
  const variables: Record<string, string> = {};
  const credentials = await profileCredentials(context, profile, (name) => {
    const index = Object.keys(variables).length;
    variables[standIn(index)] = shellName(name);
    return standIn(index);
  });
  const { basicEncoding } = profile.toJSON().request ?? {};
  return tokenCurl(profile.tokenRequest(credentials, loopbackToo), variables, basicEncoding);
}

/** `clientSecret` as a variable of the shell: `CLIENT_SECRET`. */
const shellName = (name: string) =>
  name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll(/[^A-Za-z0-9_]/g, '_')
    .toUpperCase();

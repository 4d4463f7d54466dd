// register caxton: asks for a client password. Explicit, once, and the password has a place to go before the call is made.

import { unlink } from 'node:fs/promises';

import { type CaxtonRegistration, caxton } from 'commerce-auth';

import { type VendorAddress, environmentNames, environmentOptions, loopbackToo, vendorAddress } from '../addresses.ts';
import { envFileOption, jsonOption } from '../context.ts';
import { instantFromNow } from '../durations.ts';
import { envLine } from '../env-file.ts';
import { ExitCode } from '../exit-codes.ts';
import { Failure } from '../failure.ts';
import { createPrivateFile } from '../files.ts';
import { askYesOrNo, canAsk } from '../prompt.ts';
import { callOptions } from '../token-output.ts';
import type { Command } from '../command.ts';
import type { Context } from '../context.ts';
import type { registerCaxtonClient } from 'commerce-auth/server';

const ENVIRONMENTS = environmentNames(caxton.environments);

export const registerCaxton: Command = {
  path: ['register', 'caxton'],
  summary: 'registers a Caxton client: asks for a client password',
  about:
    'Makes one call and never repeats it: a second registration may void the first password, and Caxton does not say whether it does. Writes the password to a new file that only you can read, as variables for the --env-file of token caxton and doctor.',
  calls: true,
  options: {
    ...environmentOptions('CAXTON', ENVIRONMENTS),
    username: { value: 'NAME', about: 'the user name that Caxton gave', variable: 'CAXTON_USERNAME' },
    clientname: { value: 'NAME', about: 'the client name that Caxton gave', variable: 'CAXTON_CLIENTNAME' },
    out: { value: 'FILE', about: 'writes the password to this new file', group: 'Output' },
    'show-password': { about: 'prints the password', group: 'Output' },
    yes: { about: 'does not ask before registering', group: 'Other' },
    timeout: { value: 'SECONDS', about: 'how long the call may take; default 10', group: 'Other' },
    ...jsonOption,
    ...envFileOption,
  },
  examples: [
    'npx commerce-auth register caxton --environment sandbox --username my-username --clientname cxtnclient --out caxton.env',
  ],
  async run(context) {
    const { options } = context;
    const address = vendorAddress(context, ENVIRONMENTS);
    const account = { username: context.required('username'), clientname: context.required('clientname') };
    if (options.out === undefined && !options['show-password']) {
      throw new Failure(
        'there is nowhere to put the password',
        'give --out FILE or --show-password; nothing has been registered',
      );
    }
    const common = await callOptions(context);
    // What is wrong with the names is said before anybody is asked, or a file made.
    caxton.registerRequest({ ...address, ...account, ...loopbackToo });
    await confirm(context);
    const registration = await registerInto(options.out, { ...address, ...account, ...common }, { address, account });
    show(context, registration);
  },
};

async function confirm(context: Context): Promise<void> {
  const { options, surroundings } = context;
  if (options.yes) return;
  if (!canAsk(surroundings))
    throw new Failure('registering may void the password in use, and there is no terminal to ask at', 'add --yes');
  context.output.warn('a second registration may void the password that others use');
  if (await askYesOrNo('Register now? [y/N] ', surroundings)) return;
  throw new Failure('nothing has been registered', undefined, ExitCode.refused);
}

type RegistrationOptions = Parameters<typeof registerCaxtonClient>[0];
type Account = { readonly username: string; readonly clientname: string };
type Known = { readonly address: VendorAddress<(typeof ENVIRONMENTS)[number]>; readonly account: Account };

async function registerInto(
  path: string | undefined,
  options: RegistrationOptions,
  known: Known,
): Promise<CaxtonRegistration> {
  const file = path === undefined ? null : await createPrivateFile(path);
  try {
    const { registerCaxtonClient } = await import('commerce-auth/server');
    const registration = await registerCaxtonClient(options);
    await file?.write(variablesText(registration, known));
    return registration;
  } catch (error) {
    if (file && path !== undefined) await unlink(path).catch(() => {});
    throw error;
  } finally {
    await file?.close();
  }
}

/** All that `token caxton` needs. */
function variablesText(
  { clientPassword, endsAt }: CaxtonRegistration,
  { address: { environment, host }, account: { username, clientname } }: Known,
): string {
  const variables: Record<string, string> = {
    ...(environment ? { CAXTON_ENVIRONMENT: environment } : { CAXTON_HOST: host ?? '' }),
    CAXTON_USERNAME: username,
    CAXTON_CLIENTNAME: clientname,
    CAXTON_CLIENT_PASSWORD: clientPassword,
    CAXTON_PASSWORD_ENDS_AT: new Date(endsAt).toISOString(),
  };
  return Object.entries(variables)
    .map(([name, value]) => `${envLine(name, value) ?? `${name}=${value}`}\n`)
    .join('');
}

function show(
  { options, output, surroundings }: Context,
  { clientPassword, startsAt, endsAt }: CaxtonRegistration,
): void {
  if (options.json) {
    const life = { startsAt: new Date(startsAt).toISOString(), endsAt: new Date(endsAt).toISOString() };
    output.json({
      vendor: 'Caxton',
      ...life,
      ...(options.out && { file: options.out }),
      ...(options['show-password'] && { clientPassword }),
    });
    return;
  }
  const end = instantFromNow(endsAt, surroundings.now());
  if (options['show-password']) output.line(clientPassword);
  if (options['show-password'] && !options.out) {
    output.note(`the password ends ${end}: register again before`);
    return;
  }
  output.title('Caxton: client password');
  output.facts([
    ['written to', `${options.out}, which only you can read`],
    ['ends', `${end}: register again before`],
    ['next', `npx commerce-auth token caxton --env-file ${options.out}`],
  ]);
}

// token caxton: an access token for a registered client.

import { caxton } from 'commerce-auth';

import { environmentNames, environmentOptions, loopbackToo, vendorAddress } from '../addresses.ts';
import { passwordEnd } from '../caxton-password.ts';
import { envFileOption } from '../context.ts';
import { secretOf, secretOptions } from '../secret-source.ts';
import { standIn, tokenCurl } from '../token-curl.ts';
import { callOptions, obtainAndShow, tokenOutputOptions } from '../token-output.ts';
import type { Command } from '../command.ts';

const ENVIRONMENTS = environmentNames(caxton.environments);

export const tokenCaxton: Command = {
  path: ['token', 'caxton'],
  summary: 'asks Caxton for an access token',
  about:
    'Makes one call, and says when the token ends. Prints the token itself only with --show-token. The secret is the client password of a registration. It expires: CAXTON_PASSWORD_ENDS_AT says when, and nothing is sent after that.',
  secret: 'the client password',
  variables: [
    ['CAXTON_CLIENT_PASSWORD', 'the client password'],
    ['CAXTON_PASSWORD_ENDS_AT', 'when it ends'],
  ],
  calls: true,
  options: {
    ...environmentOptions('CAXTON', ENVIRONMENTS),
    username: { value: 'NAME', about: 'the user name that Caxton gave', variable: 'CAXTON_USERNAME' },
    ...secretOptions,
    ...tokenOutputOptions,
    ...envFileOption,
  },
  examples: ['npx commerce-auth token caxton --environment sandbox --env-file caxton.env'],
  async run(context) {
    const address = vendorAddress(context, ENVIRONMENTS);
    const username = context.required('username');
    if (context.options.curl) {
      const request = caxton.tokenRequest({ ...address, username, clientPassword: standIn(0), ...loopbackToo });
      return context.output.line(tokenCurl(request, { [standIn(0)]: 'CAXTON_CLIENT_PASSWORD' }));
    }
    const common = await callOptions(context);
    const end = passwordEnd(context.variable('CAXTON_PASSWORD_ENDS_AT'));
    const clientPassword = await secretOf(context, { what: 'client password', variable: 'CAXTON_CLIENT_PASSWORD' });
    const { caxtonAccount } = await import('commerce-auth/server');
    const account = caxtonAccount({
      ...address,
      username,
      clientPassword,
      ...common,
      ...(end !== undefined && { passwordEndsAt: end }),
    });
    return obtainAndShow(context, account, 'Caxton');
  },
};

// token pledg: an access token for an API key.

import { pledg } from 'commerce-auth';

import { environmentNames, environmentOptions, loopbackToo, vendorAddress } from '../addresses.ts';
import { envFileOption } from '../context.ts';
import { secretOf, secretOptions } from '../secret-source.ts';
import { standIn, tokenCurl } from '../token-curl.ts';
import { callOptions, obtainAndShow, tokenOutputOptions } from '../token-output.ts';
import type { Command } from '../command.ts';

const ENVIRONMENTS = environmentNames(pledg.environments);

export const tokenPledg: Command = {
  path: ['token', 'pledg'],
  summary: 'asks Pledg for an access token',
  about: 'Makes one call, and says when the token ends. Prints the token itself only with --show-token.',
  secret: 'the API secret',
  variables: [['PLEDG_SECRET', 'the API secret']],
  calls: true,
  options: {
    ...environmentOptions('PLEDG', ENVIRONMENTS),
    key: { value: 'KEY', about: 'the API key', variable: 'PLEDG_KEY' },
    ...secretOptions,
    ...tokenOutputOptions,
    ...envFileOption,
  },
  examples: ['npx commerce-auth token pledg --environment staging --key "$PLEDG_KEY"'],
  async run(context) {
    const address = vendorAddress(context, ENVIRONMENTS);
    const key = context.required('key');
    if (context.options.curl) {
      const request = pledg.tokenRequest({ ...address, key, secret: standIn(0), ...loopbackToo });
      return context.output.line(tokenCurl(request, { [standIn(0)]: 'PLEDG_SECRET' }));
    }
    const common = await callOptions(context);
    const secret = await secretOf(context, { what: 'API secret', variable: 'PLEDG_SECRET' });
    const { pledgAccessToken } = await import('commerce-auth/server');
    return obtainAndShow(context, pledgAccessToken({ ...address, key, secret, ...common }), 'Pledg');
  },
};

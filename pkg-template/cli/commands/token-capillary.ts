// token capillary: an access token for an API client.

import { capillary } from 'commerce-auth';

import { capillaryAddressOptions, capillaryHost, loopbackToo } from '../addresses.ts';
import { envFileOption } from '../context.ts';
import { secretOf, secretOptions } from '../secret-source.ts';
import { standIn, tokenCurl } from '../token-curl.ts';
import { callOptions, obtainAndShow, tokenOutputOptions } from '../token-output.ts';
import type { Command } from '../command.ts';

export const tokenCapillary: Command = {
  path: ['token', 'capillary'],
  summary: 'asks Capillary for an access token (OAuth)',
  about: 'Makes one call, and says when the token ends. Prints the token itself only with --show-token.',
  secret: 'the secret of the API client',
  variables: [['CAP_SECRET', 'the secret of the API client']],
  calls: true,
  options: {
    ...capillaryAddressOptions,
    key: { value: 'KEY', about: 'the key of the API client', variable: 'CAP_KEY' },
    ...secretOptions,
    ...tokenOutputOptions,
    ...envFileOption,
  },
  examples: [
    'npx commerce-auth token capillary --cluster eu --key "$CAP_KEY"',
    'TOKEN=$(npx commerce-auth token capillary --env-file .env --show-token)',
  ],
  async run(context) {
    const host = capillaryHost(context);
    const key = context.required('key');
    if (context.options.curl) {
      const request = capillary.tokenRequest({ host, key, secret: standIn(0), ...loopbackToo });
      return context.output.line(tokenCurl(request, { [standIn(0)]: 'CAP_SECRET' }));
    }
    const common = await callOptions(context);
    const secret = await secretOf(context, { what: 'secret of the API client', variable: 'CAP_SECRET' });
    const { capillaryOAuth } = await import('commerce-auth/server');
    return obtainAndShow(context, capillaryOAuth({ host, key, secret, ...common }), 'Capillary');
  },
};

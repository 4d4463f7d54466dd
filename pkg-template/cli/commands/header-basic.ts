// header basic: the field by RFC 7617, for any vendor.

import { basicAuthorization } from 'commerce-auth';

import { envFileOption } from '../context.ts';
import { headerOutputOptions, showHeaders } from '../header-output.ts';
import { secretOf, secretOptions } from '../secret-source.ts';
import type { Command } from '../command.ts';

export const headerBasic: Command = {
  path: ['header', 'basic'],
  summary: 'a Basic header field by RFC 7617, for any API',
  secret: 'the password',
  options: {
    username: { value: 'NAME', about: 'the user name' },
    ...secretOptions,
    ...headerOutputOptions,
    ...envFileOption,
  },
  examples: ['npx commerce-auth header basic --username Aladdin'],
  async run(context) {
    const username = context.required('username');
    const password = await secretOf(context, { what: 'password' });
    showHeaders(context, { Authorization: basicAuthorization(username, password) });
  },
};

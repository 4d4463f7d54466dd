// header pledg: the field of a dashboard user.

import { pledg } from 'commerce-auth';

import { envFileOption } from '../context.ts';
import { headerOutputOptions, showHeaders } from '../header-output.ts';
import { secretOf, secretOptions } from '../secret-source.ts';
import type { Command } from '../command.ts';

export const headerPledg: Command = {
  path: ['header', 'pledg'],
  summary: 'the header field of a Pledg dashboard user (Basic)',
  secret: 'the password of the dashboard',
  variables: [['PLEDG_PASSWORD', 'the password of the dashboard']],
  options: {
    email: { value: 'E-MAIL', about: 'the e-mail address of the user', variable: 'PLEDG_EMAIL' },
    ...secretOptions,
    ...headerOutputOptions,
    ...envFileOption,
  },
  examples: ['npx commerce-auth header pledg --email ann@example.com'],
  async run(context) {
    const email = context.required('email');
    const password = await secretOf(context, { what: 'password of the dashboard', variable: 'PLEDG_PASSWORD' });
    showHeaders(context, pledg.basicHeaders({ email, password }));
  },
};

// header capillary: the fields of a till, or of many.

import { capillary } from 'commerce-auth';

import { envFileOption } from '../context.ts';
import { Failure } from '../failure.ts';
import { headerOutputOptions, showHeaders } from '../header-output.ts';
import { secretOf, secretOptions } from '../secret-source.ts';
import { attributionOf, showTills } from '../tills-batch.ts';
import type { Command } from '../command.ts';
import type { Context } from '../context.ts';

export const headerCapillary: Command = {
  path: ['header', 'capillary'],
  summary: 'the header fields of a Capillary till (Basic)',
  about: 'The password is hashed here, with MD5 over UTF-8, as Capillary wants it.',
  secret: 'the password of the till',
  variables: [
    ['CAP_PASSWORD', 'the password of the till'],
    ['CAP_PASSWORD_MD5', 'its MD5 digest, where CAP_PASSWORD is not set'],
  ],
  options: {
    username: { value: 'TILL', about: 'the till id', variable: 'CAP_USERNAME' },
    md5: {
      about: 'the secret is already the MD5 digest of the password; so is the second column of --csv without a heading',
    },
    clear: { about: 'the password really is 32 hexadecimal digits, not a digest' },
    'lookup-type': {
      value: 'TYPE',
      about: 'attributes the call to another till: WECHAT or MOBILE_TRIGGER',
      choices: ['WECHAT', 'MOBILE_TRIGGER'],
    },
    lookup: { value: 'VALUE', about: 'the value of that attribution' },
    csv: {
      value: 'FILE',
      about:
        'many tills: a file with the columns username and password (or password_md5), or without a heading the till id and the password; - is standard input. Prints CSV, with a header or an error in each row',
    },
    ...secretOptions,
    ...headerOutputOptions,
    ...envFileOption,
  },
  examples: [
    'npx commerce-auth header capillary --username store.server',
    'npx commerce-auth header capillary --username store.server | curl -H @- "$URL"',
    'npx commerce-auth header capillary --csv tills.csv > headers.csv',
  ],
  run: (context) => (context.options.csv === undefined ? oneTill(context) : showTills(context)),
};

async function oneTill(context: Context): Promise<void> {
  const { options } = context;
  if (options.md5 && options.clear) throw new Failure('--md5 and --clear contradict each other', 'give one of them');
  const username = context.required('username');
  const attribution = attributionOf(options);
  const secret = await passwordOf(context);
  showHeaders(context, capillary.basicHeaders({ username, ...secret, ...attribution }));
}

type TillPassword =
  | { readonly passwordMd5: string }
  | { readonly password: string; readonly allowHashLikePassword?: boolean };

async function passwordOf(context: Context): Promise<TillPassword> {
  const { options } = context;
  const given = options['secret-file'] ?? options['secret-stdin'] ?? options['secret-env'];
  const digestIsKept =
    given === undefined && !options.clear && !context.variable('CAP_PASSWORD') && context.variable('CAP_PASSWORD_MD5');
  if (options.md5 || digestIsKept)
    return {
      passwordMd5: await secretOf(context, { what: 'MD5 digest of the password', variable: 'CAP_PASSWORD_MD5' }),
    };
  const password = await secretOf(context, { what: 'password of the till', variable: 'CAP_PASSWORD' });
  return { password, ...(options.clear && { allowHashLikePassword: true }) };
}

// decode: a JWT taken apart, unverified.

import { type DecodedJwt, decodeJwt } from 'commerce-auth';

import { envFileOption, jsonOption } from '../context.ts';
import { instantFromNow, spanText } from '../durations.ts';
import { ExitCode } from '../exit-codes.ts';
import { Failure } from '../failure.ts';
import { printable, printableJson } from '../printable.ts';
import { askedFor, secretOfVariable } from '../secret-source.ts';
import { canAsk } from '../prompt.ts';
import type { Command } from '../command.ts';
import type { Context } from '../context.ts';
import type { Output } from '../output.ts';

const INSTANTS = ['iat', 'nbf', 'exp', 'auth_time'];

export const decode: Command = {
  path: ['decode'],
  summary: 'shows what is in a JWT, whether it has expired, and what is wrong with it',
  about:
    'Verifies nothing. Takes the token from a file, a variable, or standard input, or asks for it at a terminal. Leaves its signature out, so what is printed cannot be used as a token. Shows a broken token as far as it can be read, with the byte where it breaks.',
  secret: 'the token',
  ways: '--file FILE or --secret-env NAME, or put it on standard input',
  options: {
    file: { value: 'FILE', about: 'reads the token from a file; - is standard input' },
    'secret-env': { value: 'NAME', about: 'reads the token from the environment variable NAME' },
    ...jsonOption,
    ...envFileOption,
  },
  examples: [
    'npx commerce-auth decode --file token.txt',
    'npx commerce-auth token capillary --env-file .env --show-token | npx commerce-auth decode',
  ],
  async run(context) {
    const { bare, stripped } = bareToken(await tokenText(context));
    if (bare === '')
      throw new Failure('the token is empty', 'give it by --file FILE, by --secret-env NAME, or on standard input');
    const decoded = decodeJwt(bare);
    const life = lifeOf(decoded, context.surroundings.now());
    if (context.options.json) context.output.json({ ...decoded, ...life });
    else show(context, decoded, stripped, life);
    return decoded.header === null || decoded.claims === null ? ExitCode.refused : ExitCode.done;
  },
};

async function tokenText(context: Context): Promise<string> {
  const { file, 'secret-env': variable } = context.options;
  if (file !== undefined && variable !== undefined)
    throw new Failure('the token is given twice', 'give it by --file or by --secret-env');
  if (typeof variable === 'string') return secretOfVariable(context, variable, '--secret-env');
  if (file !== undefined) return context.fileOfSecrets(file, '--file');
  return canAsk(context.surroundings) ? askedFor(context, 'token') : context.standardInput('the token');
}

/** Without the line break of a file, and without what stands before it in a header field. */
function bareToken(text: string): { bare: string; stripped: boolean } {
  const trimmed = text.trim();
  const bare = trimmed.replace(/^(?:Authorization:\s*|X-CAP-API-OAUTH-TOKEN:\s*)?(?:Bearer\s+)?/i, '');
  return { bare, stripped: bare !== trimmed };
}

/** Whether its time is over, or has not come; null where it does not say. */
interface Life {
  readonly expired: boolean | null;
  readonly notYetValid: boolean | null;
}

function lifeOf({ claims }: DecodedJwt, now: number): Life {
  const { exp, nbf } = claims ?? {};
  return {
    expired: typeof exp === 'number' ? exp * 1_000 <= now : null,
    notYetValid: typeof nbf === 'number' ? nbf * 1_000 > now : null,
  };
}

/** What stands first, where the token is of no use now. */
function verdictOf({ claims }: DecodedJwt, { expired, notYetValid }: Life, now: number): string | undefined {
  const away = (seconds: unknown) => spanText(Number(seconds) * 1_000 - now);
  if (expired) return `expired ${away(claims?.exp)} ago: whoever checks it refuses it`;
  if (notYetValid) return `not valid yet: it begins in ${away(claims?.nbf)}`;
  return undefined;
}

function show({ output, surroundings }: Context, decoded: DecodedJwt, stripped: boolean, life: Life): void {
  const { header, claims, signature, problems } = decoded;
  const { paint } = output;
  const verdict = verdictOf(decoded, life, surroundings.now());
  if (verdict) {
    output.line(`${paint('red', '✗')} ${verdict}`);
    output.line();
  }
  section(output, 'Header', header);
  section(output, 'Claims', claims);
  const instants = INSTANTS.flatMap((name) => {
    const seconds: unknown = claims?.[name];
    return typeof seconds === 'number' ? [[name, instantFromNow(seconds * 1_000, surroundings.now())] as const] : [];
  });
  if (instants.length > 0) {
    output.title('Times');
    output.facts(instants);
    output.line();
  }
  output.title('Signature');
  const bytes = Math.floor((signature.length * 3) / 4);
  output.line(
    `  ${signature === '' ? 'none' : `${bytes} bytes`}, ${paint('yellow', 'not verified')}: anybody can have written this`,
  );
  if (problems.length > 0) {
    output.line();
    output.title(problems.length === 1 ? 'Problem' : 'Problems');
    for (const { part, position, message } of problems)
      output.line(`  ${paint('red', '✗')} ${part}, byte ${position}: ${printable(message)}`);
  }
  if (stripped) output.note('left out what stood before the token: Bearer, or the name of a header field');
}

function section(output: Output, title: string, value: object | null): void {
  output.title(title);
  output.line(
    value === null ? `  ${output.paint('red', 'cannot be read')}` : printableJson(value).replaceAll(/^/gm, '  '),
  );
  output.line();
}

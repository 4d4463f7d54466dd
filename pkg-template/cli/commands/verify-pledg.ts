// verify pledg: whether a notification is Pledg's.

import { type PledgNotification, pledg } from 'commerce-auth';

import { envFileOption, jsonOption } from '../context.ts';
import { Failure } from '../failure.ts';
import { merchantSecret } from '../pledg-secret.ts';
import { secretsOf, secretsOptions } from '../secret-source.ts';
import type { Command } from '../command.ts';
import type { GivenOptions } from '../given-options.ts';
import type { Output } from '../output.ts';

export const verifyPledg: Command = {
  path: ['verify', 'pledg'],
  summary: 'verifies a notification of Pledg',
  about:
    'Takes the body of the notification, exactly as it came, as an argument, a file, or standard input. Exits with 0 only if the signature fits and everything is as expected. Takes several secrets while a new one replaces the old.',
  secret: 'the secret of the merchant',
  variables: [['PLEDG_MERCHANT_SECRET', 'the secret of the merchant']],
  positionals: [{ name: 'BODY', about: 'the body of the notification; - is standard input' }],
  options: {
    file: { value: 'FILE', about: 'reads the body from a file' },
    reference: { value: 'REFERENCE', about: 'the reference that it must have' },
    amount: { value: 'CENTS', about: 'the amount that a transfer must have, in cents' },
    unsigned: { about: 'the merchant has no secret: expects an unsigned notification, and proves nothing' },
    ...secretsOptions,
    ...jsonOption,
    ...envFileOption,
  },
  examples: [
    'npx commerce-auth verify pledg --file body.json --reference order-1',
    'npx commerce-auth verify pledg --secret-file new.txt --secret-file old.txt < body.json',
  ],
  async run(context) {
    const { file, unsigned } = context.options;
    const expect = expectationOf(context.options);
    refuseContradiction(context.options);
    const body = await context.text({ given: context.positionals[0], path: file, what: 'the body', option: '--file' });
    const secret = unsigned ? null : await secretsOf(context, merchantSecret);
    const notification = pledg.verifyNotification(body, { secret, ...expect });
    if (context.options.json) context.output.json(notification);
    else show(context.output, notification);
  },
};

const SECRET_SOURCES = ['secret-file', 'secret-stdin', 'secret-env'] as const;

function refuseContradiction({ unsigned, ...options }: GivenOptions): void {
  if (!unsigned || !SECRET_SOURCES.some((name) => options[name] !== undefined)) return;
  throw new Failure(
    '--unsigned and a secret contradict each other',
    'where the merchant has a secret, leave --unsigned out',
  );
}

function expectationOf({ reference, amount }: GivenOptions): { expect?: { reference?: string; amountCents?: number } } {
  if (reference === undefined && amount === undefined) return {};
  if (amount !== undefined && !/^\d{1,15}$/.test(amount))
    throw new Failure('--amount takes whole cents', 'write --amount 2000 for 20.00');
  return {
    expect: {
      ...(reference !== undefined && { reference }),
      ...(amount !== undefined && { amountCents: Number(amount) }),
    },
  };
}

function show(output: Output, { kind, trust, verified, unverified }: PledgNotification): void {
  const signed = trust === 'signed';
  const mark = signed ? output.paint('green', '✓ signed') : output.paint('yellow', '! unsigned');
  output.line(`${mark}${signed ? '' : ', so nothing is proved'}: Pledg notification, ${KINDS[kind]}`);
  output.facts(rows(signed ? verified : unverified));
  if (!signed || Object.keys(unverified).length === 0) return;
  output.line();
  output.line(output.paint('yellow', 'Not covered by the signature, so it can come from anybody:'));
  output.facts(rows(unverified));
}

const KINDS: Readonly<Record<PledgNotification['kind'], string>> = {
  back: 'back mode (covers no amount)',
  transfer: 'transfer',
  error: 'error',
};
const rows = (values: object) =>
  Object.entries(values).map(([name, value]): [string, string] => [
    name,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);

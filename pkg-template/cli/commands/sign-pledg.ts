// sign pledg: the signature of a purchase.

import { pledg } from 'commerce-auth';

import { type VendorAddress, environmentNames, environmentOptions, loopbackToo, vendorAddress } from '../addresses.ts';
import { envFileOption, jsonOption } from '../context.ts';
import { Failure } from '../failure.ts';
import { merchantSecret } from '../pledg-secret.ts';
import { secretOf, secretOptions } from '../secret-source.ts';
import { shellWord } from '../../text/shell-word.ts';
import { curlCommand } from '../curl-command.ts';
import type { Command } from '../command.ts';
import type { Context } from '../context.ts';
import type { GivenOptions } from '../given-options.ts';
import type { Output } from '../output.ts';

const ENVIRONMENTS = environmentNames(pledg.environments);
type Purpose = 'purchase' | 'transfer' | 'link';
type Address = VendorAddress<(typeof ENVIRONMENTS)[number]>;
type SignedAddress = Address & { readonly signature: string };
/** An address to open, or a call to make. */
type Use = { readonly url: string; readonly method?: string; readonly headers?: Readonly<Record<string, string>> };

const REQUESTS: Readonly<Record<Purpose, (options: SignedAddress) => Use>> = {
  purchase: (options) => ({ url: pledg.purchaseUrl(options) }),
  transfer: (options) => ({ url: pledg.transferUrl(options) }),
  link: (options) => pledg.purchaseLinkRequest(options),
};
/** RFC 7518 §3.2 */
const SHORTEST_KEY = 32;

export const signPledg: Command = {
  path: ['sign', 'pledg'],
  summary: 'signs the parameters of a Pledg purchase',
  about:
    'Takes the parameters as a JSON object, from a file or standard input. Wraps them in data, drops the callbacks, and adds only what you ask for. Prints the signature, or with --for a complete address.',
  secret: 'the secret of the merchant',
  variables: [['PLEDG_MERCHANT_SECRET', 'the secret of the merchant']],
  positionals: [{ name: 'FILE', about: 'the parameters; default, or -: standard input' }],
  options: {
    for: {
      value: 'PURPOSE',
      choices: ['purchase', 'transfer', 'link'],
      about:
        'purchase: the address for the customer. transfer: the address for paying by transfer. link: the call that makes a payment link',
    },
    ...environmentOptions('PLEDG', ENVIRONMENTS),
    'expires-in': { value: 'SECONDS', about: 'adds iat, and exp that many seconds later' },
    incomplete: { about: 'signs parameters without a merchant, a reference or an amount' },
    other: {
      value: 'NAME',
      about: 'a parameter that is meant as written, though its name is near to a known one',
      multiple: true,
    },
    settings: { value: 'FILE', about: 'purchase_link_settings, a JSON object, beside the parameters' },
    ...secretOptions,
    curl: { about: 'with --for link: prints the call as a curl command', group: 'Output' },
    ...jsonOption,
    ...envFileOption,
  },
  examples: [
    'npx commerce-auth sign pledg purchase.json',
    'npx commerce-auth sign pledg purchase.json --for purchase --environment staging',
  ],
  async run(context) {
    const { options, positionals } = context;
    const target = targetOf(context);
    const parameters = jsonObject(await context.file(positionals[0] ?? '-', 'the parameters'), 'the parameters');
    const life = lifeOf(options, context.surroundings.now());
    const settings =
      options.settings === undefined
        ? undefined
        : jsonObject(await context.file(options.settings, '--settings'), '--settings');
    const secret = await secretOf(context, merchantSecret);
    const signature = pledg.signPurchase(parameters, secret, {
      ...life,
      ...(options.incomplete && { incomplete: true as const }),
      ...(options.other && { others: options.other }),
      ...(settings && { purchaseLinkSettings: settings }),
    });
    warnOfWeakness(context, secret);
    show(context, signature, target);
  },
};

/** What the signature is for, decided before a secret is asked for. */
interface Target {
  readonly purpose: Purpose;
  readonly address: Address;
}

function targetOf(context: Context): Target | null {
  const { for: purpose, curl } = context.options;
  if (curl && purpose !== 'link')
    throw new Failure('--curl goes with --for link', 'the other two print addresses to open');
  if (purpose === undefined) return null;
  if (!isPurpose(purpose))
    throw new Failure('--for takes purchase, transfer or link', 'see npx commerce-auth sign pledg --help');
  return { purpose, address: vendorAddress(context, ENVIRONMENTS) };
}

const isPurpose = (name: string): name is Purpose => Object.hasOwn(REQUESTS, name);

function jsonObject(text: string, what: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    // Falls through: what the platform says of it quotes it.
  }
  throw new Failure(
    `${what}: not a JSON object`,
    'as in {"merchantUid":"mer_…","reference":"order-1","amountCents":2000}',
  );
}

function lifeOf({ 'expires-in': given }: GivenOptions, now: number): { issuedAt?: number; expiresAt?: number } {
  if (given === undefined) return {};
  const seconds = Number(given);
  if (!Number.isInteger(seconds) || seconds < 1)
    throw new Failure('--expires-in takes whole seconds, from 1 on', 'write --expires-in 86400, for example');
  return { issuedAt: now, expiresAt: now + seconds * 1_000 };
}

function warnOfWeakness({ output }: { readonly output: Output }, secret: string): void {
  const bytes = Buffer.byteLength(secret);
  if (bytes >= SHORTEST_KEY) return;
  output.warn(
    `the secret has ${bytes} bytes, and HS256 requires ${SHORTEST_KEY} (RFC 7518 §3.2): a short one can be guessed from a single signature`,
    'ask Pledg for a longer one',
  );
}

function show({ options, output }: Context, signature: string, target: Target | null): void {
  const request = target === null ? null : requestFor(target.purpose, target.address, signature);
  if (options.json) output.json({ signature, ...request });
  else if (request === null) output.line(signature);
  else output.line(options.curl ? curlOf(request) : request.url);
}

function curlOf({ url, method, headers = {} }: Use): string {
  return curlCommand(shellWord(url), [`-X ${method}`, ...fields(headers)]);
}

function requestFor(purpose: Purpose, address: Address, signature: string): Use {
  return REQUESTS[purpose]({ ...address, signature, ...loopbackToo });
}

const fields = (headers: Readonly<Record<string, string>>) =>
  Object.entries(headers).map(([name, value]) => `-H ${shellWord(`${name}: ${value}`)}`);

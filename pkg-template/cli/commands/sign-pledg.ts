// sign pledg: the signature of a purchase.

import { pledg } from 'commerce-auth';

import { buildable, environmentOptions, vendorAddress } from '../addresses.ts';
import { envFileOption, jsonOption } from '../context.ts';
import { Failure } from '../failure.ts';
import { merchantSecret } from '../pledg-secret.ts';
import { secretOf, secretOptions } from '../secret-source.ts';
import { curlCommand, quoted } from '../shell.ts';

const ENVIRONMENTS = Object.keys(pledg.environments);
const REQUESTS = {
  purchase: (options) => ({ url: pledg.purchaseUrl(options) }),
  transfer: (options) => ({ url: pledg.transferUrl(options) }),
  link: (options) => pledg.purchaseLinkRequest(options),
};
/** RFC 7518 §3.2 */
const SHORTEST_KEY = 32;

export const signPledg = {
  path: ['sign', 'pledg'],
  summary: 'signs the parameters of a Pledg purchase',
  about:
    'The parameters are an object of JSON, from a file or standard input. They are wrapped in data, the callbacks are left out, and nothing is added that you do not ask for. Prints the signature, or with --for an address that is ready to be used.',
  secret: 'the secret of the merchant',
  positionals: [{ name: 'FILE', about: 'the parameters; standard input where it is left out or -' }],
  options: {
    for: { value: 'PURPOSE', about: 'purchase: the address for the customer. transfer: that of a payment by transfer. link: the call that makes a payment link' },
    ...environmentOptions('PLEDG', ENVIRONMENTS),
    'expires-in': { value: 'SECONDS', about: 'adds iat, and exp so many seconds later' },
    settings: { value: 'FILE', about: 'purchase_link_settings, an object of JSON, beside the parameters' },
    ...secretOptions,
    curl: { about: 'with --for link: prints the call as a command of curl', group: 'Output' },
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
    const settings = options.settings === undefined ? undefined : jsonObject(await context.file(options.settings, '--settings'), '--settings');
    const secret = await secretOf(context, merchantSecret);
    const signature = pledg.signPurchase(parameters, secret, { ...life, ...(settings && { purchaseLinkSettings: settings }) });
    warnOfWeakness(context, secret);
    show(context, signature, target);
  },
};

/** What the signature is for, decided before a secret is asked for. */
function targetOf(context) {
  const { for: purpose, curl } = context.options;
  if (curl && purpose !== 'link') throw new Failure('--curl goes with --for link', 'the other two are addresses to open');
  if (purpose === undefined) return null;
  if (!Object.hasOwn(REQUESTS, purpose)) throw new Failure('--for takes purchase, transfer or link', 'see npx commerce-auth sign pledg --help');
  return { purpose, address: vendorAddress(context, ENVIRONMENTS) };
}

function jsonObject(text, what) {
  try {
    const value = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  } catch {
    // Falls through: what the platform says of it quotes it.
  }
  throw new Failure(`${what}: not an object of JSON`, 'as in {"merchantUid":"mer_…","reference":"order-1","amountCents":2000}');
}

function lifeOf({ 'expires-in': given }, now) {
  if (given === undefined) return {};
  const seconds = Number(given);
  if (!Number.isInteger(seconds) || seconds < 1) throw new Failure('--expires-in takes whole seconds, from 1 on', 'as in --expires-in 86400');
  return { issuedAt: now, expiresAt: now + seconds * 1_000 };
}

function warnOfWeakness({ output }, secret) {
  const bytes = Buffer.byteLength(secret);
  if (bytes >= SHORTEST_KEY) return;
  output.warn(`the secret has ${bytes} bytes, and HS256 wants ${SHORTEST_KEY} (RFC 7518 §3.2): a short one can be guessed from a single signature`, 'ask Pledg for a longer one');
}

function show({ options, output }, signature, target) {
  if (target === null) return options.json ? output.json({ signature }) : output.line(signature);
  const { purpose, address } = target;
  const request = requestFor(purpose, address, signature);
  if (options.json) return output.json({ signature, ...request });
  return output.line(options.curl ? curlCommand(quoted(request.url), [`-X ${request.method}`, ...fields(request.headers)]) : request.url);
}

function requestFor(purpose, given, signature) {
  const { address, restored } = buildable(given);
  const request = REQUESTS[purpose]({ ...address, signature });
  return { ...request, url: restored(request.url) };
}

const fields = (headers) => Object.entries(headers).map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`);

// The curl lines for Capillary's tills and API clients.

import { createHash } from 'node:crypto';

import { REDACTED } from '../redaction.ts';
import { shellWord } from '../../text/shell-word.ts';
import { keptIn } from './shell.ts';
import type { Till } from '../capillary/options.ts';
import type { Emulator } from '../emulator.ts';
import type { SampleCommand } from '../sample-commands.ts';

const SAMPLE_TILL = { username: 'store.server', password: 'server123' };
const LOOK_UP = '/v2/customers/lookup?identifierName=mobile&identifierValue=919900000000';

/** Titled shell commands for a running Capillary. Only the vendor page's till and the emulator's own client show in full. */
export function capillaryCommands({ url, capillary }: Emulator, clientIsFake: boolean): SampleCommand[] {
  const tokenCall = tokenCommand(url, capillary.credentials, clientIsFake);
  return [
    {
      title: "a till, by Basic (the credential is the vendor page's sample)",
      command: basicCommand(url, capillary.till),
    },
    { title: `a token (${secretNote(clientIsFake)})`, command: tokenCall },
    { title: 'the token kept in a variable', command: keptIn('TOKEN', tokenCall, 'accessToken') },
    { title: 'an API call with it', command: tokenUse(url, LOOK_UP) },
    { title: 'the same on behalf of a store', command: `${tokenUse(url, LOOK_UP)} ${STORE_HEADERS}` },
    { title: 'a body sent and echoed', command: `${tokenUse(url, '/v2/customers')} ${BODY}` },
    {
      title: 'a v1.1 path, whose errors come inside a 200',
      command: tokenUse(url, '/v1.1/customer/get?mobile=919900000000'),
    },
  ];
}

const STORE_HEADERS =
  "-H 'X-CAP-API-ATTRIBUTION-ENTITY-TYPE: STORE_CODE' -H 'X-CAP-API-ATTRIBUTION-ENTITY-CODE: store1'";
const BODY = `-H 'Content-Type: application/json' -d '{"profiles":[{"firstName":"Ada"}]}'`;

function secretNote(clientIsFake: boolean): string {
  return clientIsFake ? "key and secret are the emulator's own fake ones" : "put your client's secret in its place";
}

function basicCommand(url: string, till: Till): string {
  const isSample = till.username === SAMPLE_TILL.username && till.password === SAMPLE_TILL.password;
  const login = isSample ? basicPair(till) : REDACTED;
  return `curl -s ${shellWord(url + LOOK_UP)} -H 'Accept: application/json' -H ${shellWord(`Authorization: Basic ${login}`)}`;
}

function basicPair({ username, password }: Till): string {
  const digest = createHash('md5').update(password).digest('hex');
  return Buffer.from(`${username}:${digest}`).toString('base64');
}

function tokenCommand(
  url: string,
  { key, secret }: Emulator['capillary']['credentials'],
  clientIsFake: boolean,
): string {
  const body = JSON.stringify({ key, secret: clientIsFake ? secret : REDACTED });
  return `curl -s ${shellWord(`${url}/v3/oauth/token/generate`)} -H 'Content-Type: application/json' -d ${shellWord(body)}`;
}

function tokenUse(url: string, path: string): string {
  return `curl -s ${shellWord(url + path)} -H 'Accept: application/json' -H "X-CAP-API-OAUTH-TOKEN: $TOKEN"`;
}

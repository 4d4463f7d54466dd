// The curl lines for Caxton: a token, a call with it, a registration.

import { REDACTED } from '../redaction.ts';
import { shellWord } from '../../text/shell-word.ts';
import { keptIn } from './shell.ts';
import type { EmulatedCaxton } from '../caxton/control.ts';
import type { Emulator } from '../emulator.ts';
import type { SampleCommand } from '../sample-commands.ts';

/** Titled shell commands for a running Caxton. Only the emulator's own password shows in full. */
export function caxtonCommands({ caxton }: Emulator, accountIsFake: boolean): SampleCommand[] {
  const tokenCall = tokenCommand(caxton, accountIsFake);
  return [
    { title: "a token of Caxton's", command: tokenCall },
    { title: 'the token kept in a variable', command: keptIn('CAXTON', tokenCall, 'access_token') },
    { title: 'a call with it', command: webhooksCommand(caxton) },
    { title: 'a registration (the password above is void from then on)', command: registerCommand(caxton) },
  ];
}

function tokenCommand(
  { url, credentials: { username, clientPassword } }: EmulatedCaxton,
  accountIsFake: boolean,
): string {
  const password = accountIsFake ? clientPassword : REDACTED;
  const fields = [`Username=${username}`, `Password=${password}`].map(
    (field) => `--data-urlencode ${shellWord(field)}`,
  );
  return `curl -s ${shellWord(`${url}/api/token`)} -d Grant_Type=password ${fields.join(' ')}`;
}

function webhooksCommand({ url }: EmulatedCaxton): string {
  return `curl -s ${shellWord(`${url}/api/webhooks/endpoints`)} -H 'Accept: application/json' -H "Authorization: Bearer $CAXTON"`;
}

function registerCommand({ url, registration: { username, clientname } }: EmulatedCaxton): string {
  const body = shellWord(JSON.stringify({ Username: username, Clientname: clientname }));
  const types = "-H 'Accept: application/json' -H 'Content-Type: text/json'";
  return `curl -s ${shellWord(`${url}/api/clients/auth/register`)} ${types} -d ${body}`;
}

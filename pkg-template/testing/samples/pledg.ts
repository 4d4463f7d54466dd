// The curl lines for Pledg: a token, a refund with it, a signed purchase.

import { signedToken } from '../hs256.ts';
import { REDACTED } from '../redaction.ts';
import { shellWord } from '../../text/shell-word.ts';
import { jsonPost, keptIn } from './shell.ts';
import type { Emulator } from '../emulator.ts';
import type { EmulatedPledg } from '../pledg/control.ts';
import type { SampleCommand } from '../sample-commands.ts';

/** Titled shell commands for a running Pledg. Only the emulator's own credentials show in full. */
export function pledgCommands(
  { pledg }: Emulator,
  isFake: { readonly client: boolean; readonly merchant: boolean },
): SampleCommand[] {
  const tokenCall = tokenCommand(pledg, isFake.client);
  const refund = jsonPost(`${pledg.url}/api/purchases/pur_1/credit_by_transfer`, `'{"amount_cents":2000}'`);
  return [
    { title: "a token of Pledg's", command: tokenCall },
    { title: 'the token kept in a variable', command: keptIn('PLEDG', tokenCall, 'access_token') },
    { title: 'a refund with it', command: `${refund} -H "Authorization: Bearer $PLEDG"` },
    { title: 'a signed purchase', command: purchaseCommand(pledg, isFake.merchant) },
  ];
}

function tokenCommand({ url, credentials: { key, secret } }: EmulatedPledg, clientIsFake: boolean): string {
  const login = shellWord(`${key}:${clientIsFake ? secret : REDACTED}`);
  return `curl -s ${shellWord(`${url}/api/token`)} -u ${login} -d grant_type=client_credentials`;
}

function purchaseCommand({ url, merchant: { uid, secret } }: EmulatedPledg, merchantIsFake: boolean): string {
  const data = { merchantUid: uid, title: 'A chair', reference: 'order-1', amountCents: 2000 };
  const signature = merchantIsFake ? signedToken({ alg: 'HS256', typ: 'JWT' }, { data }, secret) : REDACTED;
  return `curl -s ${shellWord(`${url}/purchase?signature=${signature}`)}`;
}

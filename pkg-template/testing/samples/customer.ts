// The curl lines for a customer of a brand: a session, a one-time password, a login, and a call with it.

import { REDACTED } from '../redaction.ts';
import { shellWord } from '../../text/shell-word.ts';
import { jsonPost, keptIn } from './shell.ts';
import type { Emulator } from '../emulator.ts';
import type { SampleCommand } from '../sample-commands.ts';

interface CallSubject {
  readonly identifierType: string;
  readonly identifierValue: string | undefined;
  readonly brand: string;
  readonly deviceId: string;
}

/** Titled shell commands for the customer service. Only the emulator's own customer shows. */
export function customerCommands({ url, capillary: { customer } }: Emulator, customerIsFake: boolean): SampleCommand[] {
  const identifierValue = customerIsFake ? customer.user.mobile : REDACTED;
  const subject: CallSubject = {
    identifierType: 'MOBILE',
    identifierValue,
    brand: customer.brand,
    deviceId: 'my-phone',
  };
  const call = (step: string, more: string) => jsonPost(`${url}/auth/v1/${step}`, bodyOf(subject, more));
  const login = call('otp/validate', `${SESSION},"otp":"${customerIsFake ? customer.otp : REDACTED}"`);
  return [
    { title: "a customer's session", command: keptIn('SESSION', call('token/generate', ''), 'sessionId') },
    { title: 'an OTP for it', command: call('otp/generate', SESSION) },
    { title: 'a login with the OTP (always the same here)', command: keptIn('CUSTOMER', login, 'token') },
    { title: 'a call for the customer', command: gatewayCall(url, subject) },
  ];
}

const SESSION = `,"sessionId":"'"$SESSION"'"`;

// `more` may leave the quoted text for a shell variable and come back.
function bodyOf(subject: CallSubject, more: string): string {
  return `${shellWord(JSON.stringify(subject)).slice(0, -2)}${more}}'`;
}

function gatewayCall(url: string, { identifierType, identifierValue, brand, deviceId }: CallSubject): string {
  const headers = {
    Accept: 'application/json',
    cap_brand: brand,
    cap_device_id: deviceId,
    cap_identifier_type: identifierType,
    cap_identifier_value: identifierValue,
  };
  const fields = Object.entries(headers).map(([name, value]) => `-H ${shellWord(`${name}: ${value}`)}`);
  return `curl -s ${shellWord(`${url}/mobile/v2/api/customer/get`)} ${fields.join(' ')} -H "cap_authorization: $CUSTOMER"`;
}

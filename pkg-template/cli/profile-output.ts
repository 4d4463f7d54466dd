// What is shown of a profile: its credentials, and the requests it makes.

import type { TokenProfile } from 'commerce-auth';
import type { ProfileCheck } from 'commerce-auth/server';

import { printable } from './printable.ts';
import type { Fact, Output } from './output.ts';
import type { ShownRequest } from './profile-rehearsal.ts';

type Credential = ProfileCheck['credentials'][number];

const OTHER_PAIRS: Readonly<Record<string, string>> = {
  key: 'secret; clientId, client_id or username stands for it as well',
  secret: 'secret; clientSecret, client_secret or password as well',
};

/** The credentials, as JSON has them. */
export function plainCredentials({ oneOf = {} }: TokenProfile, { credentials }: ProfileCheck): object[] {
  return credentials.map(({ name, kind }) => ({ name, kind, ...(kind === 'choice' && { values: oneOf[name] ?? [] }) }));
}

export function showCredentials(output: Output, data: TokenProfile, { credentials }: ProfileCheck): void {
  output.title('Credentials');
  output.facts(credentials.map((credential): Fact => [credential.name, aboutCredential(credential, data)]));
  if (credentials.length === 0) output.line('  none');
}

function aboutCredential({ name, kind }: Credential, { request, oneOf = {} }: TokenProfile): string {
  if (kind === 'host') return 'a host; no secret';
  if (kind === 'choice') return `one of ${(oneOf[name] ?? []).join(', ')}; no secret`;
  if (kind === 'public') return 'no secret';
  return (request?.clientAuthentication === 'basic' && OTHER_PAIRS[name]) || 'secret';
}

export function showRequest(output: Output, title: string, { method, url, headers, body }: ShownRequest): void {
  output.title(title);
  output.line(`  ${method} ${printable(url)}`);
  output.facts(Object.entries(headers));
  if (body !== undefined) {
    output.line();
    output.line(`  ${printable(body)}`);
  }
}

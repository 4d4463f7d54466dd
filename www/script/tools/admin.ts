// The fields of an admin call of Capillary's: who calls, and whom it is for.

import { capillary } from 'commerce-auth';

import { live } from '../../text/en.ts';
import { startCopyForms } from '../copy-forms.ts';
import { FieldError } from '../field-error.ts';
import { startFormTool } from '../form-tool.ts';

type AdminValues = {
  readonly kind: 'user' | 'token';
  readonly username: string;
  readonly password: string;
  readonly accessToken: string;
  readonly authKey: string;
  readonly orgId: string;
  readonly entityId: string;
};

export function startAdmin(): void {
  // What an admin calls differs with each API, so the address is that of the API alone.
  const showCopyForms = startCopyForms('admin', { path: '/', name: 'Admin' });
  startFormTool('admin', {
    required: ({ kind }) => (kind === 'user' ? ['username', 'password'] : ['accessToken']),
    compute: headersOf,
    show: (headers) => showCopyForms(headers),
  });
}

function headersOf({ kind, username, password, accessToken, ...whom }: AdminValues): Record<string, string> {
  if (Object.values(whom).every((text) => text === '')) throw new FieldError('authKey', live.errors.whom);
  const given = Object.fromEntries(Object.entries(whom).filter(([, text]) => text !== ''));
  return capillary.adminHeaders({ ...(kind === 'user' ? { username, password } : { accessToken }), ...given });
}

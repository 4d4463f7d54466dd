// Pledg's Basic: a dashboard user's e-mail and password, unhashed, for the few endpoints that take them.

import { pledg } from 'commerce-auth';

import { startCopyForms } from '../copy-forms.ts';
import { startFormTool } from '../form-tool.ts';

type LoginValues = { readonly email: string; readonly password: string };

export function startLogin(): void {
  const { staging, production } = pledg.environments;
  const hosts = { staging: staging.back, production: production.back };
  // Which endpoints take it is not listed, so the address is that of the API alone.
  const showCopyForms = startCopyForms('login', { hosts, first: 'staging', path: '/', name: 'Pledg' });
  startFormTool('login', {
    required: () => ['email', 'password'],
    compute: (values: LoginValues) => pledg.basicHeaders(values),
    show: (headers) => showCopyForms(headers),
    forget: () => {},
  });
}

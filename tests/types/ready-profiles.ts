// What must and must not compile, for `commerce-auth/profiles`: each export is a profile, and its credentials are known.

import type { TokenProfile } from 'commerce-auth';
import * as profiles from 'commerce-auth/profiles';
import { mollie, salesforce, shopware } from 'commerce-auth/profiles';
import { defineProfile, profileAuthenticator } from 'commerce-auth/server';

export const all: Record<string, TokenProfile> = profiles;

const ids = { clientId: 'c', clientSecret: 's' };
profileAuthenticator(shopware, { host: 'shop.example', ...ids });
profileAuthenticator(profiles.paypal, { apiHost: 'api-m.paypal.com', ...ids });
profileAuthenticator(mollie, { apiKey: 'k' }, { timeoutMs: 1 });
// What the answer keeps is no credential.
profileAuthenticator(salesforce, { host: 'acme.my.salesforce.com', ...ids });
// @ts-expect-error a credential is missing
profileAuthenticator(shopware, { host: 'shop.example', clientId: 'c' });
// @ts-expect-error a misspelt credential
profileAuthenticator(mollie, { apikey: 'k' });
// @ts-expect-error a credential that no template names
profileAuthenticator(salesforce, { host: 'h', ...ids, instanceUrl: 'https://acme.my.salesforce.com' });
// @ts-expect-error data is not to be changed in its place
shopware.name = 'shopware';

const fewerScopes = defineProfile({
  ...profiles.commercetools,
  request: { ...profiles.commercetools.request, fields: { grant_type: 'client_credentials', scope: 'view_orders:{projectKey}' } },
});
fewerScopes.tokenRequest({ region: 'europe-west1.gcp', projectKey: 'p', ...ids });
// @ts-expect-error the project is named in the scope and in the base
fewerScopes.tokenRequest({ region: 'europe-west1.gcp', ...ids });

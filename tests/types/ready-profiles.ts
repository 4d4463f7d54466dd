// What must and must not compile, for `commerce-auth/profiles`: each export is a profile, and its credentials are known.

import type { TokenProfile } from 'commerce-auth';
import * as profiles from 'commerce-auth/profiles';
import { mollie, salesforce, shopware } from 'commerce-auth/profiles';
import { checkProfile, defineProfile, profileAuthenticator } from 'commerce-auth/server';
import { startEmulator } from 'commerce-auth/testing';

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

// The emulator has a credential for each name, and none for others.
void startEmulator({ profile: { description: salesforce } }).then(({ profile, fetch }) => {
  profileAuthenticator(salesforce, profile.credentials, { fetch });
  // @ts-expect-error these are of another API
  profileAuthenticator(mollie, profile.credentials, { fetch });
});
void startEmulator({ profile: { description: profiles.paypal } }).then(({ profile }) => profileAuthenticator(profiles.paypal, profile.credentials));
// @ts-expect-error a misspelt option
void startEmulator({ profile: { descripton: salesforce } });
// @ts-expect-error without a profile there is none
void startEmulator().then(({ profile }) => profile.url);

const fewerScopes = defineProfile({
  ...profiles.commercetools,
  request: { ...profiles.commercetools.request, fields: { grant_type: 'client_credentials', scope: 'view_orders:{projectKey}' } },
});
fewerScopes.tokenRequest({ region: 'europe-west1.gcp', projectKey: 'p', ...ids });
// @ts-expect-error the project is named in the scope and in the base
fewerScopes.tokenRequest({ region: 'europe-west1.gcp', ...ids });

const { mistakes, credentials } = checkProfile({ name: 'x' });
const said: string[] = mistakes.map(({ message }) => message);
const secrets = credentials.filter(({ kind }) => kind === 'secret').map(({ name }) => name);
// @ts-expect-error no such kind
credentials.filter(({ kind }) => kind === 'hidden');
export const found = [said, secrets];

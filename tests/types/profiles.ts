// What must and must not compile, for profiles: the templates say which credentials there are.

import type { Profile, ProfileCredentials, TokenProfile } from 'commerce-auth';
import { defineProfile } from 'commerce-auth/server';
import { profileAuthenticator } from 'commerce-auth/server';
import type { Equal, Expect } from './equal.js';

const shop = defineProfile({
  name: 'shop',
  request: {
    url: '{host}/{tenant}/token',
    headers: { 'X-Client': '{client_1}' },
    clientAuthentication: 'body',
    fields: { grant_type: 'client_credentials', both: '{{KEY}}{}{no name}:{secret}', bare: 'x{ä}{' },
  },
  response: { token: '/access_token' },
});
const all = { host: 'h', tenant: 't', client_1: 'c', KEY: 'k', secret: 's' };

type Asked<Checked> = Checked extends Profile<infer Template, infer Authentication> ? ProfileCredentials<Template, Authentication> : never;
export type Names = Expect<Equal<keyof Asked<typeof shop>, 'host' | 'tenant' | 'client_1' | 'KEY' | 'secret'>>;
export type CredentialNames = Expect<Equal<typeof shop.credentialNames, readonly string[]>>;
export type Kept = Expect<Equal<NonNullable<ReturnType<typeof shop.toJSON>["request"]>["clientAuthentication"], "body">>;

shop.tokenRequest(all);
profileAuthenticator(shop, all, { timeoutMs: 1 });
profileAuthenticator(shop.toJSON(), all);
// @ts-expect-error a credential is missing
shop.tokenRequest({ host: 'h', tenant: 't', client_1: 'c', KEY: 'k' });
// @ts-expect-error a misspelt credential
shop.tokenRequest({ host: 'h', tenant: 't', client_1: 'c', KEY: 'k', secrte: 's' });
// @ts-expect-error a credential that no template names
shop.tokenRequest({ host: 'h', tenant: 't', client_1: 'c', KEY: 'k', secret: 's', password: 'p' });
// @ts-expect-error a credential that may not be set
shop.tokenRequest({ ...all, secret: (globalThis as { secret?: string }).secret });
// @ts-expect-error a credential is missing
profileAuthenticator(shop, { host: 'h' });
// @ts-expect-error a credential is missing, of a profile given as data
profileAuthenticator({ name: 'n', request: { url: 'https://x/{tenant}', clientAuthentication: 'none' }, response: { token: '/t' } }, {});

const basic = defineProfile({ name: 'n', request: { url: '{host}/t', clientAuthentication: 'basic' }, response: { token: '/t' } });
basic.tokenRequest({ host: 'h', key: 'k', secret: 's' });
basic.tokenRequest({ host: 'h', clientId: 'k', clientSecret: 's' });
basic.tokenRequest({ host: 'h', username: 'k', password: 's' });
// @ts-expect-error half a pair
basic.tokenRequest({ host: 'h', key: 'k' });
// @ts-expect-error no pair
basic.tokenRequest({ host: 'h' });
const none = defineProfile({ name: 'n', request: { url: 'https://x/{a}', clientAuthentication: 'none' }, response: { token: '/t' } });
// @ts-expect-error nobody logs in
none.tokenRequest({ a: 'a', key: 'k', secret: 's' });

// What is not written out in the program takes any credentials; the core checks them.
declare const fromFile: TokenProfile;
export const loaded: Profile = defineProfile(fromFile);
loaded.tokenRequest({ anything: 'x' });
profileAuthenticator(fromFile, { anything: 'x' });
// A profile that is known passes for one that is not.
export const profiles: Profile[] = [shop, basic, loaded];
export const data: TokenProfile = shop.toJSON();

// @ts-expect-error a misspelt member
defineProfile({ name: 'n', request: { url: 'https://x/t', clientAuthentication: 'none' }, response: { token: '/t', lifetimeSecond: '/l' } });
// @ts-expect-error no such way
defineProfile({ name: 'n', request: { url: 'https://x/t', clientAuthentication: 'post' }, response: { token: '/t' } });
// @ts-expect-error a template is text
defineProfile({ name: 'n', request: { url: 'https://x/t', clientAuthentication: 'none', fields: { a: 1 } }, response: { token: '/t' } });
// @ts-expect-error what was checked does not change
shop.name = 'another';

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
export type Kept = Expect<Equal<NonNullable<ReturnType<typeof shop.toJSON>['request']>['clientAuthentication'], 'body'>>;

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
// @ts-expect-error an address is text
defineProfile({ name: 'n', request: { url: 1, clientAuthentication: 'none' }, response: { token: '/t' } });
// @ts-expect-error a header field is text
defineProfile({ name: 'n', request: { url: 'https://x/t', clientAuthentication: 'none' }, response: { token: '/t' }, headers: { a: 1 } });
// @ts-expect-error no such algorithm
defineProfile({ name: 'n', request: { url: 'https://x/t', clientAuthentication: 'none', assertion: { algorithm: 'none', key: '{k}', claims: {}, lifetimeSeconds: 1 } }, response: { token: '/t' } });
// @ts-expect-error what was checked does not change
shop.name = 'another';

// What comes with a token is no credential: the token, what was kept, the assertion.
const crm = defineProfile({
  name: 'crm',
  request: {
    url: 'https://{region}.crm.example/t',
    encoding: 'json',
    clientAuthentication: 'none',
    headers: { Authorization: 'Basic {base64(appId:appKey)}' },
    fields: { deep: { list: ['{inList}', 1, true, null], nested: { text: '{nested}' } }, assertion: '{assertion}' },
    assertion: { algorithm: 'RS256', key: '{privateKey}', header: { kid: '{kid}' }, claims: { iss: '{iss}' }, lifetimeSeconds: 60 },
  },
  response: { token: '/t', keep: { instanceUrl: '/i', org: '/o' } },
  headers: { Authorization: 'Key {base64(appId:token)}', 'X-Org': '{org}', 'X-Id': '{onCalls}' },
  query: { q: '{inQuery}' },
  baseUrl: '{instanceUrl}/{version}',
  keepOrigins: ['crm.example'],
  oneOf: { version: ['v1', 'v2'] },
  public: ['appId'],
  rejected: { status: [401, 419] },
});
type OfCrm = 'region' | 'appId' | 'appKey' | 'inList' | 'nested' | 'privateKey' | 'kid' | 'iss' | 'onCalls' | 'inQuery' | 'version';
export type NamesOfCrm = Expect<Equal<keyof Asked<typeof crm>, OfCrm>>;
declare const ofCrm: Record<OfCrm, string>;
crm.tokenRequest(ofCrm, { assertion: 'a.b.c' });
crm.headers('token', { onCalls: 'x' });
crm.headers(null);
// @ts-expect-error the token is no credential
crm.headers('token', { token: 'x' });

// Without a request every name is one, that of the token among them.
const key = defineProfile({ name: 'key', baseUrl: 'https://{region}.key.example', headers: { 'X-Key': '{token}' } });
export type NamesOfKey = Expect<Equal<keyof Asked<typeof key>, 'region' | 'token'>>;
profileAuthenticator(key, { region: 'eu', token: 't' });
profileAuthenticator({ name: 'key', baseUrl: 'https://a.example', headers: { a: '{k}' } }, { k: 't' });
// @ts-expect-error a credential is missing
profileAuthenticator({ name: 'key', baseUrl: 'https://a.example', headers: { a: '{k}' } }, {});

// An assertion that the caller brings is a credential like any other.
const saml = defineProfile({ name: 's', request: { url: 'https://x/t', clientAuthentication: 'none', fields: { a: '{assertion}' } }, response: { token: '/t' } });
export type NamesOfSaml = Expect<Equal<keyof Asked<typeof saml>, 'assertion'>>;

// Profiles that stand in a file of their own, as data.
const ready = {
  name: 'ready',
  request: { url: 'https://{host}/t', clientAuthentication: 'basic', fields: { grant_type: 'client_credentials' } },
  response: { token: '/access_token', lifetimeSeconds: '/expires_in', errors: [{ pointer: '', meanings: { 1: 'bad_credentials' } }] },
  headers: { Authorization: 'Bearer {token}', 'x-shop': '{shop}' },
  hosts: ['host'],
  rejected: { body: [{ pointer: '/code', in: [1, 'a', true] }] },
} as const satisfies TokenProfile;
profileAuthenticator(ready, { host: 'h', shop: 's', clientId: 'c', clientSecret: 's' });
defineProfile(ready).tokenRequest({ host: 'h', shop: 's', key: 'c', secret: 's' });
// @ts-expect-error a credential is missing
profileAuthenticator(ready, { host: 'h', clientId: 'c', clientSecret: 's' });
// @ts-expect-error the pair of Basic is missing
profileAuthenticator(ready, { host: 'h', shop: 's' });
// What a program sets only sometimes is as good as left out.
export const sometimes: TokenProfile = { name: 'n', request: undefined, baseUrl: 'https://a.example', headers: { a: '{k}' }, query: undefined, public: undefined };
export const kept: string | undefined = key.readTokenResponse({ status: 200, body: {} }).kept?.['org'];

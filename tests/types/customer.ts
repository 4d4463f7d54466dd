// What must and must not compile, for Capillary's customers, staff users and scenarios.

import {
  capillary,
  type AccessToken,
  type CapillaryScenario,
  type CustomerSession,
  type HttpRequest,
} from 'commerce-auth';
import type { Equal, Expect } from './equal.js';

declare const token: AccessToken;
declare const session: CustomerSession;

const { customer } = capillary;
const host = 'x.example';
const brand = 'b';
const sessionId = 's';
const person = { identifierType: 'MOBILE', identifierValue: '1' } as const;
const app = { channel: 'mobile', host, brand, deviceId: 'd', ...person } as const;
const page = { channel: 'web', host, brand, ...person } as const;
const second = { channel: 'mfa', host, brand, ...person } as const;

export type Returned = [
  Expect<Equal<ReturnType<typeof customer.tokenRequest>, HttpRequest>>,
  Expect<Equal<ReturnType<typeof customer.readResponse>, CustomerSession>>,
  Expect<Equal<ReturnType<typeof customer.headers>, Record<string, string>>>,
  Expect<Equal<ReturnType<typeof capillary.staffTokenRequest>, HttpRequest>>,
  Expect<Equal<ReturnType<typeof capillary.readStaffTokenResponse>, AccessToken>>,
  Expect<Equal<ReturnType<typeof capillary.adminHeaders>, Record<string, string>>>,
  Expect<Equal<ReturnType<typeof capillary.recommend>['type'], 'basic' | 'oauth' | 'customer'>>,
];

customer.tokenRequest(app);
customer.tokenRequest({ ...app, password: 'p', confirmPassword: 'p' });
customer.tokenRequest(page);
customer.tokenRequest({ ...page, deviceId: 'd' });
customer.tokenRequest({ channel: 'mobile', host, brand, deviceId: 'd', mobile: '1' });
customer.tokenRequest({ channel: 'web', host, brand, email: 'a@x.example' });
customer.tokenRequest({ ...second, authorizedToken: token });
customer.tokenRequest({ channel: 'mfa', host, brand, identifierType: 'EXTERNALID', identifierValue: 'e', authorizedToken: 't' });
customer.otpRequest({ ...page, sessionId, fallbackChannel: 'SMS' });
customer.otpValidateRequest({ ...second, sessionId, otp: '007' });
customer.passwordValidateRequest({ ...app, sessionId, password: 'p' });
customer.regenerateRequest({ ...app, key: token });
customer.regenerateRequest({ ...page, expiredToken: token });
customer.regenerateRequest({ ...second, key: 'k' });
customer.passwordChangeRequest({ ...page, password: 'o', newPassword: 'n', confirmPassword: 'n', token });
customer.passwordForgetRequest({ ...page, password: 'n', confirmPassword: 'n', sessionId });
customer.expireRequest({ ...second, token });
customer.updateIdentifierRequest({ host, brand, ...person, newIdentifierValue: '2', token });
customer.headers({ token, brand });
customer.headers({ token: 't', brand, deviceId: 'd', mobile: '1', ...person });

// @ts-expect-error a channel is missing
customer.tokenRequest({ host, brand, ...person });
// @ts-expect-error an unknown channel
customer.tokenRequest({ channel: 'app', host, brand, ...person });
// @ts-expect-error an app names its device
customer.tokenRequest({ channel: 'mobile', host, brand, ...person });
// @ts-expect-error somebody is named
customer.tokenRequest({ channel: 'web', host, brand });
// @ts-expect-error a type of identifier without a value
customer.tokenRequest({ channel: 'web', host, brand, identifierType: 'MOBILE', mobile: '1' });
// @ts-expect-error an external id is of the second factor
customer.tokenRequest({ channel: 'web', host, brand, identifierType: 'EXTERNALID', identifierValue: 'e' });
// @ts-expect-error the second factor carries the token of the first
customer.tokenRequest(second);
// @ts-expect-error the first factor carries none
customer.tokenRequest({ channel: 'web', host, brand, mobile: '1', authorizedToken: token });
// @ts-expect-error the second factor has no password here
customer.tokenRequest({ channel: 'mfa', host, brand, mobile: '1', authorizedToken: token, password: 'p', confirmPassword: 'p' });
// @ts-expect-error a password is given twice
customer.tokenRequest({ channel: 'web', host, brand, mobile: '1', password: 'p' });
// @ts-expect-error a misspelt option
customer.tokenRequest({ channel: 'web', host, brand, mobil: '1' });
// @ts-expect-error a number has lost its leading zeros
customer.otpValidateRequest({ ...page, sessionId, otp: 7 });
// @ts-expect-error a session is missing
customer.otpRequest(page);
// @ts-expect-error an app has a key
customer.regenerateRequest({ channel: 'mobile', host, brand, deviceId: 'd', mobile: '1', expiredToken: token });
// @ts-expect-error a web page has none
customer.regenerateRequest({ channel: 'web', host, brand, mobile: '1', key: token });
// @ts-expect-error a new password is given twice
customer.passwordChangeRequest({ ...page, password: 'o', newPassword: 'n', token });
// @ts-expect-error only the second factor ends a token
customer.expireRequest({ ...app, token });
// @ts-expect-error not even a web page
customer.expireRequest({ ...page, token });
// @ts-expect-error the same for all channels
customer.updateIdentifierRequest({ channel: 'web', host, brand, ...person, newIdentifierValue: '2', token });
// @ts-expect-error half an identifier
customer.headers({ token, brand, identifierType: 'MOBILE' });

if (session.loggedIn) {
  session.token.value satisfies string;
  session.next satisfies 'none';
} else {
  // @ts-expect-error there may be no token
  session.token.value;
  session.next satisfies 'otp' | 'password' | 'mfa' | null;
}
// @ts-expect-error a session cannot be changed
session.loggedIn = true;

capillary.staffTokenRequest({ host, username: 'u', passwordMd5: '0'.repeat(32) });
capillary.staffHeaders({ accessToken: token });
capillary.staffLogoutRequest({ host, accessToken: 't' });
capillary.adminHeaders({ username: 'u', password: 'p', authKey: 'k', orgId: 1 });
capillary.adminHeaders({ username: 'u', password: 'p', authKey: 'k', orgId: '1', entityId: 2 });
capillary.adminHeaders({ username: 'u', password: 'p', authKey: 'k' });
capillary.adminHeaders({ accessToken: token, entityId: 'e' });
// @ts-expect-error either a user or a token
capillary.adminHeaders({ username: 'u', password: 'p', accessToken: 't', orgId: 1 });
// @ts-expect-error nobody
capillary.adminHeaders({ orgId: 1 });
// @ts-expect-error the host is missing
capillary.staffTokenRequest({ username: 'u', password: 'p' });

capillary.hosts.eu.api satisfies string;
capillary.hosts.ushc.gateway satisfies string | undefined;
capillary.scenarios.map(({ id }) => capillary.recommend(id).why.length);
// @ts-expect-error a cluster that does not exist
capillary.hosts.africa;
// @ts-expect-error hosts cannot be changed
capillary.hosts.eu.api = 'https://x.example';
// @ts-expect-error a scenario that does not exist
capillary.recommend('pos');
// @ts-expect-error scenarios cannot be changed
capillary.scenarios.push({ id: 'microsite', description: '' });

/** A switch over all scenarios; one that is missing here does not compile. */
export function known(scenario: CapillaryScenario): true {
  switch (scenario) {
    case 'pos-client':
    case 'pos-server':
    case 'ftp-server':
    case 'custom-server':
    case 'connector':
    case 'customer-app':
    case 'instore-client':
    case 'microsite':
    case 'staff-app':
      return true;
    default:
      return scenario satisfies never;
  }
}

// The same declarations for a module of Node's, where a plain `.ts` file may be CommonJS.

import * as root from 'commerce-auth';
import * as adapters from 'commerce-auth/adapters';
import * as headers from 'commerce-auth/headers';
import * as profiles from 'commerce-auth/profiles';
import * as server from 'commerce-auth/server';
import * as slim from 'commerce-auth/slim';
import * as testing from 'commerce-auth/testing';

const value: string = root.capillary.basicAuthorization('till', 'secret');
const error: unknown = value;
if (error instanceof root.AuthError) error.code satisfies root.ErrorCode;
headers.capillary satisfies Pick<typeof root.capillary, keyof typeof headers.capillary>;
if (error instanceof headers.AuthError) error satisfies root.AuthError;
adapters.kyOptions(server.capillaryBasic({ host: 'x', username: value, password: value }));
server.profileAuthenticator(profiles.mollie, { apiKey: value });
testing.assertNoLeak(value, ['secret']);
slim.initSync(new ArrayBuffer(0));

// The same declarations for those who require the package.

import root = require('commerce-auth');
import adapters = require('commerce-auth/adapters');
import headers = require('commerce-auth/headers');
import profiles = require('commerce-auth/profiles');
import server = require('commerce-auth/server');
import testing = require('commerce-auth/testing');
import slim = require('commerce-auth/slim');

const value: string = root.capillary.basicAuthorization('till', 'secret');
const error: unknown = value;
if (error instanceof root.AuthError) error.code satisfies root.ErrorCode;
headers.capillary satisfies Pick<typeof root.capillary, keyof typeof headers.capillary>;
if (error instanceof headers.AuthError) error satisfies root.AuthError;
adapters.kyOptions(server.capillaryBasic({ host: 'x', username: value, password: value }));
server.memoryStore() satisfies server.TokenStore;
server.profileAuthenticator(profiles.mollie, { apiKey: value });
testing.assertNoLeak(value, ['secret']);
slim.initSync(new ArrayBuffer(0));

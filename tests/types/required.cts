// The same declarations for those who require the package.

import root = require('commerce-auth');
import adapters = require('commerce-auth/adapters');
import server = require('commerce-auth/server');
import testing = require('commerce-auth/testing');
import slim = require('commerce-auth/slim');

const value: string = root.capillary.basicAuthorization('till', 'secret');
const error: unknown = value;
if (error instanceof root.AuthError) error.code satisfies root.ErrorCode;
adapters.kyOptions(server.capillaryBasic({ host: 'x', username: value, password: value }));
testing.assertNoLeak(value, ['secret']);
slim.initSync(new ArrayBuffer(0));

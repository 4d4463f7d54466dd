// The operations of the core. Written by `cargo xtask operations` from the tables of src/boundary: change those.

import { refuseInBrowser } from './browser-guard.ts';
import * as kinds from './kinds.ts';
import type { Operation } from './operation.ts';
import * as results from './results.ts';

export const basicAuthorization: Operation<ReturnType<typeof results.text>> = {
  number: 0,
  name: 'basicAuthorization',
  takes: [
    { name: 'username', kind: kinds.text, need: undefined },
    { name: 'password', kind: kinds.text, need: undefined },
  ],
  read: results.text,
};

export const parseBasicAuthorization: Operation<ReturnType<typeof results.credentials>> = {
  number: 1,
  name: 'parseBasicAuthorization',
  takes: [
    { name: 'value', kind: kinds.text, need: undefined },
  ],
  read: results.credentials,
};

export const bearerAuthorization: Operation<ReturnType<typeof results.text>> = {
  number: 2,
  name: 'bearerAuthorization',
  takes: [
    { name: 'token', kind: kinds.token, need: undefined },
  ],
  read: results.text,
};

export const nearestName: Operation<ReturnType<typeof results.optionalText>> = {
  number: 3,
  name: 'nearestName',
  takes: [
    { name: 'name', kind: kinds.text, need: undefined },
    { name: 'names', kind: kinds.names, need: undefined },
  ],
  read: results.optionalText,
};

export const capillaryBasicAuthorization: Operation<ReturnType<typeof results.text>> = {
  number: 4,
  name: 'capillary.basicAuthorization',
  takes: [
    { name: 'username', kind: kinds.text, need: undefined },
    { name: 'password', kind: kinds.text, need: undefined },
  ],
  read: results.text,
};

export const capillaryBasicCredentials: Operation<ReturnType<typeof results.digestedCredentials>> = {
  number: 5,
  name: 'capillary.basicCredentials',
  takes: [
    { name: 'username', kind: kinds.text, need: undefined },
    { name: 'password', kind: kinds.text, need: undefined },
  ],
  read: results.digestedCredentials,
};

export const capillaryBasicHeaders: Operation<ReturnType<typeof results.headers>> = {
  number: 6,
  name: 'capillary.basicHeaders',
  takes: [
    { name: 'options', kind: kinds.object, need: undefined, members: [
      { name: 'username', kind: kinds.text, need: undefined },
      { name: 'password', kind: kinds.text, need: 'optional' },
      { name: 'passwordMd5', kind: kinds.text, need: 'optional' },
      { name: 'allowHashLikePassword', kind: kinds.flag, need: 'optional' },
      { name: 'attribution', kind: kinds.object, need: 'optional', members: [
        { name: 'lookupType', kind: kinds.text, need: undefined },
        { name: 'lookup', kind: kinds.text, need: undefined },
      ] },
    ] },
  ],
  read: results.headers,
};

export const capillaryOauthHeaders: Operation<ReturnType<typeof results.headers>> = {
  number: 7,
  name: 'capillary.oauthHeaders',
  takes: [
    { name: 'options', kind: kinds.object, need: undefined, members: [
      { name: 'accessToken', kind: kinds.token, need: undefined },
      { name: 'attribution', kind: kinds.object, need: 'optional', members: [
        { name: 'entityType', kind: kinds.text, need: 'optional' },
        { name: 'entityCode', kind: kinds.text, need: undefined },
      ] },
    ] },
  ],
  read: results.headers,
};

export const capillaryStaffHeaders: Operation<ReturnType<typeof results.headers>> = {
  number: 8,
  name: 'capillary.staffHeaders',
  takes: [
    { name: 'options', kind: kinds.object, need: undefined, members: [
      { name: 'accessToken', kind: kinds.token, need: undefined },
    ] },
  ],
  read: results.headers,
};

export const capillaryAdminHeaders: Operation<ReturnType<typeof results.headers>> = {
  number: 9,
  name: 'capillary.adminHeaders',
  takes: [
    { name: 'options', kind: kinds.object, need: undefined, members: [
      { name: 'username', kind: kinds.text, need: 'optional' },
      { name: 'password', kind: kinds.text, need: 'optional' },
      { name: 'passwordMd5', kind: kinds.text, need: 'optional' },
      { name: 'allowHashLikePassword', kind: kinds.flag, need: 'optional' },
      { name: 'accessToken', kind: kinds.token, need: 'optional' },
      { name: 'authKey', kind: kinds.text, need: 'optional' },
      { name: 'orgId', kind: kinds.identifier, need: 'optional' },
      { name: 'entityId', kind: kinds.identifier, need: 'optional' },
    ] },
  ],
  read: results.headers,
};

export const pledgBasicHeaders: Operation<ReturnType<typeof results.headers>> = {
  number: 10,
  name: 'pledg.basicHeaders',
  takes: [
    { name: 'options', kind: kinds.object, need: undefined, members: [
      { name: 'email', kind: kinds.text, need: undefined },
      { name: 'password', kind: kinds.text, need: undefined },
    ] },
  ],
  read: results.headers,
};

export const pledgBearerHeaders: Operation<ReturnType<typeof results.headers>> = {
  number: 11,
  name: 'pledg.bearerHeaders',
  takes: [
    { name: 'options', kind: kinds.object, need: undefined, members: [
      { name: 'accessToken', kind: kinds.token, need: undefined },
    ] },
  ],
  read: results.headers,
};

export const caxtonBearerHeaders: Operation<ReturnType<typeof results.headers>> = {
  number: 12,
  name: 'caxton.bearerHeaders',
  takes: [
    { name: 'options', kind: kinds.object, need: undefined, members: [
      { name: 'accessToken', kind: kinds.token, need: undefined },
      { name: 'identityNumber', kind: kinds.text, need: 'optional' },
      { name: 'userApiToken', kind: kinds.text, need: 'optional' },
    ] },
  ],
  read: results.headers,
};

export const capillaryCustomerHeaders: Operation<ReturnType<typeof results.headers>> = {
  number: 13,
  name: 'capillary.customer.headers',
  takes: [
    { name: 'options', kind: kinds.object, need: undefined, members: [
      { name: 'token', kind: kinds.token, need: 'optional' },
      { name: 'brand', kind: kinds.text, need: 'optional' },
      { name: 'deviceId', kind: kinds.text, need: 'optional' },
      { name: 'identifierType', kind: kinds.text, need: 'optional' },
      { name: 'identifierValue', kind: kinds.text, need: 'optional' },
      { name: 'mobile', kind: kinds.text, need: 'optional' },
    ] },
  ],
  read: results.headers,
};

export const decodeJwt: Operation<ReturnType<typeof results.jwt>> = {
  number: 14,
  name: 'decodeJwt',
  takes: [
    { name: 'token', kind: kinds.subject, need: undefined },
  ],
  read: results.jwt,
};

export const signJwtHs256: Operation<ReturnType<typeof results.text>> = {
  number: 15,
  name: 'signJwtHs256',
  takes: [
    { name: 'claims', kind: kinds.json, need: undefined },
    { name: 'secret', kind: kinds.secret, need: undefined },
    { name: 'options', kind: kinds.object, need: 'optional', members: [
      { name: 'header', kind: kinds.json, need: 'optional' },
      { name: 'issuedAt', kind: kinds.number, need: 'optional' },
      { name: 'expiresAt', kind: kinds.number, need: 'meant' },
      { name: 'strict', kind: kinds.flag, need: 'meant' },
    ] },
  ],
  read: results.text,
};

export const verifyJwtHs256: Operation<ReturnType<typeof results.json>> = {
  number: 16,
  name: 'verifyJwtHs256',
  takes: [
    { name: 'token', kind: kinds.subject, need: undefined },
    { name: 'secret', kind: kinds.secrets, need: undefined },
    { name: 'options', kind: kinds.object, need: 'optional', members: [
      { name: 'now', kind: kinds.now, need: 'optional' },
      { name: 'clockToleranceSeconds', kind: kinds.number, need: 'optional' },
      { name: 'requireExp', kind: kinds.flag, need: 'meant' },
      { name: 'strict', kind: kinds.flag, need: 'meant' },
    ] },
  ],
  read: results.json,
};

export const isWeakSecret: Operation<ReturnType<typeof results.flag>> = {
  number: 17,
  name: 'isWeakSecret',
  takes: [
    { name: 'secret', kind: kinds.secret, need: undefined },
  ],
  read: results.flag,
};

export const parseHost: Operation<ReturnType<typeof results.host>> = {
  number: 18,
  name: 'parseHost',
  takes: [
    { name: 'text', kind: kinds.text, need: undefined },
  ],
  read: results.host,
};

export const capillaryTokenRequest: Operation<ReturnType<typeof results.request>> = {
  number: 19,
  name: 'capillary.tokenRequest',
  takes: [
    { name: 'options', kind: kinds.object, need: undefined, members: [
      { name: 'host', kind: kinds.text, need: undefined },
      { name: 'dangerouslyAllowInsecureHttp', kind: kinds.loopback, need: 'optional' },
      { name: 'key', kind: kinds.text, need: undefined },
      { name: 'secret', kind: kinds.text, need: undefined },
    ] },
  ],
  read: results.request,
  refuse: refuseInBrowser,
};

export const capillaryReadTokenResponse: Operation<ReturnType<typeof results.token>> = {
  number: 20,
  name: 'capillary.readTokenResponse',
  takes: [
    { name: 'response', kind: kinds.response, need: undefined },
    { name: 'options', kind: kinds.object, need: 'optional', members: [
      { name: 'now', kind: kinds.now, need: 'optional' },
    ] },
  ],
  read: results.token,
};

export const capillaryClassifyResponse: Operation<ReturnType<typeof results.text>> = {
  number: 21,
  name: 'capillary.classifyResponse',
  takes: [
    { name: 'response', kind: kinds.response, need: undefined },
  ],
  read: results.text,
};

export const capillaryReadResponse: Operation<ReturnType<typeof results.saidResponse>> = {
  number: 22,
  name: 'capillary.readResponse',
  takes: [
    { name: 'response', kind: kinds.response, need: undefined },
    { name: 'options', kind: kinds.object, need: 'optional', members: [
      { name: 'now', kind: kinds.now, need: 'optional' },
    ] },
  ],
  read: results.saidResponse,
};

export const capillaryVerifyWebhook: Operation<ReturnType<typeof results.nothing>> = {
  number: 23,
  name: 'capillary.verifyWebhook',
  takes: [
    { name: 'options', kind: kinds.object, need: undefined, members: [
      { name: 'headers', kind: kinds.fieldsThatCame, need: undefined },
      { name: 'expected', kind: kinds.fieldsExpected, need: undefined },
    ] },
  ],
  read: results.nothing,
};

export const capillaryStaffTokenRequest: Operation<ReturnType<typeof results.request>> = {
  number: 24,
  name: 'capillary.staffTokenRequest',
  takes: [
    { name: 'options', kind: kinds.object, need: undefined, members: [
      { name: 'host', kind: kinds.text, need: undefined },
      { name: 'dangerouslyAllowInsecureHttp', kind: kinds.loopback, need: 'optional' },
      { name: 'username', kind: kinds.text, need: undefined },
      { name: 'password', kind: kinds.text, need: 'optional' },
      { name: 'passwordMd5', kind: kinds.text, need: 'optional' },
      { name: 'allowHashLikePassword', kind: kinds.flag, need: 'optional' },
    ] },
  ],
  read: results.request,
  refuse: refuseInBrowser,
};

export const capillaryReadStaffTokenResponse: Operation<ReturnType<typeof results.token>> = {
  number: 25,
  name: 'capillary.readStaffTokenResponse',
  takes: [
    { name: 'response', kind: kinds.response, need: undefined },
    { name: 'options', kind: kinds.object, need: 'optional', members: [
      { name: 'now', kind: kinds.now, need: 'optional' },
    ] },
  ],
  read: results.token,
};

export const capillaryStaffLogoutRequest: Operation<ReturnType<typeof results.request>> = {
  number: 26,
  name: 'capillary.staffLogoutRequest',
  takes: [
    { name: 'options', kind: kinds.object, need: undefined, members: [
      { name: 'host', kind: kinds.text, need: undefined },
      { name: 'dangerouslyAllowInsecureHttp', kind: kinds.loopback, need: 'optional' },
      { name: 'accessToken', kind: kinds.token, need: undefined },
    ] },
  ],
  read: results.request,
};

export const capillaryCustomerTokenRequest: Operation<ReturnType<typeof results.request>> = {
  number: 27,
  name: 'capillary.customer.tokenRequest',
  takes: [
    { name: 'options', kind: kinds.objectByChannel, need: undefined, members: [
      { name: 'host', kind: kinds.text, need: 'optional' },
      { name: 'dangerouslyAllowInsecureHttp', kind: kinds.loopback, need: 'optional' },
      { name: 'channel', kind: kinds.text, need: 'optional' },
      { name: 'identifierType', kind: kinds.text, need: 'optional' },
      { name: 'identifierValue', kind: kinds.text, need: 'optional' },
      { name: 'mobile', kind: kinds.text, need: 'optional' },
      { name: 'email', kind: kinds.text, need: 'optional' },
      { name: 'deviceId', kind: kinds.text, need: 'optional' },
      { name: 'brand', kind: kinds.text, need: 'optional' },
      { name: 'password', kind: kinds.text, need: 'optional', channels: 0b011 },
      { name: 'confirmPassword', kind: kinds.text, need: 'optional', channels: 0b011 },
      { name: 'authorizedToken', kind: kinds.token, need: 'optional', channels: 0b100 },
    ] },
  ],
  read: results.request,
};

export const capillaryCustomerOtpRequest: Operation<ReturnType<typeof results.request>> = {
  number: 28,
  name: 'capillary.customer.otpRequest',
  takes: [
    { name: 'options', kind: kinds.object, need: undefined, members: [
      { name: 'host', kind: kinds.text, need: 'optional' },
      { name: 'dangerouslyAllowInsecureHttp', kind: kinds.loopback, need: 'optional' },
      { name: 'channel', kind: kinds.text, need: 'optional' },
      { name: 'identifierType', kind: kinds.text, need: 'optional' },
      { name: 'identifierValue', kind: kinds.text, need: 'optional' },
      { name: 'mobile', kind: kinds.text, need: 'optional' },
      { name: 'email', kind: kinds.text, need: 'optional' },
      { name: 'deviceId', kind: kinds.text, need: 'optional' },
      { name: 'brand', kind: kinds.text, need: 'optional' },
      { name: 'sessionId', kind: kinds.text, need: 'optional' },
      { name: 'fallbackChannel', kind: kinds.text, need: 'optional' },
    ] },
  ],
  read: results.request,
};

export const capillaryCustomerOtpValidateRequest: Operation<ReturnType<typeof results.request>> = {
  number: 29,
  name: 'capillary.customer.otpValidateRequest',
  takes: [
    { name: 'options', kind: kinds.object, need: undefined, members: [
      { name: 'host', kind: kinds.text, need: 'optional' },
      { name: 'dangerouslyAllowInsecureHttp', kind: kinds.loopback, need: 'optional' },
      { name: 'channel', kind: kinds.text, need: 'optional' },
      { name: 'identifierType', kind: kinds.text, need: 'optional' },
      { name: 'identifierValue', kind: kinds.text, need: 'optional' },
      { name: 'mobile', kind: kinds.text, need: 'optional' },
      { name: 'email', kind: kinds.text, need: 'optional' },
      { name: 'deviceId', kind: kinds.text, need: 'optional' },
      { name: 'brand', kind: kinds.text, need: 'optional' },
      { name: 'sessionId', kind: kinds.text, need: 'optional' },
      { name: 'otp', kind: kinds.digits, need: 'optional' },
    ] },
  ],
  read: results.request,
};

export const capillaryCustomerPasswordValidateRequest: Operation<ReturnType<typeof results.request>> = {
  number: 30,
  name: 'capillary.customer.passwordValidateRequest',
  takes: [
    { name: 'options', kind: kinds.object, need: undefined, members: [
      { name: 'host', kind: kinds.text, need: 'optional' },
      { name: 'dangerouslyAllowInsecureHttp', kind: kinds.loopback, need: 'optional' },
      { name: 'channel', kind: kinds.text, need: 'optional' },
      { name: 'identifierType', kind: kinds.text, need: 'optional' },
      { name: 'identifierValue', kind: kinds.text, need: 'optional' },
      { name: 'mobile', kind: kinds.text, need: 'optional' },
      { name: 'email', kind: kinds.text, need: 'optional' },
      { name: 'deviceId', kind: kinds.text, need: 'optional' },
      { name: 'brand', kind: kinds.text, need: 'optional' },
      { name: 'sessionId', kind: kinds.text, need: 'optional' },
      { name: 'password', kind: kinds.text, need: 'optional' },
    ] },
  ],
  read: results.request,
};

export const capillaryCustomerRegenerateRequest: Operation<ReturnType<typeof results.request>> = {
  number: 31,
  name: 'capillary.customer.regenerateRequest',
  takes: [
    { name: 'options', kind: kinds.objectByChannel, need: undefined, members: [
      { name: 'host', kind: kinds.text, need: 'optional' },
      { name: 'dangerouslyAllowInsecureHttp', kind: kinds.loopback, need: 'optional' },
      { name: 'channel', kind: kinds.text, need: 'optional' },
      { name: 'identifierType', kind: kinds.text, need: 'optional' },
      { name: 'identifierValue', kind: kinds.text, need: 'optional' },
      { name: 'mobile', kind: kinds.text, need: 'optional' },
      { name: 'email', kind: kinds.text, need: 'optional' },
      { name: 'deviceId', kind: kinds.text, need: 'optional' },
      { name: 'brand', kind: kinds.text, need: 'optional' },
      { name: 'key', kind: kinds.token, need: 'optional', channels: 0b101 },
      { name: 'expiredToken', kind: kinds.token, need: 'optional', channels: 0b010 },
    ] },
  ],
  read: results.request,
};

export const capillaryCustomerPasswordChangeRequest: Operation<ReturnType<typeof results.request>> = {
  number: 32,
  name: 'capillary.customer.passwordChangeRequest',
  takes: [
    { name: 'options', kind: kinds.object, need: undefined, members: [
      { name: 'host', kind: kinds.text, need: 'optional' },
      { name: 'dangerouslyAllowInsecureHttp', kind: kinds.loopback, need: 'optional' },
      { name: 'channel', kind: kinds.text, need: 'optional' },
      { name: 'identifierType', kind: kinds.text, need: 'optional' },
      { name: 'identifierValue', kind: kinds.text, need: 'optional' },
      { name: 'mobile', kind: kinds.text, need: 'optional' },
      { name: 'email', kind: kinds.text, need: 'optional' },
      { name: 'deviceId', kind: kinds.text, need: 'optional' },
      { name: 'brand', kind: kinds.text, need: 'optional' },
      { name: 'password', kind: kinds.text, need: 'optional' },
      { name: 'newPassword', kind: kinds.text, need: 'optional' },
      { name: 'confirmPassword', kind: kinds.text, need: 'optional' },
      { name: 'token', kind: kinds.token, need: 'optional' },
    ] },
  ],
  read: results.request,
};

export const capillaryCustomerPasswordForgetRequest: Operation<ReturnType<typeof results.request>> = {
  number: 33,
  name: 'capillary.customer.passwordForgetRequest',
  takes: [
    { name: 'options', kind: kinds.object, need: undefined, members: [
      { name: 'host', kind: kinds.text, need: 'optional' },
      { name: 'dangerouslyAllowInsecureHttp', kind: kinds.loopback, need: 'optional' },
      { name: 'channel', kind: kinds.text, need: 'optional' },
      { name: 'identifierType', kind: kinds.text, need: 'optional' },
      { name: 'identifierValue', kind: kinds.text, need: 'optional' },
      { name: 'mobile', kind: kinds.text, need: 'optional' },
      { name: 'email', kind: kinds.text, need: 'optional' },
      { name: 'deviceId', kind: kinds.text, need: 'optional' },
      { name: 'brand', kind: kinds.text, need: 'optional' },
      { name: 'password', kind: kinds.text, need: 'optional' },
      { name: 'confirmPassword', kind: kinds.text, need: 'optional' },
      { name: 'sessionId', kind: kinds.text, need: 'optional' },
    ] },
  ],
  read: results.request,
};

export const capillaryCustomerUpdateIdentifierRequest: Operation<ReturnType<typeof results.request>> = {
  number: 34,
  name: 'capillary.customer.updateIdentifierRequest',
  takes: [
    { name: 'options', kind: kinds.object, need: undefined, members: [
      { name: 'host', kind: kinds.text, need: 'optional' },
      { name: 'dangerouslyAllowInsecureHttp', kind: kinds.loopback, need: 'optional' },
      { name: 'newIdentifierValue', kind: kinds.text, need: 'optional' },
      { name: 'identifierType', kind: kinds.text, need: 'optional' },
      { name: 'identifierValue', kind: kinds.text, need: 'optional' },
      { name: 'deviceId', kind: kinds.text, need: 'optional' },
      { name: 'brand', kind: kinds.text, need: 'optional' },
      { name: 'token', kind: kinds.token, need: 'optional' },
    ] },
  ],
  read: results.request,
};

export const capillaryCustomerExpireRequest: Operation<ReturnType<typeof results.request>> = {
  number: 35,
  name: 'capillary.customer.expireRequest',
  takes: [
    { name: 'options', kind: kinds.object, need: undefined, members: [
      { name: 'host', kind: kinds.text, need: 'optional' },
      { name: 'dangerouslyAllowInsecureHttp', kind: kinds.loopback, need: 'optional' },
      { name: 'channel', kind: kinds.text, need: 'optional' },
      { name: 'identifierType', kind: kinds.text, need: 'optional' },
      { name: 'identifierValue', kind: kinds.text, need: 'optional' },
      { name: 'mobile', kind: kinds.text, need: 'optional' },
      { name: 'email', kind: kinds.text, need: 'optional' },
      { name: 'deviceId', kind: kinds.text, need: 'optional' },
      { name: 'brand', kind: kinds.text, need: 'optional' },
      { name: 'token', kind: kinds.token, need: 'optional' },
    ] },
  ],
  read: results.request,
};

export const capillaryCustomerReadResponse: Operation<ReturnType<typeof results.session>> = {
  number: 36,
  name: 'capillary.customer.readResponse',
  takes: [
    { name: 'response', kind: kinds.response, need: undefined },
    { name: 'options', kind: kinds.object, need: 'optional', members: [
      { name: 'now', kind: kinds.now, need: 'optional' },
    ] },
  ],
  read: results.session,
};

export const pledgEnvironments: Operation<ReturnType<typeof results.addressPairs>> = {
  number: 37,
  name: 'pledg.environments',
  takes: [],
  read: results.addressPairs,
};

export const pledgTokenRequest: Operation<ReturnType<typeof results.request>> = {
  number: 38,
  name: 'pledg.tokenRequest',
  takes: [
    { name: 'options', kind: kinds.object, need: undefined, members: [
      { name: 'environment', kind: kinds.text, need: 'optional' },
      { name: 'host', kind: kinds.text, need: 'optional' },
      { name: 'dangerouslyAllowInsecureHttp', kind: kinds.loopback, need: 'optional' },
      { name: 'key', kind: kinds.text, need: undefined },
      { name: 'secret', kind: kinds.text, need: undefined },
    ] },
  ],
  read: results.request,
  refuse: refuseInBrowser,
};

export const pledgReadTokenResponse: Operation<ReturnType<typeof results.token>> = {
  number: 39,
  name: 'pledg.readTokenResponse',
  takes: [
    { name: 'response', kind: kinds.response, need: undefined },
    { name: 'options', kind: kinds.object, need: 'optional', members: [
      { name: 'now', kind: kinds.now, need: 'optional' },
    ] },
  ],
  read: results.token,
};

export const pledgSignPurchase: Operation<ReturnType<typeof results.text>> = {
  number: 40,
  name: 'pledg.signPurchase',
  takes: [
    { name: 'parameters', kind: kinds.parameters, need: undefined },
    { name: 'secret', kind: kinds.secret, need: undefined },
    { name: 'options', kind: kinds.object, need: 'optional', members: [
      { name: 'issuedAt', kind: kinds.number, need: 'optional' },
      { name: 'expiresAt', kind: kinds.number, need: 'meant' },
      { name: 'now', kind: kinds.now, need: 'optional' },
      { name: 'incomplete', kind: kinds.flag, need: 'optional' },
      { name: 'others', kind: kinds.names, need: 'optional' },
      { name: 'purchaseLinkSettings', kind: kinds.jsonObject, need: 'optional', members: [
        { name: 'send_email', kind: kinds.flag, need: 'optional' },
        { name: 'email', kind: kinds.text, need: 'optional' },
        { name: 'send_sms', kind: kinds.flag, need: 'optional' },
        { name: 'phone_number', kind: kinds.text, need: 'optional' },
      ] },
    ] },
  ],
  read: results.text,
};

export const pledgPurchaseUrl: Operation<ReturnType<typeof results.text>> = {
  number: 41,
  name: 'pledg.purchaseUrl',
  takes: [
    { name: 'options', kind: kinds.object, need: undefined, members: [
      { name: 'environment', kind: kinds.text, need: 'optional' },
      { name: 'host', kind: kinds.text, need: 'optional' },
      { name: 'dangerouslyAllowInsecureHttp', kind: kinds.loopback, need: 'optional' },
      { name: 'signature', kind: kinds.text, need: undefined },
      { name: 'path', kind: kinds.text, need: 'optional' },
    ] },
  ],
  read: results.text,
};

export const pledgReadReturn: Operation<ReturnType<typeof results.returned>> = {
  number: 42,
  name: 'pledg.readReturn',
  takes: [
    { name: 'url', kind: kinds.address, need: undefined },
    { name: 'options', kind: kinds.object, need: 'optional', members: [
      { name: 'secret', kind: kinds.secrets, need: 'optional' },
      { name: 'now', kind: kinds.now, need: 'optional' },
      { name: 'expect', kind: kinds.object, need: 'meant', members: [
        { name: 'reference', kind: kinds.text, need: 'meant' },
      ] },
    ] },
  ],
  read: results.returned,
};

export const pledgTransferUrl: Operation<ReturnType<typeof results.text>> = {
  number: 43,
  name: 'pledg.transferUrl',
  takes: [
    { name: 'options', kind: kinds.object, need: undefined, members: [
      { name: 'environment', kind: kinds.text, need: 'optional' },
      { name: 'host', kind: kinds.text, need: 'optional' },
      { name: 'dangerouslyAllowInsecureHttp', kind: kinds.loopback, need: 'optional' },
      { name: 'signature', kind: kinds.text, need: undefined },
    ] },
  ],
  read: results.text,
};

export const pledgPurchaseLinkRequest: Operation<ReturnType<typeof results.request>> = {
  number: 44,
  name: 'pledg.purchaseLinkRequest',
  takes: [
    { name: 'options', kind: kinds.object, need: undefined, members: [
      { name: 'environment', kind: kinds.text, need: 'optional' },
      { name: 'host', kind: kinds.text, need: 'optional' },
      { name: 'dangerouslyAllowInsecureHttp', kind: kinds.loopback, need: 'optional' },
      { name: 'signature', kind: kinds.text, need: undefined },
    ] },
  ],
  read: results.request,
};

export const pledgVerifyNotification: Operation<ReturnType<typeof results.notification>> = {
  number: 45,
  name: 'pledg.verifyNotification',
  takes: [
    { name: 'body', kind: kinds.body, need: undefined },
    { name: 'options', kind: kinds.object, need: 'optional', members: [
      { name: 'secret', kind: kinds.secrets, need: 'optional' },
      { name: 'now', kind: kinds.now, need: 'optional' },
      { name: 'expect', kind: kinds.object, need: 'meant', members: [
        { name: 'reference', kind: kinds.text, need: 'meant' },
        { name: 'amountCents', kind: kinds.cents, need: 'meant' },
        { name: 'status', kind: kinds.text, need: 'meant' },
        { name: 'sandbox', kind: kinds.flag, need: 'meant' },
      ] },
    ] },
  ],
  read: results.notification,
};

export const caxtonEnvironments: Operation<ReturnType<typeof results.addresses>> = {
  number: 46,
  name: 'caxton.environments',
  takes: [],
  read: results.addresses,
};

export const caxtonRegisterRequest: Operation<ReturnType<typeof results.request>> = {
  number: 47,
  name: 'caxton.registerRequest',
  takes: [
    { name: 'options', kind: kinds.object, need: undefined, members: [
      { name: 'environment', kind: kinds.text, need: 'optional' },
      { name: 'host', kind: kinds.text, need: 'optional' },
      { name: 'dangerouslyAllowInsecureHttp', kind: kinds.loopback, need: 'optional' },
      { name: 'username', kind: kinds.text, need: undefined },
      { name: 'clientname', kind: kinds.text, need: undefined },
    ] },
  ],
  read: results.request,
  refuse: refuseInBrowser,
};

export const caxtonReadRegisterResponse: Operation<ReturnType<typeof results.registration>> = {
  number: 48,
  name: 'caxton.readRegisterResponse',
  takes: [
    { name: 'response', kind: kinds.response, need: undefined },
    { name: 'options', kind: kinds.object, need: 'optional', members: [
      { name: 'now', kind: kinds.now, need: 'optional' },
    ] },
  ],
  read: results.registration,
};

export const caxtonTokenRequest: Operation<ReturnType<typeof results.request>> = {
  number: 49,
  name: 'caxton.tokenRequest',
  takes: [
    { name: 'options', kind: kinds.object, need: undefined, members: [
      { name: 'environment', kind: kinds.text, need: 'optional' },
      { name: 'host', kind: kinds.text, need: 'optional' },
      { name: 'dangerouslyAllowInsecureHttp', kind: kinds.loopback, need: 'optional' },
      { name: 'username', kind: kinds.text, need: undefined },
      { name: 'clientPassword', kind: kinds.text, need: undefined },
    ] },
  ],
  read: results.request,
  refuse: refuseInBrowser,
};

export const caxtonReadTokenResponse: Operation<ReturnType<typeof results.token>> = {
  number: 50,
  name: 'caxton.readTokenResponse',
  takes: [
    { name: 'response', kind: kinds.response, need: undefined },
    { name: 'options', kind: kinds.object, need: 'optional', members: [
      { name: 'now', kind: kinds.now, need: 'optional' },
    ] },
  ],
  read: results.token,
};

export const caxtonSubsidiaryRequest: Operation<ReturnType<typeof results.request>> = {
  number: 51,
  name: 'caxton.subsidiaryRequest',
  takes: [
    { name: 'options', kind: kinds.object, need: undefined, members: [
      { name: 'environment', kind: kinds.text, need: 'optional' },
      { name: 'host', kind: kinds.text, need: 'optional' },
      { name: 'dangerouslyAllowInsecureHttp', kind: kinds.loopback, need: 'optional' },
      { name: 'accessToken', kind: kinds.token, need: undefined },
      { name: 'companyName', kind: kinds.text, need: undefined },
      { name: 'email', kind: kinds.text, need: undefined },
    ] },
  ],
  read: results.request,
};

export const caxtonResetRequest: Operation<ReturnType<typeof results.request>> = {
  number: 52,
  name: 'caxton.resetRequest',
  takes: [
    { name: 'options', kind: kinds.object, need: undefined, members: [
      { name: 'environment', kind: kinds.text, need: 'optional' },
      { name: 'host', kind: kinds.text, need: 'optional' },
      { name: 'dangerouslyAllowInsecureHttp', kind: kinds.loopback, need: 'optional' },
      { name: 'path', kind: kinds.text, need: undefined },
      { name: 'accessToken', kind: kinds.token, need: undefined },
      { name: 'identityNumber', kind: kinds.text, need: 'optional' },
    ] },
  ],
  read: results.request,
};

export const caxtonReadEnvelope: Operation<ReturnType<typeof results.envelope>> = {
  number: 53,
  name: 'caxton.readEnvelope',
  takes: [
    { name: 'response', kind: kinds.response, need: undefined },
    { name: 'options', kind: kinds.object, need: 'optional', members: [
      { name: 'now', kind: kinds.now, need: 'optional' },
    ] },
  ],
  read: results.envelope,
};

export const caxtonParseDateTime: Operation<ReturnType<typeof results.number>> = {
  number: 54,
  name: 'caxton.parseDateTime',
  takes: [
    { name: 'text', kind: kinds.text, need: undefined },
  ],
  read: results.number,
};

export const caxtonUserPasswordDigest: Operation<ReturnType<typeof results.text>> = {
  number: 55,
  name: 'caxton.userPasswordDigest',
  takes: [
    { name: 'password', kind: kinds.text, need: undefined },
  ],
  read: results.text,
};

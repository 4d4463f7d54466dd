// The operations of the server build. Written by `cargo xtask operations` from the tables of src/boundary: change those.

import { refuseInBrowser } from '../facade/browser-guard.ts';
import * as kinds from '../facade/kinds.ts';
import type { Field, Operation } from '../facade/operation.ts';
import * as results from '../facade/results.ts';
import * as optionKinds from './option-kinds.ts';

// The operations of a profile.

export const defineProfile: Operation<ReturnType<typeof results.names>> = {
  number: 0,
  name: 'defineProfile',
  takes: [
    { name: 'profile', kind: kinds.written, need: undefined },
  ],
  read: results.names,
};

export const profileTokenRequest: Operation<ReturnType<typeof results.request>> = {
  number: 1,
  name: 'profile.tokenRequest',
  takes: [
    { name: 'profile', kind: kinds.written, need: undefined },
    { name: 'credentials', kind: optionKinds.credentials, need: undefined },
    { name: 'options', kind: kinds.object, need: 'optional', members: [
      { name: 'assertion', kind: kinds.text, need: 'optional' },
      { name: 'dangerouslyAllowInsecureHttp', kind: kinds.loopback, need: 'optional' },
    ] },
  ],
  read: results.request,
  refuse: refuseInBrowser,
};

export const profileReadTokenResponse: Operation<ReturnType<typeof results.tokenWithKept>> = {
  number: 2,
  name: 'profile.readTokenResponse',
  takes: [
    { name: 'response', kind: kinds.response, need: undefined },
    { name: 'profile', kind: kinds.written, need: undefined },
    { name: 'options', kind: kinds.object, need: 'optional', members: [
      { name: 'now', kind: kinds.now, need: 'optional' },
    ] },
  ],
  read: results.tokenWithKept,
};

export const profileHeaders: Operation<ReturnType<typeof results.headers>> = {
  number: 3,
  name: 'profile.headers',
  takes: [
    { name: 'profile', kind: kinds.written, need: undefined },
    { name: 'accessToken', kind: kinds.token, need: 'optional' },
    { name: 'kept', kind: kinds.written, need: 'optional' },
    { name: 'credentials', kind: optionKinds.credentials, need: 'optional' },
  ],
  read: results.headers,
};

export const profileClassifyResponse: Operation<ReturnType<typeof results.text>> = {
  number: 4,
  name: 'profile.classifyResponse',
  takes: [
    { name: 'response', kind: kinds.response, need: undefined },
    { name: 'profile', kind: kinds.written, need: undefined },
  ],
  read: results.text,
};

export const checkProfile: Operation<ReturnType<typeof results.profileCheck>> = {
  number: 5,
  name: 'checkProfile',
  takes: [
    { name: 'profile', kind: kinds.written, need: undefined },
  ],
  read: results.profileCheck,
};

// What makes authenticators and registrations; first the options that all of these have.

const SETTINGS: readonly Field[] = [
  { name: 'origins', kind: optionKinds.addresses, need: 'optional' },
  { name: 'timeoutMs', kind: optionKinds.count, need: 'optional' },
  { name: 'retry', kind: optionKinds.objectOrFalse, need: 'optional', members: [
    { name: 'maxRetries', kind: kinds.number, need: 'optional' },
    { name: 'maxDelayMs', kind: kinds.number, need: 'optional' },
  ] },
  { name: 'store', kind: optionKinds.store, need: 'optional' },
  { name: 'onEvent', kind: optionKinds.callback, need: 'optional' },
  { name: 'waitUntil', kind: optionKinds.callback, need: 'optional' },
  { name: 'sharePendingCalls', kind: optionKinds.sharing, need: 'optional' },
  { name: 'refreshMarginSeconds', kind: kinds.number, need: 'optional' },
  { name: 'maxResponseBytes', kind: optionKinds.count, need: 'optional' },
  { name: 'dangerouslyAllowInsecureHttp', kind: optionKinds.transport, need: 'optional' },
  { name: 'fetch', kind: optionKinds.callback, need: 'optional' },
  { name: 'now', kind: optionKinds.callback, need: 'optional' },
  { name: 'name', kind: optionKinds.label, need: 'optional' },
];

export const capillaryOAuth: Operation<ReturnType<typeof results.nothing>> = {
  number: 0,
  name: 'capillaryOAuth',
  takes: [
    { name: 'options', kind: kinds.object, need: undefined, members: [
      { name: 'host', kind: kinds.text, need: undefined },
      { name: 'key', kind: kinds.text, need: undefined },
      { name: 'secret', kind: kinds.text, need: undefined },
      { name: 'attribution', kind: kinds.object, need: 'optional', members: [
        { name: 'entityType', kind: kinds.text, need: 'optional' },
        { name: 'entityCode', kind: kinds.text, need: undefined },
      ] },
      ...SETTINGS,
      { name: 'credentials', kind: optionKinds.callback, need: 'optional' },
    ] },
  ],
  read: results.nothing,
  refuse: refuseInBrowser,
};

export const capillaryBasic: Operation<ReturnType<typeof results.nothing>> = {
  number: 1,
  name: 'capillaryBasic',
  takes: [
    { name: 'options', kind: kinds.object, need: undefined, members: [
      { name: 'host', kind: kinds.text, need: undefined },
      { name: 'username', kind: kinds.text, need: undefined },
      { name: 'password', kind: kinds.text, need: 'optional' },
      { name: 'passwordMd5', kind: kinds.text, need: 'optional' },
      { name: 'allowHashLikePassword', kind: kinds.flag, need: 'optional' },
      { name: 'attribution', kind: kinds.object, need: 'optional', members: [
        { name: 'lookupType', kind: kinds.text, need: undefined },
        { name: 'lookup', kind: kinds.text, need: undefined },
      ] },
      ...SETTINGS,
      { name: 'credentials', kind: optionKinds.callback, need: 'optional' },
    ] },
  ],
  read: results.nothing,
  refuse: refuseInBrowser,
};

export const pledgAccessToken: Operation<ReturnType<typeof results.nothing>> = {
  number: 2,
  name: 'pledgAccessToken',
  takes: [
    { name: 'options', kind: kinds.object, need: undefined, members: [
      { name: 'environment', kind: kinds.text, need: 'optional' },
      { name: 'host', kind: kinds.text, need: 'optional' },
      { name: 'key', kind: kinds.text, need: undefined },
      { name: 'secret', kind: kinds.text, need: undefined },
      ...SETTINGS,
      { name: 'credentials', kind: optionKinds.callback, need: 'optional' },
    ] },
  ],
  read: results.nothing,
  refuse: refuseInBrowser,
};

export const pledgBasic: Operation<ReturnType<typeof results.nothing>> = {
  number: 3,
  name: 'pledgBasic',
  takes: [
    { name: 'options', kind: kinds.object, need: undefined, members: [
      { name: 'environment', kind: kinds.text, need: 'optional' },
      { name: 'host', kind: kinds.text, need: 'optional' },
      { name: 'email', kind: kinds.text, need: undefined },
      { name: 'password', kind: kinds.text, need: undefined },
      ...SETTINGS,
      { name: 'credentials', kind: optionKinds.callback, need: 'optional' },
    ] },
  ],
  read: results.nothing,
  refuse: refuseInBrowser,
};

export const caxtonAccount: Operation<ReturnType<typeof results.nothing>> = {
  number: 4,
  name: 'caxtonAccount',
  takes: [
    { name: 'options', kind: kinds.object, need: undefined, members: [
      { name: 'environment', kind: kinds.text, need: 'optional' },
      { name: 'host', kind: kinds.text, need: 'optional' },
      { name: 'username', kind: kinds.text, need: undefined },
      { name: 'clientPassword', kind: kinds.text, need: undefined },
      { name: 'passwordEndsAt', kind: kinds.number, need: 'optional' },
      ...SETTINGS,
      { name: 'credentials', kind: optionKinds.callback, need: 'optional' },
    ] },
  ],
  read: results.nothing,
  refuse: refuseInBrowser,
};

export const profileAuthenticator: Operation<ReturnType<typeof results.nothing>> = {
  number: 5,
  name: 'profileAuthenticator',
  takes: [
    { name: 'profile', kind: kinds.written, need: undefined },
    { name: 'credentials', kind: optionKinds.credentials, need: undefined },
    { name: 'options', kind: kinds.object, need: undefined, members: [
      ...SETTINGS,
    ] },
  ],
  read: results.nothing,
  refuse: refuseInBrowser,
};

export const registerCaxtonClient: Operation<ReturnType<typeof results.nothing>> = {
  number: 6,
  name: 'registerCaxtonClient',
  takes: [
    { name: 'options', kind: kinds.object, need: undefined, members: [
      { name: 'environment', kind: kinds.text, need: 'optional' },
      { name: 'host', kind: kinds.text, need: 'optional' },
      { name: 'username', kind: kinds.text, need: undefined },
      { name: 'clientname', kind: kinds.text, need: undefined },
      ...SETTINGS,
    ] },
  ],
  read: results.nothing,
  refuse: refuseInBrowser,
};

// What a call of an authenticator may have of its own.

export const headersWithEntity: Operation<ReturnType<typeof results.nothing>> = {
  number: 0,
  name: 'headersWithEntity',
  takes: [
    { name: 'options', kind: kinds.object, need: undefined, members: [
      { name: 'attribution', kind: kinds.object, need: 'optional', members: [
        { name: 'entityType', kind: kinds.text, need: 'optional' },
        { name: 'entityCode', kind: kinds.text, need: undefined },
      ] },
    ] },
  ],
  read: results.nothing,
};

export const headersWithLookup: Operation<ReturnType<typeof results.nothing>> = {
  number: 1,
  name: 'headersWithLookup',
  takes: [
    { name: 'options', kind: kinds.object, need: undefined, members: [
      { name: 'attribution', kind: kinds.object, need: 'optional', members: [
        { name: 'lookupType', kind: kinds.text, need: undefined },
        { name: 'lookup', kind: kinds.text, need: undefined },
      ] },
    ] },
  ],
  read: results.nothing,
};

export const headersAlone: Operation<ReturnType<typeof results.nothing>> = {
  number: 2,
  name: 'headersAlone',
  takes: [
    { name: 'options', kind: kinds.object, need: undefined, members: [
      { name: 'attribution', kind: optionKinds.forCapillary, need: 'optional' },
    ] },
  ],
  read: results.nothing,
};

// What must and must not compile: routes of one's own in the emulator.

import { startEmulator, type EmulatedAnswer, type EmulatedCall, type EmulatedRoute, type LoggedRequest } from 'commerce-auth/testing';
import { bol } from 'commerce-auth/profiles';
import type { Equal, Expect } from './equal.js';

export type Calls = [
  Expect<Equal<EmulatedCall['json'], unknown>>,
  Expect<Equal<EmulatedCall['parameters'], Readonly<Record<string, string>>>>,
  Expect<Equal<LoggedRequest['failure'], unknown>>,
];

const answer = ({ parameters: { id = '' }, query, bytes }: EmulatedCall): EmulatedAnswer => ({
  status: bytes.length > 0 ? 200 : 404,
  headers: { 'X-Page': query.get('page'), Date: null },
  body: { id },
});
const route: EmulatedRoute = { method: 'GET', path: '/v2/points/{id}', answer };

export async function main(): Promise<void> {
  await using emulator = await startEmulator({
    capillary: { routes: [route, { ...route, login: 'customer', answer: async () => ({ body: new Uint8Array(1) }) }, { ...route, login: 'admin' }] },
    pledg: { routes: [route, { ...route, login: 'user' }, { ...route, login: undefined }] },
    caxton: { routes: [{ ...route, login: 'account' }] },
    profile: { description: bol, routes: [route] },
  });
  emulator.fault({ on: 'api', status: 503 });
}

// @ts-expect-error nobody of that name logs in at Capillary
void startEmulator({ capillary: { routes: [{ ...route, login: 'user' }] } });
// @ts-expect-error a profile has one kind of caller
void startEmulator({ profile: { description: bol, routes: [{ ...route, login: 'user' }] } });
// @ts-expect-error a route that answers nothing
void startEmulator({ caxton: { routes: [{ ...route, answer: () => {} }] } });
// @ts-expect-error a Response is no answer
void startEmulator({ pledg: { routes: [{ ...route, answer: () => new Response('x') }] } });
// @ts-expect-error a misspelt member
void startEmulator({ capillary: { routes: [{ method: 'GET', pth: '/a', answer }] } });

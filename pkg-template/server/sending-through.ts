// How an adapter sends what an authenticator makes of a request through the transport of its own client.

import type { CommonOptions } from './authenticator-options.ts';
import type { Authenticator } from './authenticator-contract.ts';

type Send = NonNullable<CommonOptions['fetch']>;

/** `fetch` of an authenticator, for whoever has its own way to send. */
export type FetchThrough = (send: Send) => (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

/** Registered, since authenticators and adapters are bundled apart. No caller is meant to know it. */
export const THROUGH: unique symbol = Symbol.for('commerce-auth.Authenticator.through');

export type SendingThrough = { readonly [THROUGH]: FetchThrough };

/** That of an authenticator; nothing where something else was given for one. */
export function fetchThrough(authenticator: Authenticator<never>): FetchThrough | undefined {
  const through = (authenticator as Partial<SendingThrough>)[THROUGH];
  return typeof through === 'function' ? through.bind(authenticator) : undefined;
}

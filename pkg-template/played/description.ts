// What the emulator reads of a profile. It is checked before, by the package itself.

import type { TokenProfile } from '../facade/token-profile.ts';

import { namesIn } from './templates.ts';

/** A profile as data. */
export type Description = TokenProfile;
export type TokenCall = NonNullable<Description['request']>;
export type AssertionShape = NonNullable<TokenCall['assertion']>;

/** A value that every call carries. */
export interface CarriedValue {
  readonly place: 'header' | 'query';
  readonly name: string;
  readonly template: string;
}

/** What calls carry, but for what gives way to a call's own. */
export function carriedBy({ request, header, headers = {}, query = {} }: Description): CarriedValue[] {
  const carried: CarriedValue[] = [
    ...Object.entries(headers).map(([name, template]): CarriedValue => ({ place: 'header', name, template })),
    ...Object.entries(query).map(([name, template]): CarriedValue => ({ place: 'query', name, template })),
  ];
  if (header) carried.push({ place: 'header', name: header.name, template: header.format ?? '{token}' });
  else if (request && !carried.some(({ template }) => namesIn(template).includes('token')))
    carried.push({ place: 'header', name: 'Authorization', template: 'Bearer {token}' });
  return carried.filter(({ place, name }) => place === 'query' || !/^(?:accept|content-type)$/i.test(name));
}

/** The name of the key that signs. */
export const keyNameOf = ({ key }: AssertionShape): string => key.slice(1, -1);

/** The name of the kept value that calls go to, where they do. */
export function keptBaseOf({ baseUrl, response }: Description): string | undefined {
  const name = /^\{(\w+)\}/.exec(baseUrl ?? '')?.[1];
  return name !== undefined && Object.hasOwn(response?.keep ?? {}, name) ? name : undefined;
}

/** Where calls go, with what was kept among the values; undefined where every call says so itself. */
export const baseTemplateOf = ({ baseUrl, request }: Description): string | undefined =>
  baseUrl ??
  (request &&
    (/^(?:https?:\/\/)?\{\w+\}(?=[/?#]|$)/.exec(request.url)?.[0] ?? /^https?:\/\/[^/?#]+/.exec(request.url)?.[0]));

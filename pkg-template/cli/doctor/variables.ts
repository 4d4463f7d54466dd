// The variables that the command line and its doctor know, by vendor.
//
// `secret` and `token` must not show; `host`, `choice`, `name` and `instant` may.

type Kind = 'secret' | 'token' | 'host' | 'choice' | 'name' | 'instant';

export interface Variable {
  readonly name: string;
  readonly vendor: string;
  readonly kind: Kind;
}

const of = (vendor: string, kinds: Readonly<Record<string, Kind>>): Variable[] =>
  Object.entries(kinds).map(([name, kind]) => ({ name, vendor, kind }));

export const VARIABLES: readonly Variable[] = Object.freeze([
  ...of('Capillary', {
    CAP_HOST: 'host',
    CAP_CLUSTER: 'choice',
    CAP_USERNAME: 'name',
    CAP_PASSWORD: 'secret',
    CAP_PASSWORD_MD5: 'secret',
    CAP_KEY: 'name',
    CAP_SECRET: 'secret',
    CAP_TOKEN: 'token',
    CAP_ENTITY_TYPE: 'choice',
    CAP_ENTITY_CODE: 'name',
  }),
  ...of('Pledg', {
    PLEDG_ENVIRONMENT: 'choice',
    PLEDG_HOST: 'host',
    PLEDG_KEY: 'name',
    PLEDG_SECRET: 'secret',
    PLEDG_TOKEN: 'token',
    PLEDG_EMAIL: 'name',
    PLEDG_PASSWORD: 'secret',
    PLEDG_MERCHANT_SECRET: 'secret',
  }),
  ...of('Caxton', {
    CAXTON_ENVIRONMENT: 'choice',
    CAXTON_HOST: 'host',
    CAXTON_USERNAME: 'name',
    CAXTON_CLIENTNAME: 'name',
    CAXTON_CLIENT_PASSWORD: 'secret',
    CAXTON_PASSWORD_ENDS_AT: 'instant',
    CAXTON_TOKEN: 'token',
  }),
]);

export const PREFIXES: Readonly<Record<string, string>> = Object.freeze({
  CAP_: 'Capillary',
  PLEDG_: 'Pledg',
  CAXTON_: 'Caxton',
});

export const vendorOf = (name: string): string | undefined =>
  Object.entries(PREFIXES).find(([prefix]) => name.startsWith(prefix))?.[1];

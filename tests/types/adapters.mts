// What must and must not compile, for `commerce-auth/adapters`, against the types of the clients themselves.

import axios, { type CreateAxiosDefaults } from 'axios';
import ky, { type Options } from 'ky';
import createClient, { type ClientOptions } from 'openapi-fetch';
import { axiosOptions, kyOptions, openapiFetchOptions } from 'commerce-auth/adapters';
import { capillaryBasic, capillaryOAuth, pledgAccessToken } from 'commerce-auth/server';

const oauth = capillaryOAuth({ host: 'x', key: 'key', secret: 'secret' });
const basic = capillaryBasic({ host: 'x', username: 'till', password: 'secret' });
const pledg = pledgAccessToken({ environment: 'staging', key: 'key', secret: 'secret' });

interface Paths {
  '/v2/customers': { get: { responses: { 200: { content: { 'application/json': { id: number } } } } } };
}

export async function clients(): Promise<number | undefined> {
  axiosOptions(basic) satisfies CreateAxiosDefaults;
  kyOptions(basic) satisfies Options;
  openapiFetchOptions(basic) satisfies ClientOptions;
  await axios.create({ baseURL: 'https://x', ...axiosOptions(oauth) }).get('/y', axiosOptions(oauth, { attribution: null }));
  await ky.extend(kyOptions(oauth))('https://x', kyOptions(oauth, { attribution: { entityCode: 'till' } })).json();
  const { data } = await createClient<Paths>({ baseUrl: 'https://x', ...openapiFetchOptions(pledg) }).GET('/v2/customers');
  return data?.id;
}

axiosOptions(oauth, { attribution: { entityType: 'STORE_CODE', entityCode: 'london-1' } });
axiosOptions(basic, { attribution: { lookupType: 'WECHAT', lookup: 'x' } });
// @ts-expect-error attribution of the other scheme
kyOptions(oauth, { attribution: { lookupType: 'WECHAT', lookup: 'x' } });
// @ts-expect-error Pledg has no attribution
openapiFetchOptions(pledg, { attribution: { entityCode: 'till' } });
// @ts-expect-error a misspelt option
openapiFetchOptions(oauth, { atribution: null });
// @ts-expect-error no authenticator
axiosOptions({ host: 'x', key: 'key', secret: 'secret' });

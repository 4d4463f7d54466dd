// What must and must not compile, for `commerce-auth/adapters`, against the types of the clients themselves.

import axios, { type CreateAxiosDefaults } from 'axios';
import ky, { type Options } from 'ky';
import { request } from 'playwright-core';
import got, { type ExtendOptions } from 'got';
import { metrics, trace } from '@opentelemetry/api';
import { ofetch } from 'ofetch';
import { Agent } from 'undici';
import createClient, { type ClientOptions } from 'openapi-fetch';
import { axiosOptions, gotOptions, kyOptions, ofetchOptions, openapiFetchOptions, playwrightRequest, telemetry, undiciInterceptor } from 'commerce-auth/adapters';
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
  gotOptions(basic) satisfies ExtendOptions;
  await got.extend({ prefixUrl: 'https://x', ...gotOptions(oauth) })('y', gotOptions(oauth, { attribution: null })).json();
  await ofetch.create({ baseURL: 'https://x' }, ofetchOptions(pledg))<{ id: number }>('/y');
  new Agent().compose(undiciInterceptor(oauth), undiciInterceptor(basic, { attribution: null }));
  (await playwrightRequest(oauth, await request.newContext()).post('/y', { data: {} })).ok() satisfies boolean;
  return data?.id;
}

telemetry({ meter: metrics.getMeter('shop'), tracer: trace.getTracer('shop') });
capillaryOAuth({ host: 'x', key: 'key', secret: 'secret', onEvent: telemetry({ meter: metrics.getMeter('shop') }) });
// @ts-expect-error a misspelt option
telemetry({ metre: metrics.getMeter('shop') });
// @ts-expect-error attribution of the other scheme
undiciInterceptor(oauth, { attribution: { lookupType: 'WECHAT', lookup: 'x' } });

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

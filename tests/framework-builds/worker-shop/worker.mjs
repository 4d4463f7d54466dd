import { capillary } from 'commerce-auth';
import { capillary as small } from 'commerce-auth/headers';
import { capillaryOAuth } from 'commerce-auth/server';
import { host, key, secret } from './account.mjs';

const LOOK_UP = '/v2/customers/lookup';
const api = capillaryOAuth({ host, key, secret, dangerouslyAllowInsecureHttp: 'loopback' });

export default {
  async fetch(request) {
    if (new URL(request.url).pathname === '/returned') return api.fetch(LOOK_UP);
    const answer = await api.fetch(LOOK_UP);
    const headers = [capillary, small].map((makers) => makers.basicAuthorization('a', 'b'));
    return Response.json({ status: answer.status, characters: (await answer.text()).length, headers });
  },
};

import { capillaryOAuth } from 'commerce-auth/server';
import { host, key, secret } from './account.mjs';

export const LOOK_UP = '/v2/customers/lookup';
export const api = capillaryOAuth({ host, key, secret, dangerouslyAllowInsecureHttp: 'loopback' });

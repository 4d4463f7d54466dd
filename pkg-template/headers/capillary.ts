import type { capillary as Whole } from '../facade/capillary.ts';
import {
  adminHeaders,
  basicAuthorization,
  basicCredentials,
  basicHeaders,
  basicHeadersBatch,
  oauthHeaders,
  staffHeaders,
} from '../facade/capillary-headers.ts';
import { hosts } from '../facade/capillary-hosts.ts';

/** Capillary: loyalty. The header makers of `commerce-auth`. */
export const capillary: Pick<
  typeof Whole,
  | 'adminHeaders'
  | 'basicAuthorization'
  | 'basicCredentials'
  | 'basicHeaders'
  | 'basicHeadersBatch'
  | 'hosts'
  | 'oauthHeaders'
  | 'staffHeaders'
> = Object.freeze({
  basicAuthorization,
  basicCredentials,
  basicHeaders,
  basicHeadersBatch,
  oauthHeaders,
  staffHeaders,
  adminHeaders,
  hosts,
});

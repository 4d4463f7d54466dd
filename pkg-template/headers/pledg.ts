import type { pledg as Whole } from '../facade/pledg.ts';
import { basicHeaders, bearerHeaders } from '../facade/pledg-headers.ts';

/** Pledg: payment in instalments. The header makers of `commerce-auth`. */
export const pledg: Pick<typeof Whole, 'basicHeaders' | 'bearerHeaders'> = Object.freeze({
  basicHeaders,
  bearerHeaders,
});

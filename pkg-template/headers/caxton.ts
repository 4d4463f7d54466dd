import type { caxton as Whole } from '../facade/caxton.ts';
import { bearerHeaders } from '../facade/caxton-headers.ts';

/** Caxton: payments. The header makers of `commerce-auth`. */
export const caxton: Pick<typeof Whole, 'bearerHeaders'> = Object.freeze({ bearerHeaders });

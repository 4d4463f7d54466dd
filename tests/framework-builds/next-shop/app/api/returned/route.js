import { LOOK_UP, api } from '../../../lib/api.js';

export const dynamic = 'force-dynamic';

/** The answer as it is, which the platform's own server has to take. */
export const GET = () => api.fetch(LOOK_UP);

import { capillary } from 'commerce-auth';
import { capillary as small } from 'commerce-auth/headers';
import { LOOK_UP, api } from '../../../lib/api.js';

export const runtime = 'edge';

export async function GET(request) {
  const answer = await api.fetch(LOOK_UP, { signal: request.signal });
  const headers = [capillary, small].map((makers) => makers.basicAuthorization('a', 'b'));
  return Response.json({ status: answer.status, headers, runtime: typeof EdgeRuntime });
}

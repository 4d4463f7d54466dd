import { LOOK_UP, api } from '../../../lib/api.js';

export async function GET(request) {
  const answer = await api.fetch(LOOK_UP, { signal: request.signal });
  return Response.json({ status: answer.status, body: await answer.json() });
}

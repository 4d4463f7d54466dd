import { LOOK_UP, api } from '../../../lib/api.js';

export async function GET(request) {
  // Asked for something of the request, as docs/recipes.md does: Next 14 makes any other answer when it builds.
  const mobile = new URL(request.url).searchParams.get('mobile');
  const answer = await api.fetch(`${LOOK_UP}?mobile=${mobile}`, { signal: request.signal });
  return Response.json({ status: answer.status, body: await answer.json() });
}

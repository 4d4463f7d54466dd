import { capillary } from 'commerce-auth';
import { capillary as small } from 'commerce-auth/headers';
import { eventHandler } from 'h3';
import { LOOK_UP, api } from '../api.mjs';

export default eventHandler(async () => {
  const answer = await api.fetch(LOOK_UP);
  const headers = [capillary, small].map((makers) => makers.basicAuthorization('a', 'b'));
  return { status: answer.status, characters: (await answer.text()).length, headers };
});

// Packages are not bundled here: they are required when it runs, and have to be found among what was traced.
import { capillary } from 'commerce-auth';
import { LOOK_UP, api } from '../../lib/api.js';

export default async function handler(_request, response) {
  const answer = await api.fetch(LOOK_UP);
  response.status(200).json({ status: answer.status, header: capillary.basicAuthorization('a', 'b') });
}

// `await using` compiles where the program names no library for it: the declarations of the entry bring it along.

import { capillaryBasic } from 'commerce-auth/server';

export async function scope(): Promise<number> {
  await using api = capillaryBasic({ host: 'eu.api.capillarytech.com', username: 'till', password: 'secret' });
  return api.status().tokenCalls;
}

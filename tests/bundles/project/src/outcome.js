// The suite over what this bundle has of the package; the page's server tells what the environment is.

import * as root from 'commerce-auth';
import * as server from 'commerce-auth/server';

import { runBehaviour } from '../behaviour.mjs';

export async function outcome() {
  const response = await fetch('/environment.json');
  return runBehaviour({ root, server }, await response.json());
}

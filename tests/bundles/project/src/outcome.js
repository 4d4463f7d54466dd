// The suite over what this bundle has of the package; the page's server tells what the environment is.

import * as root from 'commerce-auth';
import * as server from 'commerce-auth/server';

import { runBehaviour } from '../behaviour.mjs';

export async function outcome(packages = { root, server }) {
  const response = await fetch('/environment.json');
  return runBehaviour(packages, await response.json());
}

// A program for Node: the suite, its server half too, and one line of JSON.

import { readFileSync } from 'node:fs';

import * as root from 'commerce-auth';
import * as server from 'commerce-auth/server';

import { runBehaviour } from '../behaviour.mjs';

const environment = JSON.parse(readFileSync(process.argv[2], 'utf8'));
runBehaviour({ root, server }, environment).then((outcome) => console.log(JSON.stringify(outcome)));

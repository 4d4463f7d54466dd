// What webpack can do beyond that: a worker, and the wasm as an asset of its own.

import './page.js';

import { init, md5Hex } from 'commerce-auth/slim';

import { fromWorker } from './from-worker.js';

window.outcomes.worker = fromWorker(new Worker(new URL('./worker.js', import.meta.url)));
window.outcomes.slim = init(fetch(new URL('commerce-auth/core.wasm', import.meta.url))).then(() => md5Hex('123'));

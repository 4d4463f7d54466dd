// What Vite can do beyond that: a worker, and the wasm as an asset of its own.

import './page.js';

import wasm from 'commerce-auth/core.wasm?url';
import { init, md5Hex } from 'commerce-auth/slim';

import { fromWorker } from './from-worker.js';

window.outcomes.worker = fromWorker(new Worker(new URL('./worker.js', import.meta.url), { type: 'module' }));
window.outcomes.slim = init(fetch(wasm)).then(() => md5Hex('123'));

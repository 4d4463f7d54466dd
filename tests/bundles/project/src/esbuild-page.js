// What esbuild can do beyond that: the wasm as an asset of its own. And the package as CommonJS, for that is what it takes for
// `require` where other bundlers take the module.

import './page.js';

import wasm from 'commerce-auth/core.wasm';
import { init, md5Hex } from 'commerce-auth/slim';

import { outcome } from './outcome.js';
import required from './required.cjs';

window.outcomes['page by require'] = outcome(required);
window.outcomes.slim = init(fetch(wasm)).then(() => md5Hex('123'));

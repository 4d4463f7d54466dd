// What esbuild can do beyond that: the wasm as an asset of its own.

import './page.js';

import wasm from 'commerce-auth/core.wasm';
import { init, md5Hex } from 'commerce-auth/slim';

window.outcomes.slim = init(fetch(wasm)).then(() => md5Hex('123'));

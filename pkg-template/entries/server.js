import base64 from 'wasm:server';
import { bytesOfBase64 } from '../facade/base64.js';
import { start } from '../server/core.js';

start(new WebAssembly.Module(bytesOfBase64(base64)));

export * from '../server/api.js';

import base64 from 'wasm:core';
import { bytesOfBase64 } from '../facade/base64.js';
import { start } from '../facade/core.js';

start(new WebAssembly.Module(bytesOfBase64(base64)));

export * from '../facade/api.js';

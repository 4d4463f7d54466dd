import packed from 'wasm:server';
import { bytesOfPackedText } from '../facade/packed-text.js';
import { start } from '../server/core.js';

start(new WebAssembly.Module(bytesOfPackedText(packed)));

export * from '../server/api.js';

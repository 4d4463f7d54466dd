import packed from 'wasm:core';
import { start } from '../facade/core.js';
import { bytesOfPackedText } from '../facade/packed-text.js';

start(new WebAssembly.Module(bytesOfPackedText(packed)));

export * from '../facade/api.js';

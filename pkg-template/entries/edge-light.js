// Vercel's form of the import that hands a compiled module over.
import module from './core.wasm?module';
import { start } from '../facade/core.js';

start(module);

export * from '../facade/api.js';

// Vercel's form of the import that hands a compiled module over.
import module from './headers.wasm?module';
import { start } from '../facade/core.ts';

start(() => [module]);

export * from '../headers/api.ts';

// Vercel's form of the import that hands a compiled module over.
import module from './server.wasm?module';
import { start } from '../server/core.ts';

start(() => [module]);

export * from '../server/api.ts';

// Workers may not compile bytes: the platform hands the module over compiled.
import module from './headers.wasm';
import { start } from '../facade/core.ts';

start(() => [module]);

export * from '../headers/api.ts';

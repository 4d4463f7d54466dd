// Workers may not compile bytes: the platform hands the module over compiled.
import module from './core.wasm';
import { start } from '../facade/core.ts';

start(() => [module]);

export * from '../facade/api.ts';

// Workers may not compile bytes: the platform hands the module over compiled.
import module from './server.wasm';
import { start } from '../server/core.ts';

start(() => [module]);

export * from '../server/api.ts';

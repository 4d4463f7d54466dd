// Workers may not compile bytes: the platform hands the module over compiled.
import module from './server.wasm';
import { start } from '../server/core.js';

start(module);

export * from '../server/api.js';

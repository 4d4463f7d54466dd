import limits from 'memory:server';
import packed from 'wasm:server';
import { unpacked } from '../facade/packed-text.js';
import { start } from '../server/core.ts';

// No name of this file holds the memory: it must be free to go when the core lets go of it.
start(...unpacked(packed, limits));

export * from '../server/api.ts';

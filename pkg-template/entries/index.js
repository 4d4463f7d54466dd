import limits from 'memory:core';
import packed from 'wasm:core';
import { start } from '../facade/core.js';
import { unpacked } from '../facade/packed-text.js';

// No name of this file holds the memory: it must be free to go when the core lets go of it.
start(...unpacked(packed, limits));

export * from '../facade/api.js';

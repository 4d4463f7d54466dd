/**
 * Header making and nothing else: for admin pages and for whoever counts kilobytes. The same names, behaviour and errors as in
 * `commerce-auth`.
 * @packageDocumentation
 */

import limits from 'memory:core';
import packed from 'wasm:core';
import { start } from '../facade/core.ts';
import { unpacked } from '../facade/packed-text.ts';

// No name of this file holds the memory: it must be free to go when the core lets go of it.
start(() => unpacked(packed, limits));

export * from '../headers/api.ts';

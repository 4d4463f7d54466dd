/**
 * Authentication headers, access tokens and signatures for commerce APIs: everything pure and synchronous.
 *
 * Every function throws {@link AuthError}. Instants are milliseconds since 1970, lifetimes are seconds.
 * @packageDocumentation
 */

import limits from 'memory:core';
import packed from 'wasm:core';
import { start } from '../facade/core.ts';
import { unpacked } from '../facade/packed-text.ts';

// No name of this file holds the memory: it must be free to go when the core lets go of it.
start(() => unpacked(packed, limits));

export * from '../facade/api.ts';

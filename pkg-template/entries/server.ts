/**
 * Authenticators: they obtain a token, keep it, renew it, and send requests with it. For servers; in a browser every
 * call throws `AuthError` with code `server_only`.
 * @packageDocumentation
 */

import limits from 'memory:server';
import packed from 'wasm:server';
import { unpacked } from '../facade/packed-text.ts';
import { start } from '../server/core.ts';

// No name of this file holds the memory: it must be free to go when the core lets go of it.
start(() => unpacked(packed, limits));

export * from '../server/api.ts';

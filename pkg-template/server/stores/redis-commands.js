// What is asked of a Redis client, in the words of each. They are told apart by what they have, so none is imported.

import { invalidArgument } from '../../facade/auth-error.js';

/** The three commands over a client of node-redis (4 and later) or ioredis, clusters of either included. */
export function commandsOf(client) {
  // Only ioredis defines commands; only node-redis has them in capitals, and before version 4 with callbacks.
  if (hasAll(client, ['get', 'set', 'eval', 'defineCommand'])) return ioredisCommands(client);
  if (hasAll(client, ['get', 'set', 'eval', 'EVAL']) && client.internal_send_command === undefined) {
    return nodeRedisCommands(client.options?.legacyMode ? client.v4 : client);
  }
  throw invalidArgument('client', 'client must be one of node-redis, version 4 or later, or of ioredis');
}

function hasAll(client, names) {
  return names.every((name) => typeof client?.[name] === 'function');
}

function ioredisCommands(client) {
  return {
    get: (key) => client.get(key),
    setIfAbsent: (key, value, milliseconds) => client.set(key, value, 'PX', milliseconds, 'NX'),
    run: (script, key, texts) => client.eval(script, 1, key, ...texts),
  };
}

function nodeRedisCommands(client) {
  return {
    get: (key) => client.get(key),
    setIfAbsent: (key, value, milliseconds) => client.set(key, value, { PX: milliseconds, NX: true }),
    run: (script, key, texts) => client.eval(script, { keys: [key], arguments: texts }),
  };
}

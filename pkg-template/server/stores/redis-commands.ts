// What is asked of a Redis client, in the words of each. They are told apart by what they have, so none is imported.

import { invalidArgument } from '../../facade/auth-error.ts';

/** What {@link redisStore} needs of node-redis, version 4 or later: a client, a pool, a sentinel or a cluster. */
export interface NodeRedisClient {
  get(key: string): Promise<unknown>;
  set(key: string, value: string, options: { PX: number }): Promise<unknown>;
  /** Asked for only where the server forbids scripts. */
  del?(key: string): Promise<unknown>;
  eval(script: string, options: { keys: string[]; arguments: string[] }): Promise<unknown>;
  EVAL: unknown;
}

/** What {@link redisStore} needs of ioredis: a client or a cluster. */
export interface IoredisClient {
  get(key: string): Promise<unknown>;
  set(key: string, value: string, px: 'PX', milliseconds: number): Promise<unknown>;
  /** Asked for only where the server forbids scripts. */
  del?(key: string): Promise<unknown>;
  eval(script: string, numberOfKeys: number, ...keysAndArguments: string[]): Promise<unknown>;
  defineCommand: unknown;
}

/** What the store asks for, of whatever client. */
export interface RedisCommands {
  get(key: string): Promise<unknown>;
  set(key: string, value: string, milliseconds: number): Promise<unknown>;
  del(key: string): Promise<unknown>;
  run(script: string, key: string, texts: string[]): Promise<unknown>;
}

/** By what the clients and their versions are told apart. */
interface AnyClient {
  readonly internal_send_command?: unknown;
  readonly options?: { readonly legacyMode?: unknown };
  readonly v4?: NodeRedisClient;
  readonly connect?: unknown;
}

/** The commands over a client of node-redis (4 and later) or ioredis, clusters of either included. */
export function commandsOf(client: (NodeRedisClient | IoredisClient) & AnyClient): RedisCommands {
  // Only ioredis defines commands; only node-redis has them in capitals. Of it those with callbacks are refused: before version
  // 4, and what `legacy()` of version 5 gives, which cannot connect by itself.
  if (hasAll<IoredisClient>(client, ['get', 'set', 'eval', 'defineCommand'])) return ioredisCommands(client);
  if (hasAll<NodeRedisClient>(client, ['get', 'set', 'eval', 'EVAL']) && client.internal_send_command === undefined) {
    const answering = client.options?.legacyMode && client.v4 ? client.v4 : client;
    if (answering !== client || typeof client.connect === 'function') return nodeRedisCommands(answering);
  }
  throw invalidArgument(
    'client',
    'client must be one of node-redis, version 4 or later, or of ioredis, whose commands return promises: not client.legacy()',
  );
}

function hasAll<Client>(client: unknown, names: readonly (string & keyof Client)[]): client is Client {
  return names.every((name) => typeof (client as Partial<Client> | null | undefined)?.[name] === 'function');
}

function ioredisCommands(client: IoredisClient): RedisCommands {
  return {
    get: (key) => client.get(key),
    set: (key, value, milliseconds) => client.set(key, value, 'PX', milliseconds),
    del: async (key) => client.del?.(key),
    run: (script, key, texts) => client.eval(script, 1, key, ...texts),
  };
}

function nodeRedisCommands(client: NodeRedisClient): RedisCommands {
  return {
    get: (key) => client.get(key),
    set: (key, value, milliseconds) => client.set(key, value, { PX: milliseconds }),
    del: async (key) => client.del?.(key),
    run: (script, key, texts) => client.eval(script, { keys: [key], arguments: texts }),
  };
}

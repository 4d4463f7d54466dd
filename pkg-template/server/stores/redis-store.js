import { invalidArgument } from '../../facade/auth-error.js';
import { refuseInBrowser } from '../../facade/browser-guard.js';
import { wholeMilliseconds } from './lifetime.js';
import { onlyOption } from './only-option.js';
import { recordOfText, textOfRecord } from './record-text.js';
import { commandsOf } from './redis-commands.js';

const DEFAULT_PREFIX = 'commerce-auth:';

// Redis runs a script as one step. Lua compares versions as doubles, which hold every safe integer.
const WRITE = `
local held = redis.call('GET', KEYS[1])
local version = held and tonumber(string.match(held, '^(%d+):'))
if version and version > tonumber(ARGV[1]) then return 0 end
redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
return 1`;

const REMOVE = `
local held = redis.call('GET', KEYS[1])
if held and string.match(held, '^(%d+):') == ARGV[1] then return redis.call('DEL', KEYS[1]) end
return 0`;

const UNLOCK = `
if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end
return 0`;

/** One command for each operation. How long one may take is the client's affair and the caller's. */
class RedisStore {
  #commands;
  #prefix;

  constructor(commands, prefix) {
    this.#commands = commands;
    this.#prefix = prefix;
  }

  async read(key) {
    const reply = await this.#commands.get(this.#recordKey(key));
    // Some clients are set up to answer with bytes.
    return reply === null || reply === undefined ? null : recordOfText(String(reply));
  }

  async write(key, record, ttlMs) {
    const lifetime = wholeMilliseconds(ttlMs);
    if (lifetime === 0) return;
    const texts = [String(record.version), textOfRecord(record), String(lifetime)];
    await this.#commands.run(WRITE, this.#recordKey(key), texts);
  }

  async remove(key, version) {
    await this.#commands.run(REMOVE, this.#recordKey(key), [String(version)]);
  }

  async lock(key, owner, leaseMs) {
    const lease = wholeMilliseconds(leaseMs);
    if (lease === 0) return false;
    const reply = await this.#commands.setIfAbsent(this.#lockKey(key), owner, lease);
    return reply !== null && reply !== undefined;
  }

  async unlock(key, owner) {
    await this.#commands.run(UNLOCK, this.#lockKey(key), [owner]);
  }

  // In braces, so that a cluster keeps both of a key on one node.
  #recordKey(key) {
    return `${this.#prefix}{${key}}:token`;
  }

  #lockKey(key) {
    return `${this.#prefix}{${key}}:lock`;
  }
}

export function redisStore(client, options) {
  refuseInBrowser('redisStore');
  const prefix = onlyOption(options, 'prefix', 'redisStore') ?? DEFAULT_PREFIX;
  if (typeof prefix !== 'string') throw invalidArgument('prefix', 'prefix must be text');
  return new RedisStore(commandsOf(client), prefix);
}

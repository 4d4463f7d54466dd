import { invalidArgument } from '../../facade/auth-error.ts';
import { refuseInBrowser } from '../../facade/browser-guard.ts';
import { readArgument } from '../../facade/read-argument.ts';
import { cannotLock } from './cannot-lock.ts';
import { wholeMilliseconds } from './lifetime.ts';
import { onlyOption } from './only-option.ts';
import { recordOfText, textOfRecord } from './record-text.ts';
import { commandsOf, type IoredisClient, type NodeRedisClient, type RedisCommands } from './redis-commands.ts';
import type { LockingTokenStore, StoredToken } from './token-store.ts';

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

const LOCK = `
if redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2], 'NX') then return 1 end
return 0`;

const UNLOCK = `
if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end
return 0`;

/**
 * What a server says that has no scripts, or forbids them: to this user, under this name, or altogether. It names the command then.
 * One that is full or cannot save says "not allowed" and "disabled" as well (OOM, MISCONF), of writing, and for a while.
 */
const WITHOUT_SCRIPTS =
  /^NOPERM\b.*\beval\b|^(ERR )?(unknown|unsupported) command\W+eval\b|^(ERR )?(the )?(command )?\W?eval\b.*\b(not (allowed|support)|disabled)/i;

/**
 * One command for each operation. How long one may take is the client's affair and the caller's.
 *
 * A server that forbids scripts is found out by the first of them. A lock could not be given back there, so there is none; and
 * comparing and writing are two commands, between which another process may come.
 */
class RedisStore implements LockingTokenStore {
  #commands: RedisCommands;
  #prefix: string;
  #runsScripts = true;

  constructor(commands: RedisCommands, prefix: string) {
    this.#commands = commands;
    this.#prefix = prefix;
  }

  async read(key: string): Promise<StoredToken | null> {
    const reply = await this.#commands.get(this.#recordKey(key));
    // Some clients are set up to answer with bytes.
    return reply === null || reply === undefined ? null : recordOfText(String(reply));
  }

  async write(key: string, record: StoredToken, ttlMs: number): Promise<void> {
    const lifetime = wholeMilliseconds(ttlMs);
    if (lifetime === 0) return;
    const name = this.#recordKey(key);
    const text = textOfRecord(record);
    if (await this.#runs(WRITE, name, [String(record.version), text, String(lifetime)])) return;
    if (((await this.read(key))?.version ?? -Infinity) > record.version) return;
    await this.#commands.set(name, text, lifetime);
  }

  async remove(key: string, version: number): Promise<void> {
    const name = this.#recordKey(key);
    if (await this.#runs(REMOVE, name, [String(version)])) return;
    if ((await this.read(key))?.version === version) await this.#commands.del(name);
  }

  async lock(key: string, owner: string, leaseMs: number): Promise<boolean> {
    const lease = wholeMilliseconds(leaseMs);
    if (lease === 0) return false;
    const done = await this.#runs(LOCK, this.#lockKey(key), [owner, String(lease)]);
    if (done === undefined) throw cannotLock('this Redis forbids scripts (EVAL)');
    return Number(done.reply) === 1;
  }

  async unlock(key: string, owner: string): Promise<void> {
    await this.#runs(UNLOCK, this.#lockKey(key), [owner]);
  }

  /** Runs a script; nothing where the server runs none. */
  async #runs(script: string, name: string, texts: string[]): Promise<{ readonly reply: unknown } | undefined> {
    if (!this.#runsScripts) return undefined;
    try {
      return { reply: await this.#commands.run(script, name, texts) };
    } catch (thrown) {
      if (!(thrown instanceof Error) || !WITHOUT_SCRIPTS.test(thrown.message)) throw thrown;
      this.#runsScripts = false;
      return undefined;
    }
  }

  // In braces, so that a cluster keeps both of a key on one node.
  #recordKey(key: string): string {
    return `${this.#prefix}{${key}}:token`;
  }

  #lockKey(key: string): string {
    return `${this.#prefix}{${key}}:lock`;
  }
}

/**
 * A store in Redis, with a lock: one token request per expiry, however many processes there are. Each operation is one
 * command; comparing is done by scripts (`EVAL`). A server that forbids those is found out by the first one: its tokens are
 * shared without a lock from then on. The client is the caller's: connected, listened to for errors, and closed by the caller.
 *
 * @param options.prefix What the names of its keys begin with. Default `commerce-auth:`.
 * @throws {AuthError} `invalid_argument` for anything but such a client; `unknown_option`, `server_only`.
 * @example
 * ```js
 * import { redisStore } from 'commerce-auth/server';
 *
 * try {
 *   // @ts-expect-error An address is no client: createClient({ url }) of node-redis makes one.
 *   redisStore('redis://127.0.0.1');
 * } catch (error) {
 *   console.log(error instanceof Error && error.message);
 *   // client must be one of node-redis, version 4 or later, or of ioredis, whose commands return promises: not client.legacy()
 * }
 * ```
 */
export function redisStore(
  client: NodeRedisClient | IoredisClient,
  options?: { prefix?: string | undefined },
): LockingTokenStore {
  refuseInBrowser('redisStore');
  const prefix = onlyOption(options, 'prefix', 'redisStore') ?? DEFAULT_PREFIX;
  if (typeof prefix !== 'string') throw invalidArgument('prefix', 'prefix must be text');
  return new RedisStore(
    readArgument('client', () => commandsOf(client)),
    prefix,
  );
}

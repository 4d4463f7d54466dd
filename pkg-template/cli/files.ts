// Files and standard input, read whole and small, as text in UTF-8.

import { type FileHandle, open } from 'node:fs/promises';

import { Failure } from './failure.ts';

export interface TextFile {
  readonly text: string;
  /** Null where it says nothing, as of a pipe or on Windows. */
  readonly mode: number | null;
}

interface Limit {
  readonly limit: number;
}

const WHY: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist',
  EACCES: 'cannot be read: you have no permission',
  EISDIR: 'is a folder',
  ENOTDIR: 'does not exist',
};

/**
 * `{ text, mode }` of a file; `mode` is null where it says nothing, as of a pipe or on Windows. `what` names it in messages,
 * which never hold the path: somebody may have put the secret in its place.
 */
export async function readTextFile(path: string, what: string, { limit }: Limit): Promise<TextFile> {
  let file: FileHandle | undefined;
  try {
    file = await open(path, 'r');
    const stats = await file.stat();
    if (stats.isDirectory()) throw Object.assign(new Error(), { code: 'EISDIR' });
    // One byte more than is allowed shows that there are too many. To break off a stream that is not to close its file
    // would keep `close` waiting for ever.
    const bytes = await readAll(file.createReadStream({ autoClose: false, end: limit }), Infinity);
    return {
      text: decoded(bytes, what, limit),
      mode: stats.isFile() && process.platform !== 'win32' ? stats.mode & 0o777 : null,
    };
  } catch (error) {
    if (error instanceof Failure) throw error;
    const code = codeOf(error);
    throw new Failure(
      `${what} ${WHY[code ?? ''] ?? `cannot be read (${code ?? 'unknown reason'})`}`,
      'give the path of a file',
    );
  } finally {
    await file?.close();
  }
}

/** What the system says of why. */
const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code;

/** Everything that standard input holds. */
export async function readStandardInput(stdin: NodeJS.ReadStream, { limit }: Limit): Promise<string> {
  return decoded(await readAll(stdin, limit), 'standard input', limit);
}

async function readAll(stream: AsyncIterable<string | Buffer>, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    chunks.push(bytes);
    length += bytes.length;
    if (length > limit) break;
  }
  return Buffer.concat(chunks);
}

function decoded(bytes: Buffer, what: string, limit: number): string {
  if (bytes.length > limit)
    throw new Failure(`${what} holds more than ${limit.toLocaleString('en')} bytes`, 'give the right file');
  if (bytes.includes(0)) throw new Failure(`${what} holds a zero byte: it may be UTF-16`, 'save it as UTF-8');
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Failure(`${what} is not UTF-8`, 'save it as UTF-8');
  }
}

/** A new file that only its owner may read; refuses one that is there. */
export async function createPrivateFile(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'wx', 0o600);
  } catch (error) {
    const code = codeOf(error);
    const why = code === 'EEXIST' ? 'exists already, and is not overwritten' : `cannot be written (${code})`;
    throw new Failure(`the --out file ${why}`, 'name another one');
  }
}

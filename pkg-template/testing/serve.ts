// serve: the emulator as a program, for curl and the curious.

import { type Emulator, startReportingEmulator } from './emulator.ts';
import { requireNamedFields } from './named-fields.ts';
import { sampleCommands } from './sample-commands.ts';
import { profileCommands } from './samples/profile.ts';
import type { EmulatedCapillaryOptions } from './capillary/options.ts';
import type { EmulatedCaxtonOptions } from './caxton/options.ts';
import type { Report } from './exchange.ts';
import type { LoggedRequest } from './logged-request.ts';
import type { EmulatedPledgOptions } from './pledg/options.ts';
import type { EmulatedProfileOptions } from './profile/options.ts';

/** Options of {@link serve}. Any other name is refused. */
export interface ServeOptions {
  /** Exactly this port of 127.0.0.1, for Capillary. Default: 8787, or the first free one of the 19 after it. */
  readonly port?: number | undefined;
  /** Capillary's tills, clients, users and corners. Default: one fake of each. */
  readonly capillary?: EmulatedCapillaryOptions | undefined;
  /** Pledg's clients, users and merchants. Default: one fake of each. */
  readonly pledg?: EmulatedPledgOptions | undefined;
  /** Caxton's accounts and corners. Default: a fake account and a sub-account. */
  readonly caxton?: EmulatedCaxtonOptions | undefined;
  /** An API described as data. With one, only its addresses and commands are printed. Default: none. */
  readonly profile?: EmulatedProfileOptions | undefined;
  /** Stops the server when aborted, as SIGINT and SIGTERM do. */
  readonly signal?: AbortSignal | undefined;
  /** Takes what is printed, without the line end. Default: standard output. */
  readonly print?: ((line: string) => void) | undefined;
}

type Vendors = Pick<ServeOptions, 'capillary' | 'pledg' | 'caxton' | 'profile'>;
type Print = (line: string) => void;

const USUAL_PORT = 8787;
const PORTS_TRIED = 20;

/**
 * Runs the emulator as a program: prints its addresses, curl lines that work when pasted, and then one line per request
 * (method, path, status, verdict, milliseconds) without credentials. Resolves once it was stopped by SIGINT, SIGTERM or
 * `signal`, and is closed.
 *
 * @throws TypeError (as a rejection) for an unknown option, by name, or a wrong value; the system's error, with its `code`,
 * where no port is free.
 * @example
 * ```js
 * import { serve } from "commerce-auth/testing";
 *
 * const stop = new AbortController();
 * await serve({
 *   signal: stop.signal,
 *   print(line) {
 *     if (line.startsWith("Capillary emulator")) console.log(line);
 *     // Capillary emulator at http://127.0.0.1:… (this machine only; stop with Ctrl+C)
 *     stop.abort();
 *   },
 * });
 * ```
 */
export async function serve(options: ServeOptions = {}): Promise<void> {
  requireNamedFields('serve', options, ['port', 'capillary', 'pledg', 'caxton', 'profile', 'signal', 'print']);
  const { port, signal, print = toStandardOutput, ...vendors } = options;
  let emulator: Emulator | null = null;
  const report: Report = (entry) => {
    print(requestLine(entry));
    // A server that runs for days must not remember them.
    emulator?.clearRequests();
  };
  emulator = await startNear(port, vendors, report);
  // Before the welcome: who reads it may stop the server at once.
  const stopped = stopRequested(signal);
  printWelcome(print, emulator, vendors);
  await stopped;
  await emulator.close();
  print('closed');
}

const toStandardOutput: Print = (line) => process.stdout.write(`${line}\n`);

async function startNear(port: number | undefined, vendors: Vendors, report: Report): Promise<Emulator> {
  // With a profile nobody asks for Capillary's port.
  if (port !== undefined || vendors.profile) return startReportingEmulator({ ...vendors, port: port ?? 0 }, report);
  for (let candidate = USUAL_PORT; ; candidate += 1) {
    try {
      return await startReportingEmulator({ ...vendors, port: candidate }, report);
    } catch (error) {
      if (!isTaken(error, candidate) || candidate + 1 >= USUAL_PORT + PORTS_TRIED) throw error;
    }
  }
}

function isTaken(error: unknown, candidate: number): boolean {
  const { code, port } = error as { readonly code?: unknown; readonly port?: unknown };
  return code === 'EADDRINUSE' && port === candidate;
}

function printWelcome(print: Print, emulator: Emulator, vendors: Vendors): void {
  const { profile } = emulator;
  if (profile) {
    print(`calls: ${profile.url} (this machine only; stop with Ctrl+C)`);
    if (profile.tokenUrl) print(`token calls: ${profile.tokenUrl}`);
  } else {
    print(`Capillary emulator at ${emulator.url} (this machine only; stop with Ctrl+C)`);
    print(`Pledg emulator at ${emulator.pledg.url}`);
    print(`Caxton emulator at ${emulator.caxton.url}`);
  }
  for (const { title, command } of profile
    ? profileCommands(profile, vendors.profile)
    : sampleCommands(emulator, vendors)) {
    print(`\n# ${title}\n${command}`);
  }
  print('');
}

function requestLine({ method, path, status, verdict, milliseconds }: LoggedRequest): string {
  return `${method} ${path} ${status ?? 'no answer'} ${verdict} ${milliseconds} ms`;
}

function stopRequested(signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const stop = () => {
      process.off('SIGINT', stop);
      process.off('SIGTERM', stop);
      signal?.removeEventListener('abort', stop);
      resolve();
    };
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
    if (signal?.aborted) stop();
    else signal?.addEventListener('abort', stop, { once: true });
  });
}

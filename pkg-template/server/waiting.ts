import { invalidArgument } from '../facade/auth-error.ts';
import { readArgument } from '../facade/read-argument.ts';
import { onAbort } from './abort-listeners.ts';

/** Ends a call whose caller has aborted it already, with the caller's own reason. */
export function checkSignal(signal: AbortSignal | null | undefined): void {
  if (signal === undefined || signal === null) return;
  if (!readArgument('signal', () => isSignal(signal))) throw invalidArgument('signal', 'signal must be an AbortSignal');
  signal.throwIfAborted();
}

function isSignal({ throwIfAborted, addEventListener, removeEventListener }: Partial<AbortSignal>): boolean {
  return [throwIfAborted, addEventListener, removeEventListener].every((method) => typeof method === 'function');
}

/** Waits for a promise; the caller's signal ends only this wait, with its own reason. */
export async function waitFor<Value>(promise: Promise<Value>, signal: AbortSignal | null | undefined): Promise<Value> {
  if (!signal) return promise;
  signal.throwIfAborted();
  let stop = () => {};
  const aborted = new Promise<never>((_, reject) => {
    stop = onAbort(signal, () => reject(signal.reason));
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    stop();
  }
}

import { onAbort } from './abort-listeners.ts';
import type { TokenOutcome } from './account.ts';

/** Sends a call of the core, whose promise never rejects. */
type Send = (signal: AbortSignal) => Promise<TokenOutcome>;

/**
 * Sends a call of the core, at most for `milliseconds`: what became of it, or nothing where the time was up. The caller
 * waits for it, so its timer may hold the process.
 */
export async function sendWithin(milliseconds: number, send: Send): Promise<TokenOutcome | undefined> {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(deadlineReason()), milliseconds);
  try {
    return await sendUntilAborted(controller.signal, send);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Sends a call of the core: what became of it, or nothing where the signal was aborted first. A caller's fetch may
 * ignore the signal: it is left behind all the same.
 */
export async function sendUntilAborted(signal: AbortSignal, send: Send): Promise<TokenOutcome | undefined> {
  if (signal.aborted) return undefined;
  // Each request has a signal of its own: whoever listens to it for good, as a caller's fetch may, adds up to nothing.
  const controller = new AbortController();
  let stop = () => {};
  const aborted = new Promise<undefined>((resolve) => {
    stop = onAbort(signal, () => {
      controller.abort(signal.reason);
      resolve(undefined);
    });
  });
  try {
    const sending = send(controller.signal);
    const outcome = await Promise.race([sending, aborted]);
    if (!signal.aborted) return outcome;
    // What comes too late may hold a token: it is zeroed when it comes.
    sending.then((late) => late.free()).catch(() => {});
    return undefined;
  } finally {
    stop();
  }
}

export function deadlineReason(): DOMException {
  return new DOMException('the call took longer than timeoutMs', 'TimeoutError');
}

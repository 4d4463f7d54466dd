/**
 * Sends a call of the core, at most for `milliseconds`: what became of it, or nothing where the controller aborted
 * first. A caller's fetch may ignore the signal: the deadline holds all the same.
 */
export async function sendWithin(milliseconds, controller, call, fetch) {
  // Callers wait for it, so it may hold the process, at most for the deadline.
  const timer = setTimeout(() => controller.abort(deadlineReason()), milliseconds);
  const aborted = new Promise((resolve) => controller.signal.addEventListener('abort', () => resolve(), { once: true }));
  try {
    const sending = call.send(fetch, controller.signal);
    const outcome = await Promise.race([sending, aborted]);
    if (!controller.signal.aborted) return outcome;
    // What comes too late may hold a token: it is zeroed when it comes.
    sending.then((late) => late.free()).catch(() => {});
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}

function deadlineReason() {
  return new DOMException('the call took longer than timeoutMs', 'TimeoutError');
}

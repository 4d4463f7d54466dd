// The queue of scripted faults. The first fault that matches a request owns it, also while it still lets requests through:
// so what is queued happens in the order in which it was queued.

import { type FaultDescription, type FaultTarget, type QueuedFault, checkedFault } from './fault-description.ts';
import type { RequestTarget } from './logged-request.ts';

/** A fault still to happen: its description and its `name`, with `times` and `skip` as they are left. */
export type PendingFault = Readonly<FaultDescription> & {
  readonly name: string;
  readonly times: number;
  readonly skip: number;
};

/**
 * Takes a queued fault back.
 *
 * @example
 * ```js
 * import { startEmulator } from "commerce-auth/testing";
 *
 * const emulator = await startEmulator();
 * const fault = emulator.fault({ on: "token", status: 503 });
 * console.log(fault.remove(), fault.remove()); // true false
 * await emulator.close();
 * ```
 */
export interface FaultHandle {
  /** What the log calls the fault. */
  readonly name: string;
  /** Removes the fault; false if nothing was left of it. It never fails. */
  remove(): boolean;
}

export class FaultQueue {
  #pending: QueuedFault[] = [];

  /** Queues a fault and returns the handle that can take it back. */
  add(description: FaultDescription): FaultHandle {
    const fault = checkedFault(description);
    this.#pending.push(fault);
    return { name: fault.name, remove: () => this.#remove(fault) };
  }

  /** The fault to apply to a request, or null. Counts it down. */
  take(target: RequestTarget): QueuedFault | null {
    const fault = this.#pending.find(({ on }) => matches(on, target));
    if (!fault) return null;
    if (fault.skip > 0) {
      fault.skip -= 1;
      return null;
    }
    fault.times -= 1;
    if (fault.times === 0) this.#remove(fault);
    return fault;
  }

  /** What is still to happen: copies, with `times` and `skip` as they are left. */
  list(): PendingFault[] {
    return this.#pending.map((fault) => ({ ...fault }) as PendingFault);
  }

  clear(): void {
    this.#pending.length = 0;
  }

  #remove(fault: QueuedFault): boolean {
    const position = this.#pending.indexOf(fault);
    if (position >= 0) this.#pending.splice(position, 1);
    return position >= 0;
  }
}

function matches(on: FaultTarget, { vendor, endpoint, method, path }: RequestTarget): boolean {
  if (typeof on === 'string') return on === endpoint;
  if (on.vendor !== undefined && on.vendor !== vendor) return false;
  if (on.method !== undefined && on.method.toUpperCase() !== method) return false;
  return on.path === undefined || on.path === path;
}

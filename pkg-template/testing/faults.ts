// The queue of scripted faults. The first fault that matches a request owns it, also while it still lets requests through:
// so what is queued happens in the order in which it was queued.

import { checkedFault } from "./fault-description.ts";

export class FaultQueue {
  #pending = [];

  /** Queues a fault and returns the handle that can take it back. */
  add(description) {
    const fault = checkedFault(description);
    this.#pending.push(fault);
    return { name: fault.name, remove: () => this.#remove(fault) };
  }

  /** The fault to apply to a request, or null. Counts it down. */
  take(target) {
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
  list() {
    return this.#pending.map((fault) => ({ ...fault }));
  }

  clear() {
    this.#pending.length = 0;
  }

  #remove(fault) {
    const position = this.#pending.indexOf(fault);
    if (position >= 0) this.#pending.splice(position, 1);
    return position >= 0;
  }
}

function matches(on, { vendor, endpoint, method, path }) {
  if (typeof on === "string") return on === endpoint;
  if (on.vendor !== undefined && on.vendor !== vendor) return false;
  if (on.method !== undefined && on.method.toUpperCase() !== method) return false;
  return on.path === undefined || on.path === path;
}

// The emulator's log: every request in order of arrival, and the counting of them.

import { requireNamedFields } from "./named-fields.ts";

const COUNTABLE = ["vendor", "method", "path", "endpoint", "authentication", "verdict", "status", "fault"];

export class RequestLog {
  entries = [];

  add(entry) {
    this.entries.push(entry);
  }

  /** How many entries have every value of `filter`. */
  count(filter = {}) {
    requireNamedFields("count", filter, COUNTABLE);
    const wanted = Object.entries(filter);
    return this.entries.filter((entry) => wanted.every(([name, value]) => entry[name] === value)).length;
  }

  clear() {
    this.entries.length = 0;
  }
}

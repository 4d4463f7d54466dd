// The emulator's log: every request in order of arrival, and the counting of them.

import { requireNamedFields } from './named-fields.ts';
import type { LoggedRequest, LogEntry } from './logged-request.ts';

/** What {@link Emulator.count} compares: an entry counts when it has every value given. */
export type RequestFilter = Partial<
  Pick<LoggedRequest, 'vendor' | 'method' | 'path' | 'endpoint' | 'authentication' | 'verdict' | 'status' | 'fault'>
>;

const COUNTABLE: ReadonlyArray<keyof RequestFilter> = [
  'vendor',
  'method',
  'path',
  'endpoint',
  'authentication',
  'verdict',
  'status',
  'fault',
];

export class RequestLog {
  readonly entries: LogEntry[] = [];

  add(entry: LogEntry): void {
    this.entries.push(entry);
  }

  /** How many entries have every value of `filter`. */
  count(filter: RequestFilter = {}): number {
    requireNamedFields('count', filter, COUNTABLE);
    const wanted = Object.entries(filter) as Array<[keyof RequestFilter, unknown]>;
    return this.entries.filter((entry) => wanted.every(([name, value]) => entry[name] === value)).length;
  }

  clear(): void {
    this.entries.length = 0;
  }
}

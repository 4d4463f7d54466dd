// AssertionError of node:assert, where that is an Error to the test. Jest runs tests in a realm of their own, to which
// nothing of Node's is an Error: there, one that looks the same.

import { AssertionError as OfNode } from 'node:assert';

/** What the constructor of either takes. */
interface AssertionErrorOptions {
  readonly message: string;
  readonly operator?: string;
  readonly stackStartFn?: ((...args: never) => unknown) | (new (options: AssertionErrorOptions) => unknown);
}

class OfThisRealm extends Error {
  constructor({ message, operator, stackStartFn = OfThisRealm }: AssertionErrorOptions) {
    super(message);
    Object.assign(this, {
      generatedMessage: false,
      code: 'ERR_ASSERTION',
      actual: undefined,
      expected: undefined,
      operator,
    });
    Error.captureStackTrace?.(this, stackStartFn);
  }
}
Object.defineProperty(OfThisRealm.prototype, 'name', { value: 'AssertionError', writable: true, configurable: true });

export const AssertionError: new (options: AssertionErrorOptions) => Error =
  OfNode.prototype instanceof Error ? OfNode : OfThisRealm;

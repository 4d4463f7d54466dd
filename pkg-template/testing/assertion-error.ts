// AssertionError of node:assert, where that is an Error to the test. Jest runs tests in a realm of their own, to which
// nothing of Node's is an Error: there, one that looks the same.

import { AssertionError as OfNode } from "node:assert";

class OfThisRealm extends Error {
  constructor({ message, operator, stackStartFn = OfThisRealm }) {
    super(message);
    Object.assign(this, { generatedMessage: false, code: "ERR_ASSERTION", actual: undefined, expected: undefined, operator });
    Error.captureStackTrace?.(this, stackStartFn);
  }

  get name() {
    return "AssertionError";
  }
}

export const AssertionError = OfNode.prototype instanceof Error ? OfNode : OfThisRealm;

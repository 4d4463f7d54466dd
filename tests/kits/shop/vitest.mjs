import * as root from "commerce-auth";
import * as server from "commerce-auth/server";
import * as testing from "commerce-auth/testing";
import { expect, test, vi } from "vitest";

import { shopSuite } from "./suite.mjs";

const fake = {
  use: () => vi.useFakeTimers(),
  stop: () => vi.useRealTimers(),
  advance: (milliseconds) => vi.advanceTimersByTime(milliseconds),
};

shopSuite({ test, expect, fake, root, server, testing });

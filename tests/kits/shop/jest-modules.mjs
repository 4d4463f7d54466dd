import * as root from "commerce-auth";
import * as server from "commerce-auth/server";
import * as testing from "commerce-auth/testing";

import { shopSuite } from "./suite.mjs";

const { jest } = import.meta;
const fake = {
  use: () => jest.useFakeTimers(),
  stop: () => jest.useRealTimers(),
  advance: (milliseconds) => jest.advanceTimersByTime(milliseconds),
};

shopSuite({ test, expect, fake, root, server, testing });

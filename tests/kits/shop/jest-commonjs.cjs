const root = require("commerce-auth");
const server = require("commerce-auth/server");
const testing = require("commerce-auth/testing");

const { shopSuite } = require("./suite.cjs");

const fake = {
  use: () => jest.useFakeTimers(),
  stop: () => jest.useRealTimers(),
  advance: (milliseconds) => jest.advanceTimersByTime(milliseconds),
};

shopSuite({ test, expect, fake, root, server, testing });

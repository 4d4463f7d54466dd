// What the package's own JavaScript does, counted: V8 counts how often every function and every block of it ran, loops
// block by block. Import this before anything of the package, since code that is compiled already has no counters.
// What the platform's functions do with a text of their own accord (JSON, regular expressions) is not in the number.

import { Session } from "node:inspector";
import { pathToFileURL } from "node:url";

import { packageFolder } from "../package/installed.mjs";

const session = new Session();
session.connect();
const asked = (method, parameters) => {
  let answer;
  // Within one process the answer comes before `post` returns.
  session.post(method, parameters, (error, result) => {
    if (error) throw new Error(`${method}: ${error.message}`);
    answer = result;
  });
  return answer;
};
asked("Profiler.enable");
asked("Profiler.startPreciseCoverage", { callCount: true, detailed: true });

const OF_PACKAGE = pathToFileURL(packageFolder).href;

/** How often blocks of the package's scripts ran since the last call of this. */
export function takeShellCount() {
  let count = 0;
  for (const { url, functions } of asked("Profiler.takePreciseCoverage").result) {
    if (!url.startsWith(OF_PACKAGE)) continue;
    for (const { ranges } of functions) for (const range of ranges) count += range.count;
  }
  return count;
}

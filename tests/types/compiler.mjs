// The compiler with an interface for programs, which TypeScript 7 has not yet.

import { createRequire } from "node:module";

import { TYPE_CHECKER } from "../examples/tools.mjs";

export const ts = createRequire(TYPE_CHECKER)("typescript-6");

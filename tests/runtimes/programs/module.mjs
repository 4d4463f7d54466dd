// Runs the suite where packages are imported: one line of JSON, and the process ends by itself.

import * as root from "commerce-auth";
import * as server from "commerce-auth/server";

import { runBehaviour } from "../behaviour.mjs";
import environment from "../environment.mjs";

console.log(JSON.stringify(await runBehaviour({ root, server }, environment)));

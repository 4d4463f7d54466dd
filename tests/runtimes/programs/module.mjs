// Runs the suite where packages are imported: one line of JSON, and the process ends by itself.

import * as root from "commerce-auth";
import * as server from "commerce-auth/server";
import * as slim from "commerce-auth/slim";

import { runBehaviour } from "../behaviour.mjs";
import environment from "../environment.mjs";

const core = Uint8Array.from(atob(environment.core), (character) => character.charCodeAt(0));

console.log(JSON.stringify(await runBehaviour({ root, server, slim, core }, environment)));

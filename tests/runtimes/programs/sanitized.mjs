// The cases as tests of Deno's own, whose sanitizers see what a case leaves behind: timers, requests, bodies.

import * as root from "commerce-auth";
import * as server from "commerce-auth/server";
import * as slim from "commerce-auth/slim";

import { casesFor } from "../behaviour.mjs";
import environment from "../environment.mjs";

const core = Uint8Array.from(atob(environment.core), (character) => character.charCodeAt(0));

for (const { name, run } of casesFor(environment)) {
  Deno.test({ name, sanitizeOps: true, sanitizeResources: true, fn: () => run({ root, server, slim, core }, environment) });
}

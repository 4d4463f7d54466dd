// The type tests fail when a declaration is wrong: each of these mistakes, made in a copy, is found.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { fileURLToPath } from "node:url";

import { TYPE_CHECKER, TYPE_ROOTS } from "../examples/tools.mjs";
import { installFolder, packageFolder } from "../package/installed.mjs";

const TESTS = fileURLToPath(new URL(".", import.meta.url));
/** Under the one, plain files import the package; under the other, they require it. */
const IMPORTING = "tsconfig.bundler.json";
const REQUIRING = "tsconfig.nodenext.json";

/** What is broken, in which file, by which replacement. */
const BROKEN = [
  ["an answer is any", "index.d.ts", "md5Hex(input: string | Uint8Array): string", "md5Hex(input: string | Uint8Array): any"],
  ["an argument may be left out", "index.d.ts", "basicAuthorization(username: string, password: string)", "basicAuthorization(username: string, password?: string)"],
  ["an argument may be anything", "index.d.ts", "basicAuthorization(username: string, password: string)", "basicAuthorization(username: string, password: any)"],
  ["a code is missing", "index.d.ts", "| 'weak_secret'", ""],
  ["a code is invented", "index.d.ts", "| 'weak_secret'", "| 'weak_secret' | 'no_such_code'"],
  ["half an attribution passes", "index.d.ts", "  lookup: string;", "  lookup?: string;"],
  ["an entity type without its code passes", "index.d.ts", "  entityCode: string;", "  entityCode?: string;"],
  ["every entity type passes", "index.d.ts", "    | 'STORE_CODE'", "    | string"],
  ["a password passes beside its digest", "index.d.ts", "passwordMd5?: undefined;", "passwordMd5?: string;"],
  ["a token can be changed", "index.d.ts", "  readonly value: string;", "  value: string;"],
  ["errors can be made by anybody", "index.d.ts", "  private constructor();", "  constructor(code: ErrorCode, message: string);"],
  ["a secret may be left out", "index.d.ts", "tokenRequest(options: LoopbackOption & { host: string; key: string; secret: string })", "tokenRequest(options: { host: string; key: string; secret?: string })"],
  ["a classification is any text", "index.d.ts", "classifyResponse(response: HttpResponse): Classification", "classifyResponse(response: HttpResponse): string"],
  ["a guard tells nothing", "index.d.ts", "value is AuthError", "boolean"],
  ["a profile forgets its templates", "server.d.ts", "): Profile<CredentialTemplates<Template, CallTemplate, Kept, Algorithm>, Authentication>;", "): Profile;"],
  ["a profile forgets its fields", "index.d.ts", "readonly fields?: { readonly [name: string]: JsonTemplate<Template> }", "readonly fields?: { readonly [name: string]: JsonTemplate }"],
  ["a profile forgets what its calls carry", "index.d.ts", "readonly query?: Readonly<Record<string, CallTemplate>>", "readonly query?: Readonly<Record<string, string>>"],
  ["what is kept is a credential", "index.d.ts", "'token' | Kept", "'token'"],
  ["a profile forgets how its client logs in", "index.d.ts", "clientAuthentication: Authentication;", "clientAuthentication: ClientAuthentication;"],
  ["any text in braces is a credential", "index.d.ts", "CredentialName<BehindLastBrace<Before>>", "BehindLastBrace<Before>"],
  ["credentials are any record", "server.d.ts", "ProfileCredentials<CredentialTemplates<Template, CallTemplate, Kept, Algorithm>, Authentication>", "ProfileCredentials"],
  ["an amount is any value", "index.d.ts", "readonly amountCents?: number;", "readonly amountCents?: unknown;"],
  ["an address is any value", "index.d.ts", "readonly address?: PledgAddress | (PledgAddress & Readonly<Record<string, unknown>>) | undefined;", ""],
  ["a host may be left out", "server.d.ts", "  host: string;", "  host?: string;"],
  ["every allowance passes", "server.d.ts", "'loopback' | boolean", "string | boolean"],
  ["the status can be written", "server.d.ts", "  readonly tokenCalls: number;", "  tokenCalls: number;"],
  ["a token is any", "server.d.ts", "Promise<AccessToken>", "Promise<any>"],
  ["a store may answer anything", "server.d.ts", "Promise<StoredToken | null>", "Promise<any>"],
  ["a store may leave removing out", "server.d.ts", "remove(key: string, version: number)", "remove?(key: string, version: number)"],
  ["half a lock passes", "server.d.ts", "export interface LockingTokenStore extends TokenStore {", "export interface LockingTokenStore extends TokenStore { anything?: any }\nexport interface Unused {"],
  ["any key seals", "server.d.ts", "StoreSealingKey = Uint8Array | WebCryptoKey", "StoreSealingKey = Uint8Array | WebCryptoKey | string"],
  ["any client passes", "server.d.ts", "client: NodeRedisClient | IoredisClient", "client: object"],
  ["a function is gone", "server.d.cts", "function keyvStore(", "function keyvStores("],
  ["a function is gone", "testing.d.ts", "function assertNoLeak(", "function assertNoLeaks("],
  ["a function is gone", "slim.d.ts", "function initSync(", "function initSynchronously("],
  ["a credential is another one", "profiles.d.ts", "'Bearer {apiKey}'", "'Bearer {key}'"],
  ["a description may be changed", "profiles.d.ts", "readonly name:", "name:"],
  ["a description is gone", "profiles.d.cts", "const mollie:", "const mollies:"],
  ["an answer is another one", "index.d.cts", "basicAuthorization(username: string, password: string): string", "basicAuthorization(username: string, password: string): number"],
  ["a function is gone", "server.d.cts", "function capillaryBasic(", "function capillaryBasics("],
];

/** What the type tests say of the package with one of its files changed. */
function checked(t, file, change) {
  const folder = mkdtempSync(join(installFolder, "broken-"));
  t.after(() => rmSync(folder, { recursive: true }));
  for (const name of readdirSync(TESTS).filter((name) => /\.[cm]?ts$/.test(name))) cpSync(join(TESTS, name), join(folder, name));
  const copy = join(folder, "node_modules", "commerce-auth");
  for (const name of readdirSync(packageFolder).filter((name) => /\.d\.c?ts$|^package\.json$/.test(name))) {
    cpSync(join(packageFolder, name), join(copy, name));
  }
  const text = readFileSync(join(copy, file), "utf8");
  writeFileSync(join(copy, file), change(text));
  const configuration = JSON.parse(readFileSync(join(TESTS, file.endsWith(".d.cts") ? REQUIRING : IMPORTING), "utf8"));
  // The declarations of others take most of the time, and are no matter here.
  Object.assign(configuration.compilerOptions, { typeRoots: [TYPE_ROOTS], skipLibCheck: true });
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(configuration));
  return spawnSync(process.execPath, [TYPE_CHECKER, "--project", ".", "--pretty", "false"], { cwd: folder, encoding: "utf8" });
}

for (const file of ["index.d.ts", "index.d.cts"]) {
  test(`${file} as it is passes in such a copy`, (t) => {
    const { status, stdout } = checked(t, file, (text) => text);
    assert.deepEqual([stdout, status], ["", 0]);
  });
}

for (const [what, file, right, wrong] of BROKEN) {
  test(`found in ${file}: ${what}`, (t) => {
    const { status, stdout } = checked(t, file, (text) => {
      assert.ok(text.includes(right), `${file} no longer holds ${right}: break what stands there now`);
      return text.replaceAll(right, wrong);
    });
    assert.notEqual(status, 0, "the type tests still pass");
    // Found by a test, and not only because the copy no longer holds together.
    assert.match(stdout, /^(root|profiles|ready-profiles|server|stores|page|imported|required)\.[cm]?ts\(/m);
  });
}

// What the TSDoc of the published declarations says, as far as a machine can tell.
//
// The rule, for every exported function and every method of an exported object, class or interface that callers are given
// (the interfaces that callers write, those of options, are not):
//
// - a sentence on what it does;
// - an `@example` of its own, or one of the interface or object it belongs to that calls it as `.name(`; the suite
//   `examples` runs them all;
// - an `@throws`, or a sentence with "never" and "fails", "throws" or "rejects" in it;
// - where it does something of a vendor's or of a standard's, the page in quotes, or the RFC;
// - for each number about time among its arguments, milliseconds or seconds, at the argument or in its `@param`.
//
// Every other exported type and constant has TSDoc, and for every member that is a number about time the member or the
// type says its unit.
//
// Every member of every exported type, and every option of every call, is explained: by a comment of its own in one of the
// places it stands at, by `@param options.name`, or by the comment of what it belongs to, which then has its name between
// backticks. A member that can have one value only, or none, explains itself. A code of the errors says what to do. Members of the
// constants of `commerce-auth/profiles` are those of `TokenProfile`, and explained there.

import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";
import { pathToFileURL } from "node:url";

import { TYPE_CHECKER } from "../examples/tools.mjs";
import { packageFolder } from "../package/installed.mjs";

const compiler = (part) => import(pathToFileURL(createRequire(TYPE_CHECKER).resolve(`typescript/unstable/${part}`)).href);
const { API } = await compiler("sync");
const { SyntaxKind } = await compiler("ast");
const is = await compiler("ast/is");

/** Interfaces that callers write, or that the package alone calls: nobody calls them from outside. */
const WRITTEN_BY_CALLERS = /(Options|Client|Store|^FetchedResponse)$/;
/** Those of them that are all methods, whose numbers are described there. */
const CALLED_BY_US = /(Client|Store)$/;
/** What objects of other libraries look like, which is theirs to explain. */
const OF_OTHERS = /^(Got|Playwright|Telemetry)[A-Z]/;
/** What is this package's own idea, and so has no page and no RFC. */
const OWN = new Set([
  ...["isAuthError", "nearestName", "init", "initSync", "AuthError.toJSON"],
  ...["Profile.classifyResponse", "Profile.toJSON", "startEmulator", "serve", "assertNoLeak"],
  ...["axiosOptions", "gotOptions", "kyOptions", "ofetchOptions", "openapiFetchOptions", "playwrightRequest", "telemetry", "undiciInterceptor"],
  ...["memoryStore", "keyvStore", "redisStore", "sealedStore", "storeConformance"],
]);
/** Interfaces whose methods steer something of the package's own. */
const OWN_INTERFACES = /^(Authenticator|TokenAuthenticator|Emulator|FaultHandle)\./;
/** Files whose constants are data, written in the words of a type that is explained where it is declared. */
const DATA = new Set(["profiles.d.ts"]);
const ABOUT_TIME = /^(now|exp|iat|nbf|at|milliseconds)$|(At|Ms|Seconds|Milliseconds|Days)$/;
const UNIT = /\b(milliseconds?|seconds?|ms|days?)\b/i;
const SOURCE = /RFC \d+|"[A-Z][^"]+"/;
const NEVER_FAILS = /\bnever\b[^.]*\b(fails?|throws?|rejects?)\b/i;

/** The comment of a node, and its parts. */
function comment(node) {
  const doc = node.jsDoc?.at(-1);
  const tags = [...(doc?.tags ?? [])].map((tag) => ({ name: tag.tagName.text, text: tag.getText() }));
  const examples = tags.filter(({ name }) => name === "example").map(({ text }) => text);
  const text = doc?.getText() ?? "";
  return {
    sentence: /^[\s/*]*([^\s/*@]*)/.exec(text)[1],
    example: examples.join("\n"),
    /** Everything but the examples. */
    said: examples.reduce((rest, example) => rest.replace(example, ""), text),
    throws: tags.some(({ name }) => name === "throws"),
    param: (called) => tags.filter(({ text }) => new RegExp(`^@param ${called}\\s`).test(text)).map(({ text }) => text).join(" "),
  };
}

const isExported = (node) => node.modifiers?.some(({ kind }) => kind === SyntaxKind.ExportKeyword) ?? false;
const nameOf = (node) => node.name?.getText() ?? node.declarationList?.declarations[0].name.getText() ?? "";

/** A constant is declared inside a list inside a statement, which has the comment. */
const constantType = (node) => (is.isVariableStatement(node) ? node.declarationList.declarations[0].type : undefined);

/** Everything that can be called, with its name, its comment and that of what it belongs to. */
function callables(declarations) {
  return declarations.flatMap((node) => {
    if (is.isFunctionDeclaration(node)) return [{ name: nameOf(node), node, owner: null }];
    const members = constantType(node)?.members ?? node.members ?? [];
    if (WRITTEN_BY_CALLERS.test(nameOf(node)) || OF_OTHERS.test(nameOf(node))) return [];
    const methods = members.filter((member) => is.isMethodSignatureDeclaration(member) || is.isMethodDeclaration(member));
    return methods.map((method) => ({ name: `${nameOf(node)}.${nameOf(method)}`, node: method, owner: node }));
  });
}

/** The numbers about time among the members of a type that is written out. */
function timedMembers(node) {
  const found = [];
  const visit = (inner) => {
    if (is.isPropertySignatureDeclaration(inner) || is.isPropertyDeclaration(inner) || is.isParameterDeclaration(inner)) {
      const type = inner.type?.getText() ?? "";
      if (ABOUT_TIME.test(nameOf(inner)) && /\bnumber\b/.test(type)) found.push(inner);
    }
    inner.forEachChild(visit);
  };
  visit(node);
  return found;
}

function gapsOfCallable({ name, node, owner }) {
  const own = comment(node);
  const call = nameOf(node).startsWith("[") ? nameOf(node) : `${owner ? "." : ""}${nameOf(node)}(`;
  const example = own.example || (owner && comment(owner).example.includes(call));
  const needsSource = !OWN.has(name) && !OWN_INTERFACES.test(name);
  const said = own.said + (owner && is.isInterfaceDeclaration(owner) ? comment(owner).said : "");
  return [
    own.sentence === "" && "no sentence",
    !example && "no example that calls it",
    !own.throws && !NEVER_FAILS.test(own.said) && "neither @throws nor that it never fails",
    needsSource && !SOURCE.test(said) && "neither a page nor an RFC",
  ].filter(Boolean);
}

/** Where a number about time is an argument or a member, its own comment, or the `@param` of the call, says the unit. */
function gapsOfTime(node) {
  const { param } = comment(node);
  const lacks = (member) => {
    const name = nameOf(member);
    const said = comment(member).said + param(name) + param(`options.${name}`) + param(`request.${name}`);
    const bySentence = is.isParameterDeclaration(member) ? comment(node).said : "";
    return !UNIT.test(said + bySentence);
  };
  return timedMembers(node).filter(lacks).map((member) => `${nameOf(member)}: neither milliseconds nor seconds`);
}

/** Whether a member can have one value only, as what tells the parts of a union apart, or none at all. */
function explainsItself(member) {
  const text = member.type?.getText() ?? "";
  return /^(undefined|never|true|false|'[^']*'|"[^"]*")$/.test(text);
}

/**
 * The members below a node, those of inner types included, each with its path, `expect.amountCents`, and with all that is
 * said above it. Those of methods are arguments, and not among them.
 */
function membersOf(node, said) {
  const found = [];
  const visit = (inner, path, above) => {
    const isMember = is.isPropertySignatureDeclaration(inner) || is.isPropertyDeclaration(inner);
    if (isMember) found.push({ path: [...path, nameOf(inner)].join("."), member: inner, above });
    if (inner !== node && (is.isMethodSignatureDeclaration(inner) || is.isMethodDeclaration(inner))) return;
    const below = isMember ? { path: [...path, nameOf(inner)], above: above + comment(inner).said } : { path, above };
    inner.forEachChild((child) => visit(child, below.path, below.above));
  };
  visit(node, [], said);
  return found.filter(({ member }) => !nameOf(member).startsWith("["));
}

/** The members that nothing explains at any of the places they stand at, by their path. */
function unexplained(node, said) {
  const members = membersOf(node, said);
  const isExplained = ({ member, above }) =>
    comment(member).sentence !== "" || explainsItself(member) || above.includes(`\`${nameOf(member)}\``);
  const explained = new Set(members.filter(isExplained).map(({ path }) => path));
  return [...new Map(members.filter(({ path }) => !explained.has(path)).map(({ path, member }) => [path, member]))];
}

function gapsOfMembers(declarations, called) {
  const types = declarations.filter((node) => !is.isFunctionDeclaration(node) && !CALLED_BY_US.test(nameOf(node)) && !OF_OTHERS.test(nameOf(node)));
  const ofTypes = types.flatMap((node) => {
    const said = comment(node).said;
    return unexplained(node, said).map(([path, member]) => [member, `${nameOf(node)}.${path}`]);
  });
  const ofCalls = called.flatMap(({ name, node }) => {
    const { said, param } = comment(node);
    const lacks = ([path]) => param(`\\w+\\.${path.replaceAll(".", "\\.")}`) === "";
    return unexplained(node, said).filter(lacks).map(([path, member]) => [member, `${name}: ${path}`]);
  });
  return [...ofTypes, ...ofCalls];
}

const CODE_OF_UNION = /(\/\*\*(?:(?!\*\/)[^])*\*\/\s*)?\|\s*'(\w+)'/g;

/** The codes of errors without two sentences: what happened, and what to do. */
function silentCodes(union) {
  const codes = [...(union?.getText() ?? "").matchAll(CODE_OF_UNION)];
  return codes.filter(([, said = ""]) => (said.match(/[.:;](?=\s)/g) ?? []).length < 2).map(([, , code]) => code);
}

/** What a declaration file lacks, each with its line. */
function gaps(file) {
  const source = parsed.get(file);
  const place = (node) => `${file}:${source.text.slice(0, node.getStart()).split("\n").length}`;
  const declarations = [...source.statements].filter((node) => isExported(node));
  const found = [];
  const add = (node, name, what) => found.push(`${place(node)}: ${name}: ${what}`);
  for (const node of declarations) {
    if (comment(node).sentence === "" && !comment(node).example) add(node, nameOf(node), "no TSDoc");
  }
  const called = callables(declarations);
  for (const callable of called) {
    for (const what of [...gapsOfCallable(callable), ...gapsOfTime(callable.node)]) add(callable.node, callable.name, what);
  }
  const explainable = DATA.has(file) ? [] : declarations;
  for (const [member, name] of gapsOfMembers(explainable, called)) add(member, name, "not explained");
  const codes = declarations.find((node) => nameOf(node) === "ErrorCode");
  for (const code of silentCodes(codes)) add(codes, "ErrorCode", `${code} does not say what to do`);
  const types = declarations.filter((node) => is.isInterfaceDeclaration(node) || is.isTypeAliasDeclaration(node));
  for (const node of types.filter((node) => !CALLED_BY_US.test(nameOf(node)) && !OF_OTHERS.test(nameOf(node)))) {
    const methods = new Set(called.filter(({ owner }) => owner === node).flatMap((callable) => timedMembers(callable.node)));
    for (const member of timedMembers(node).filter((member) => !methods.has(member))) {
      const saysUnit = UNIT.test(comment(member).said + comment(node).said);
      if (!saysUnit) add(member, `${nameOf(node)}.${nameOf(member)}`, "neither milliseconds nor seconds");
    }
  }
  return { found, called: called.length };
}

/** One good declaration, and what is found when a part of it is gone. */
const GOOD = `/**
 * The token's end by the page ("Authentication", docs.pledg.co).
 *
 * @param options.now In milliseconds since 1970.
 * @throws {AuthError} \`invalid_argument\`.
 * @example
 * end();
 */
export function end(options: { now?: number }): string;
`;
const BROKEN = new Map([
  ["no sentence", /^ \* The token's.*\n/m],
  ["no example that calls it", / \* @example\n \* end\(\);\n/],
  ["neither @throws nor that it never fails", /^ \* @throws.*\n/m],
  ["neither a page nor an RFC", / \("Authentication", docs.pledg.co\)/],
  ["now: neither milliseconds nor seconds", /In milliseconds since 1970/],
]);

/** Members explained in each of the ways there are, and three that are not. */
const MEMBERS = `/** A part with \`named\`. */
export type Part =
  | { kind: "one"; named: string; twice: string; inner: { lost: string; found: string } }
  | {
      kind: "two";
      /** Explained here. */
      twice: string;
      /** Of \`found\` only. */
      inner: { lost: string; found: string };
      other?: undefined;
    };

/**
 * It never fails (RFC 1).
 *
 * @param options.told Told.
 * @example
 * call();
 */
export function call(options: Part & { told: string; untold: string }): void;

/** A constant. */
export const held: { readonly bare: string };
`;

const files = readdirSync(packageFolder).filter((name) => name.endsWith(".d.ts") && name !== "core.wasm.d.ts");
// Those of headers.d.ts are picked from the root, which documents them.
const AT_LEAST = { "index.d.ts": 58, "headers.d.ts": 0, "server.d.ts": 15, "profiles.d.ts": 0, "slim.d.ts": 2, "testing.d.ts": 25 };

/** Every text as TypeScript reads it, by the name of its file. */
const parsed = read(
  new Map([
    ...files.map((file) => [file, readFileSync(join(packageFolder, file), "utf8")]),
    ["good.d.ts", GOOD],
    ...[...BROKEN].map(([what, part]) => [brokenFile(what), GOOD.replace(part, "")]),
    ["bare.d.ts", "export interface Life { endsAt: number }"],
    ["members.d.ts", MEMBERS],
    ["codes.d.ts", "/** Codes. */\nexport type ErrorCode =\n  /** It failed. Wait. */\n  | 'good'\n  /** It failed. */\n  | 'half'\n  | 'silent';"],
  ]),
);

function brokenFile(what) {
  return `broken-${[...BROKEN.keys()].indexOf(what)}.d.ts`;
}

function read(texts) {
  const folder = mkdtempSync(join(tmpdir(), "declarations-"));
  const configuration = join(folder, "tsconfig.json");
  const compilerOptions = { noLib: true, noResolve: true, types: [] };
  writeFileSync(configuration, JSON.stringify({ files: [...texts.keys()], compilerOptions }));
  for (const [file, text] of texts) writeFileSync(join(folder, file), text);
  const api = new API({ cwd: folder });
  try {
    const [project] = api.updateSnapshot({ openProjects: [configuration] }).getProjects();
    return new Map([...texts.keys()].map((file) => [file, project.program.getSourceFile(join(folder, file))]));
  } finally {
    api.close();
    rmSync(folder, { recursive: true });
  }
}

for (const file of files) {
  test(`${file} documents whatever it exports`, () => {
    const { found, called } = gaps(file);
    assert.deepEqual(found, []);
    assert.ok(called >= (AT_LEAST[file] ?? 1), `only ${called} functions and methods were found`);
  });
}

test("a good declaration has no gap", () => {
  assert.deepEqual(gaps("good.d.ts").found, []);
});

for (const [what, part] of BROKEN) {
  test(`seen: ${what}`, () => {
    assert.match(GOOD, part);
    const { found } = gaps(brokenFile(what));
    assert.ok(found.some((gap) => gap.endsWith(what)), found.join("\n"));
  });
}

test("seen: a type without TSDoc, and a member without a unit", () => {
  assert.deepEqual(gaps("bare.d.ts").found, [
    "bare.d.ts:1: Life: no TSDoc",
    "bare.d.ts:1: Life.endsAt: not explained",
    "bare.d.ts:1: Life.endsAt: neither milliseconds nor seconds",
  ]);
});

test("seen: members that nothing explains, and none that something does", () => {
  assert.deepEqual(gaps("members.d.ts").found, [
    "members.d.ts:9: Part.inner.lost: not explained",
    "members.d.ts:23: held.bare: not explained",
    "members.d.ts:20: call: untold: not explained",
  ]);
});

test("seen: a code that does not say what to do", () => {
  assert.deepEqual(gaps("codes.d.ts").found, [
    "codes.d.ts:2: ErrorCode: half does not say what to do",
    "codes.d.ts:2: ErrorCode: silent does not say what to do",
  ]);
});

// An example that does not do what it says fails, and the failure names the file and the line.

import assert from "node:assert/strict";
import test, { after } from "node:test";

import { markdownBlocks } from "./blocks.mjs";
import { runBlock } from "./running.mjs";
import { typeFaults } from "./type-checking.mjs";
import { Workplace } from "./workplace.mjs";

const workplace = new Workplace();
after(() => workplace.remove());

let texts = 0;

/** The only block of a text whose fence stands in the third line, in a file of its own. */
function blockOf(code, { language = "js", mark = "Text" } = {}) {
  texts += 1;
  return markdownBlocks(`docs/fixture-${texts}.md`, `${mark}\n\n\`\`\`${language}\n${code}\n\`\`\`\n`)[0];
}

async function faultOf(block) {
  try {
    await runBlock(block, workplace);
  } catch ({ message }) {
    return message.replaceAll(/docs\/fixture-\d+/g, "fixture");
  }
  return "no fault";
}

const GOOD = {
  "a claim behind the call": "console.log('a', 1); // a 1",
  "claims of a loop, one line each": "for (const n of [1, 2]) console.log(n);\n// 1\n// 2",
  "a call of several lines": "console.log(\n  'a',\n);\n// a",
  "the package": "import { md5Hex } from 'commerce-auth';\nconsole.log(md5Hex('123')); // 202cb962ac59075b964b07152d234b70",
  "a call made later": "setTimeout(() => console.log('late'), 5); // late",
  "an object, printed as without colours": "console.log({ a: 'b' }); // { a: 'b' }",
};
for (const [what, code] of Object.entries(GOOD)) {
  test(`passes: ${what}`, async () => assert.equal(await faultOf(blockOf(code)), "no fault"));
}

const BAD = [
  ["a wrong claim", "const a = 1;\nconsole.log(a); // 2", 'fixture.md:5: prints "1", claims "2"'],
  ["each of several wrong claims", "console.log(1); // 2\nconsole.log(3); // 4", 'fixture.md:4: prints "1", claims "2"\nfixture.md:5: prints "3", claims "4"'],
  ["a claim of which a line is missing", "console.log('a\\nb'); // a", 'fixture.md:4: prints \na\nb\n, claims "a"'],
  ["a claim for what never runs", "if (Date.now() < 0) console.log(1); // 1", 'fixture.md:4: this console.log never runs; it claims "1"'],
];
for (const [what, code, message] of BAD) {
  test(`fails: ${what}`, async () => assert.equal(await faultOf(blockOf(code)), message));
}

test("fails: an example without a claim or a mark", async () => {
  assert.match(await faultOf(blockOf("console.log(1);")), /^fixture\.md:3: this example claims nothing: /);
});

test("fails: an exception, at the line it comes from", async () => {
  const message = await faultOf(blockOf("console.log(1); // 1\n\nmissing();"));
  assert.match(message, /^fixture\.md:6: the example ends with exit code 1:\n[^]*missing is not defined/);
});

test("fails: an exit code, though every claim holds", async () => {
  assert.match(await faultOf(blockOf("console.log(1); // 1\nprocess.exitCode = 3;")), /^fixture\.md:3: the example ends with exit code 3/);
});

test("fails: a name that the package does not have", async () => {
  const message = await faultOf(blockOf("import { noSuchName } from 'commerce-auth';\nconsole.log(noSuchName); // x"));
  assert.match(message, /^fixture\.md:4: the example ends with exit code 1:\n[^]*noSuchName/);
});

test("TypeScript is run as well, and a wrong claim has its line", async () => {
  const code = "interface A {\n  b: number;\n}\n\nconst a: A = { b: 1 };\nconsole.log(a.b satisfies number); // 1\nconsole.log(a); // 2";
  assert.equal(await faultOf(blockOf(code, { language: "ts" })), 'fixture.md:10: prints "{ b: 1 }", claims "2"');
});

test("an example that is only run may print what it likes, and must end well", async () => {
  const mark = "<!-- only run: it prints the time -->";
  assert.equal(await faultOf(blockOf("console.log(Date.now());", { mark })), "no fault");
  assert.match(await faultOf(blockOf("missing();", { mark })), /^fixture\.md:4: /);
});

test("an emulated example reaches the emulator at the vendor's address, and nobody else", async () => {
  const mark = "<!-- emulated -->";
  const code = `import { capillaryOAuth } from 'commerce-auth/server';
const { CAP_KEY = '', CAP_SECRET = '' } = process.env;
const api = capillaryOAuth({ host: 'eu.api.capillarytech.com', key: CAP_KEY, secret: CAP_SECRET });
console.log((await api.fetch('/v2/customers/lookup')).status); // 200`;
  assert.equal(await faultOf(blockOf(code, { mark })), "no fault");
  const stranger = await faultOf(blockOf("await fetch('https://capillarytech.example/x');\nconsole.log(1); // 1", { mark }));
  assert.match(stranger, /^fixture\.md:4: [^]*an emulated example calls a vendor, not capillarytech\.example/);
});

test("the type checker's complaints have file and line, for JavaScript and TypeScript", (t) => {
  const checking = new Workplace();
  t.after(() => checking.remove());
  const blocks = [
    blockOf("import { md5Hex } from 'commerce-auth';\n\nconsole.log(md5Hex(1)); // x"),
    blockOf("const a: string = 1;\nconsole.log(a);", { language: "ts" }),
    blockOf("import { capillary } from 'commerce-auth';\nconsole.log(capillary.hedaers);"),
    blockOf("console.log(process.version.length);"),
  ];
  const faults = typeFaults(blocks, checking).map(({ message }) => message.replace(/^docs\/fixture-\d+\.md/, "fixture.md"));
  assert.deepEqual(faults.map((fault) => /^fixture\.md:\d+: error TS\d+/.exec(fault)?.[0]).sort(), [
    "fixture.md:4: error TS2322",
    "fixture.md:5: error TS2339",
    "fixture.md:6: error TS2345",
  ]);
});

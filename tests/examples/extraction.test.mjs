// Examples are found wherever they stand, with the line they stand at, and nothing else is.

import assert from "node:assert/strict";
import test from "node:test";

import { declarationBlocks, markdownBlocks } from "./blocks.mjs";
import { claimsOf, holds } from "./claims.mjs";

const DOCUMENT = `# Title

\`\`\`sh
console.log('not JavaScript');
\`\`\`

\`\`\`js
first();

second();
\`\`\`

<!-- only run: it prints nothing -->

- in a list
  \`\`\`ts
  third();
    fourth();
  \`\`\`

<!-- not executed: it never ends -->
\`\`\`\`mjs
\`\`\`
fifth();
\`\`\`\`
text
\`\`\`
no language
\`\`\`
`;

const DECLARATIONS = `/**
 * What it is.
 *
 * \`\`\`js
 * outside();
 * \`\`\`
 *
 * @throws Never.
 * @example
 * \`\`\`js
 * first({
 *   a: 1,
 * });
 * \`\`\`
 * @example Another
 * <!-- only run: it prints nothing -->
 * \`\`\`ts
 * second();
 * \`\`\`
 * @see elsewhere
 */
export const a: {
  /**
   * @example
   * \`\`\`js
   * third();
   *
   * fourth();
   * \`\`\`
   */
  b(): void;
};
`;

const told = (blocks) => blocks.map(({ line, extension, lines, mark }) => [line, extension, lines.join("|"), mark]);
const fault = (extract, text) => {
  try {
    extract("docs/x.md", text);
  } catch ({ message }) {
    return message;
  }
  return "no fault";
};

test("blocks of JavaScript and TypeScript are found in Markdown, with line and mark", () => {
  assert.deepEqual(told(markdownBlocks("docs/x.md", DOCUMENT)), [
    [7, "mjs", "first();||second();", ""],
    [16, "mts", "third();|  fourth();", ""],
    [22, "mjs", "```|fifth();", "not executed"],
  ]);
});

test("a mark stands right above the fence, or after an empty line", () => {
  for (const between of ["\n", "\n\n", "\n \n"]) {
    assert.equal(markdownBlocks("x.md", `<!-- demo -->${between}\`\`\`js\n\`\`\`\n`)[0].mark, "demo");
  }
  assert.equal(markdownBlocks("x.md", "<!-- demo -->\ntext\n```js\n```\n")[0].mark, "");
  assert.equal(markdownBlocks("x.md", "<!-- demo -->\n```js\n```\n\n```js\n```\n")[1].mark, "");
});

test("examples are found in declarations, those of members too, and no other block", () => {
  assert.deepEqual(told(declarationBlocks("x.d.ts", DECLARATIONS)), [
    [10, "mjs", "first({|  a: 1,|});", ""],
    [17, "mts", "second();", "only run"],
    [25, "mjs", "third();||fourth();", ""],
  ]);
});

test("an example of declarations with no code that can run is a fault", () => {
  const text = "/**\n * @example\n * ```sh\n * ls\n * ```\n */\n";
  assert.equal(fault(declarationBlocks, text), "docs/x.md:2: this @example has no block of JavaScript or TypeScript");
});

for (const [text, message] of [
  ["\n```js\nfirst();\n", "docs/x.md:2: this block is never closed"],
  ["<!-- not executed -->\n```js\n```\n", "docs/x.md:2: the mark <!-- not executed: … --> must give a reason"],
  ["<!-- only run: -->\n```js\n```\n", "docs/x.md:2: the mark <!-- only run: … --> must give a reason"],
  ["<!-- skip: later -->\n```js\n```\n", "docs/x.md:2: nobody knows the mark <!-- skip -->: it is one of only run, not executed, demo, emulated, redis"],
]) {
  test(`what is wrong with a block is named: ${message}`, () => assert.equal(fault(markdownBlocks, text), message));
}

const CLAIMS = [
  ["behind the call", ["console.log(a); // 1"], [[0, "1"]]],
  ["behind a call in a loop", ["for (const a of b) console.log(a); //  two "], [[0, " two"]]],
  ["behind a call in a function", ["then((a) => { console.log(a); }); // 1"], [[0, "1"]]],
  ["right below, on several lines", ["console.log(a);", "// 1", "//", "  //   2", "", "// no claim"], [[0, "1\n\n  2"]]],
  ["below a call of several lines", ["x();", "console.log(", "  f(')', `//`), // inside", ");", "// 1"], [[1, "1"]]],
  ["with parentheses and slashes in strings", ["console.log('a) // b', \"\\\"(\"); // c"], [[0, "c"]]],
  ["none where a line is empty in between", ["console.log(a);", "", "// about what follows"], []],
  ["none below what is no call", ["a();", "// 1"], []],
  ["none where the call is a comment", ["// console.log(a); // 1"], []],
];
for (const [what, lines, claims] of CLAIMS) {
  test(`a claim is read: ${what}`, () => {
    assert.deepEqual(claimsOf(lines).map(({ index, text }) => [index, text]), claims);
  });
}

test("a claim holds to the letter, but for an ellipsis, which stands for any text within its line", () => {
  assert.ok(holds("a.b*(c)", "a.b*(c)"));
  assert.ok(holds("at …: …\nend", "at 12: x y\nend"));
  for (const [claim, printed] of [["a.b", "axb"], ["a", "a "], ["a", "ab"], ["a…", "a\nb"], ["a\nb", "a"], ["", "a"]]) {
    assert.ok(!holds(claim, printed), `${claim} for ${printed}`);
  }
});

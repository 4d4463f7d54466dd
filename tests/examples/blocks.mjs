// The examples of a text: fenced blocks of Markdown, and those in the @example tags of declarations.

const LANGUAGES = new Map([
  ["js", "mjs"],
  ["mjs", "mjs"],
  ["javascript", "mjs"],
  ["ts", "mts"],
  ["mts", "mts"],
  ["typescript", "mts"],
]);

const MARKS = ["only run", "not executed", "demo", "emulated", "redis"];
const NEED_A_REASON = ["only run", "not executed"];

/**
 * @typedef {object} Block
 * @property {string} file Where it stands.
 * @property {number} line The line of its fence, from 1.
 * @property {"mjs" | "mts"} extension
 * @property {string[]} lines Its code.
 * @property {string} mark What the line above the fence says of it; empty where nothing does.
 */

/** A mistake in how a text presents its examples, or in an example. */
export class ExampleFault extends Error {
  constructor(file, line, message) {
    super(`${file}:${line}: ${message}`);
  }
}

/** @returns {Block[]} The blocks of a Markdown text. */
export function markdownBlocks(file, text) {
  return fencedBlocks(file, text.split("\n").map((content, index) => ({ content, line: index + 1 })));
}

/** @returns {Block[]} The blocks of all `@example` tags; a tag without one is a fault. */
export function declarationBlocks(file, text) {
  return exampleTags(text).flatMap(({ line, lines }) => {
    const blocks = fencedBlocks(file, lines);
    if (blocks.length === 0) throw new ExampleFault(file, line, "this @example has no block of JavaScript or TypeScript");
    return blocks;
  });
}

function exampleTags(text) {
  const tags = [];
  let open = null;
  for (const [index, whole] of text.split("\n").entries()) {
    const inside = /^\s*\* ?(?!\/)(.*)$/.exec(whole)?.[1];
    // The line that closes the comment, or any other tag, ends an example; `@` inside a block is code.
    if (inside === undefined || /^@\w/.test(inside)) open = null;
    if (inside !== undefined && /^@example\b/.test(inside)) tags.push((open = { line: index + 1, lines: [] }));
    else open?.lines.push({ content: inside, line: index + 1 });
  }
  return tags;
}

function fencedBlocks(file, lines) {
  const blocks = [];
  let open = null;
  let above = "";
  for (const { content, line } of lines) {
    const fence = /^(\s*)(`{3,})\s*([^`\s]*)/.exec(content);
    if (open && fence?.[2].length >= open.fence && fence[3] === "") {
      if (open.extension) blocks.push(closed(file, open));
      open = null;
      above = "";
    } else if (open) {
      open.lines.push(content.startsWith(open.indent) ? content.slice(open.indent.length) : content);
    } else if (fence) {
      open = { line, indent: fence[1], fence: fence[2].length, extension: LANGUAGES.get(fence[3]), lines: [], above };
    } else if (content.trim() !== "") {
      above = content;
    }
  }
  if (open) throw new ExampleFault(file, open.line, "this block is never closed");
  return blocks;
}

function closed(file, { line, extension, lines, above }) {
  return { file, line, extension, lines, mark: readMark(file, line, above) };
}

function readMark(file, line, above) {
  const comment = /^\s*<!--\s*([^:]*?)\s*(?::\s*(.*?)\s*)?-->\s*$/.exec(above);
  if (!comment) return "";
  const [, mark, reason = ""] = comment;
  if (!MARKS.includes(mark)) {
    throw new ExampleFault(file, line, `nobody knows the mark <!-- ${mark} -->: it is one of ${MARKS.join(", ")}`);
  }
  if (NEED_A_REASON.includes(mark) && reason === "") {
    throw new ExampleFault(file, line, `the mark <!-- ${mark}: … --> must give a reason`);
  }
  return mark;
}

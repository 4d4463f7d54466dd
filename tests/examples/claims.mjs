// What an example says it prints: the comment behind a console.log, or the comment lines right below it.

const CALL = "console.log(";
const ANYTHING = "…";

/**
 * @typedef {object} Claim
 * @property {number} index The line of the call within the block, from 0.
 * @property {string} text What it prints, lines joined.
 */

/** @returns {Claim[]} */
export function claimsOf(lines) {
  return lines.flatMap((line, index) => {
    if (line.trimStart().startsWith("//") || !line.includes(CALL)) return [];
    const text = claimAfter(lines, callEnd(lines, index, line.lastIndexOf(CALL) + CALL.length));
    return text === null ? [] : [{ index, text }];
  });
}

/** Whether what was printed is what was claimed. */
export function holds(claim, printed) {
  const pattern = claim.split(ANYTHING).map(literal).join("[^\\n]*");
  return new RegExp(`^${pattern}$`).test(printed);
}

const literal = (text) => text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");

function claimAfter(lines, end) {
  if (end === null) return null;
  const behind = /^[^'"`/]*\/\/ ?(.*)$/.exec(lines[end.index].slice(end.column));
  if (behind) return behind[1].trimEnd();
  const below = [];
  for (const line of lines.slice(end.index + 1)) {
    const comment = /^\s*\/\/ ?(.*)$/.exec(line);
    if (!comment) break;
    below.push(comment[1].trimEnd());
  }
  return below.length === 0 ? null : below.join("\n");
}

/** Where the call whose arguments begin here ends: behind its closing parenthesis. */
function callEnd(lines, start, column) {
  let depth = 1;
  let quote = "";
  for (let index = start; index < lines.length; index += 1) {
    const line = lines[index];
    for (let at = index === start ? column : 0; at < line.length; at += 1) {
      const character = line[at];
      if (quote !== "") {
        if (character === "\\") at += 1;
        else if (character === quote) quote = "";
      } else if (character === "/" && line[at + 1] === "/") break;
      else if ("'\"`".includes(character)) quote = character;
      else if (character === "(") depth += 1;
      else if (character === ")" && (depth -= 1) === 0) return { index, column: at + 1 };
    }
  }
  return null;
}

// The members of a JSON object as they stand in its text: a parser rounds numbers and forgets a member that stands twice.

const SPACE = /[ \t\n\r]*/y;
const STRING = /"(?:[^"\\]|\\.)*"/sy;
const ANYTHING_ELSE = /[^\s,:[\]{}"]+/y;

/** The members of the text of an object, in their order, as `{ name, text }`; nothing where it is no such text. */
export function membersOf(json) {
  try {
    const value = JSON.parse(json);
    if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  } catch {
    return undefined;
  }
  const members = [];
  let at = behind(SPACE, json, behind(SPACE, json, 0) + 1);
  while (json[at] !== "}") {
    const nameEnd = behind(STRING, json, at);
    const from = behind(SPACE, json, behind(SPACE, json, nameEnd) + 1);
    const end = endOfValue(json, from);
    members.push({ name: JSON.parse(json.slice(at, nameEnd)), text: json.slice(from, end) });
    at = behind(SPACE, json, end);
    if (json[at] === ",") at = behind(SPACE, json, at + 1);
  }
  return members;
}

/** The number that a text of JSON is, where it is whole and JavaScript counts it exactly; nothing for any other. */
export function wholeNumberOf(text) {
  const [, sign, whole, fraction = "", exponent = "0"] = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([-+]?\d+))?$/.exec(text) ?? [];
  if (whole === undefined) return undefined;
  const digits = `${whole}${fraction}`;
  if (/^0*$/.test(digits)) return 0n;
  const behind = fraction.length - Number(exponent);
  // Neither has so many digits.
  if (Math.abs(behind) > 1_000) return undefined;
  const kept = behind > 0 ? digits.padStart(behind + 1, "0") : digits.padEnd(digits.length - behind, "0");
  const end = kept.length - Math.max(behind, 0);
  const number = BigInt(`${sign}${kept.slice(0, end)}`);
  return /^0*$/.test(kept.slice(end)) && Number.isSafeInteger(Number(number)) ? number : undefined;
}

/** The text of an object of these members. */
export const objectOf = (members) => `{${members.map(({ name, text }) => `${JSON.stringify(name)}:${text}`).join(",")}}`;

function behind(pattern, text, at) {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

function endOfValue(json, from) {
  let depth = 0;
  for (let at = from; at < json.length; ) {
    if (json[at] === '"') at = behind(STRING, json, at);
    else if ("[{".includes(json[at])) [depth, at] = [depth + 1, at + 1];
    else if ("]}".includes(json[at])) [depth, at] = [depth - 1, at + 1];
    else if (",: \t\n\r".includes(json[at])) at += 1;
    else at = behind(ANYTHING_ELSE, json, at);
    if (depth === 0) return at;
  }
  return json.length;
}

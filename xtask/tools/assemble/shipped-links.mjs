// Links of a document that goes along with the package.

const FENCE = /^```/;
const IMAGE = /!\[[^\]]*\]\(([^)\s]+)\)/g;
const LINK = /\[([^\]]+)\]\(([^)\s]+)\)/g;

/**
 * The text with its links to what does not ship turned into plain words, and without such pictures: the repository has
 * no address of its own that they could lead to (docs/decisions/0017-release.md).
 */
export function shippedText(text, isShipped) {
  let fenced = false;
  const lines = text.split("\n").flatMap((line) => {
    if (FENCE.test(line)) fenced = !fenced;
    if (fenced || FENCE.test(line)) return [line];
    const pictured = line.replace(IMAGE, (whole, target) => (leads(target, isShipped) ? whole : ""));
    if (pictured.trim() === "" && line.trim() !== "") return [];
    return [pictured.replace(LINK, (whole, words, target) => (leads(target, isShipped) ? whole : words))];
  });
  return lines.join("\n").replace(/\n{3,}/g, "\n\n");
}

function leads(target, isShipped) {
  const [path] = target.split("#");
  return /^[a-z]+:/.test(target) || path === "" || isShipped(path);
}

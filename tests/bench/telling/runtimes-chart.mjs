// docs/runtimes.svg: how many times as long each operation takes as the platform's own code, in each runtime, on a scale of logarithms.
// The ground is the picture's own, so it reads on pages of either theme; the marks differ in their form as well as in their colour,
// and each runtime has a lane of its own, so that none covers another.

import { NAMES } from "../runtimes/operations.mjs";
import { ratioText } from "./words.mjs";

/** Runtimes that are drawn, one Node for all. */
const DRAWN = { "Node 24": "n", Deno: "d", Bun: "b", Chromium: "c" };

const WIDTH = 760;
const LEFT = 190;
const RIGHT = 735;
const TOP = 78;
const STEP = 26;
const LANE = 5;
const TICKS = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000];

// Of at least 4.5 to 1 on their grounds.
const STYLE = `text{font:12px sans-serif;fill:#1f2328}.g{fill:#fff}.l{stroke:#d0d7de}.o{stroke:#1f2328;stroke-width:1.5}.n{fill:#116329}.d{fill:#24292f}.b{fill:#b0336a}.c{fill:#0550ae}@media (prefers-color-scheme:dark){text{fill:#e6edf3}.g{fill:#0d1117}.l{stroke:#30363d}.o{stroke:#e6edf3}.n{fill:#56d364}.d{fill:#e6edf3}.b{fill:#ff8ac2}.c{fill:#79c0ff}}`;

/** Marks around their middle. */
const MARKS = {
  n: "M-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0z",
  d: "M-4-4h8v8h-8z",
  b: "M0-5L5 4h-10z",
  c: "M0-5.5L5.5 0L0 5.5L-5.5 0z",
};

export function runtimesChart({ runtimes }) {
  const drawn = runtimes.filter(({ name }) => Object.hasOwn(DRAWN, name));
  const ratios = drawn.flatMap(({ outcomes }) => outcomes.map(({ ratio }) => ratio));
  const [least, most] = [TICKS.findLast((tick) => tick <= Math.min(...ratios)) ?? TICKS[0], TICKS.find((tick) => tick >= Math.max(...ratios)) ?? TICKS.at(-1)];
  const x = (ratio) => (LEFT + ((RIGHT - LEFT) * Math.log(ratio / least)) / Math.log(most / least)).toFixed(0);
  const y = (row) => TOP + STEP * row + STEP / 2;
  const bottom = TOP + STEP * NAMES.length;
  const height = bottom + 44;
  const ticks = TICKS.filter((tick) => tick >= least && tick <= most);
  const lines = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-labelledby="t e">`,
    `<title id="t">${TITLE}</title>`,
    `<desc id="e">${description(drawn)}</desc>`,
    `<style>${STYLE}</style>`,
    `<defs>${Object.entries(MARKS).map(([id, path]) => `<path id="${id}" d="${path}"/>`).join("")}</defs>`,
    `<rect class="g" width="${WIDTH}" height="${height}" rx="6"/>`,
    `<text x="14" y="24" style="font-size:14px;font-weight:bold">${TITLE}</text>`,
    ...drawn.map(({ name, version }, index) => `${mark(DRAWN[name], 20 + 180 * index, 45)}<text x="${32 + 180 * index}" y="49">${called(name, version)}</text>`),
    ...ticks.map((tick) => `<path class="${tick === 1 ? "o" : "l"}" d="M${x(tick)} ${TOP - 6}V${bottom}"/><text x="${x(tick)}" y="${bottom + 16}" text-anchor="middle">${tick}×</text>`),
    `<text x="${x(1)}" y="${bottom + 34}" text-anchor="middle">◂ quicker · as long as by hand · slower ▸</text>`,
    ...NAMES.map((name, row) => `<text x="${LEFT - 14}" y="${y(row) + 4}" text-anchor="end">${name}</text>${marksOf(name, drawn, x, y(row))}`),
    "</svg>",
  ];
  return `${lines.join("\n")}\n`;
}

const TITLE = "Time of commerce-auth over the platform’s own code in the same runtime";

function marksOf(name, drawn, x, y) {
  const lane = (index) => y + LANE * (index - (drawn.length - 1) / 2);
  return drawn.flatMap(({ name: runtime, outcomes }, index) => outcomes.filter((one) => one.name === name).map(({ ratio }) => mark(DRAWN[runtime], x(ratio), lane(index)))).join("");
}

const mark = (id, x, y) => `<use class="${id}" href="#${id}" x="${x}" y="${y}"/>`;

/** Node says its version twice, and Chromium's four numbers no more than its first. */
const called = (name, version) => (name === "Chromium" ? `${name} ${version.split(".")[0]}` : `${name.replace(/ \d+$/, "")} ${version}`);

/** For who does not see it: what each row shows. */
function description(drawn) {
  const rows = NAMES.map((name) => {
    const figures = drawn.flatMap(({ name: runtime, outcomes }) => outcomes.filter((one) => one.name === name).map(({ ratio }) => `${runtime} ${ratioText(ratio)}`));
    return `${name}: ${figures.join(", ")}`;
  });
  return `Times as long as by hand. ${rows.join(". ")}.`;
}

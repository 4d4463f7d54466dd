// Where the figures of the last accepted run are kept, and what they are told in.

const at = (path) => new URL(path, import.meta.url);

export const RECORDED = at("../recorded.json");
export const RECORDED_OF_RUNTIMES = at("../runtimes/recorded.json");
export const PERFORMANCE = at("../../../docs/performance.md");
export const CHART = at("../../../docs/runtimes.svg");

/** Four digits: more would only be noise. */
export function rounded(figures) {
  return JSON.parse(JSON.stringify(figures), (key, value) => (typeof value === "number" && !Number.isInteger(value) ? Number(value.toPrecision(4)) : value));
}

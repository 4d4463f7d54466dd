// what | measured | bar | ratio

/** Rows are `{ what, measured, bar?, ratio? }`, all text. */
export function printTable(title, rows) {
  const head = { what: title, measured: "measured", bar: "bar", ratio: "ratio" };
  const all = [head, ...rows];
  const width = (column) => Math.max(...all.map((row) => (row[column] ?? "").length));
  const [what, measured, bar] = ["what", "measured", "bar"].map(width);
  for (const row of all) {
    const cells = [row.what.padEnd(what), row.measured.padStart(measured), (row.bar ?? "").padStart(bar), row.ratio ?? ""];
    console.log(cells.join("  ").trimEnd());
  }
  console.log();
}

export const nanoseconds = (value) => `${value.toFixed(0)} ns`;
export const microseconds = (value) => `${value.toFixed(2)} µs`;
export const milliseconds = (value) => `${value.toFixed(2)} ms`;
export const ratio = (ours, theirs) => (ours / theirs).toFixed(2);

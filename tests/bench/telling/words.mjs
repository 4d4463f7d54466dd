// Figures as people read them.

const NANOSECONDS = [
  [1e9, "s"],
  [1e6, "ms"],
  [1e3, "µs"],
  [1, "ns"],
];
const BYTES = [
  [2 ** 20, "MiB"],
  [2 ** 10, "KiB"],
  [1, "B"],
];

/** An amount of `ns` or `bytes`, in the unit that suits it, with three digits. */
export function amount(value, unit) {
  const [size, name] = (unit === "bytes" ? BYTES : NANOSECONDS).find(([size]) => Math.abs(value) >= size) ?? [1, unit === "bytes" ? "B" : "ns"];
  return `${digits(value / size)} ${name}`;
}

export const ratioText = (ratio) => digits(ratio);

function digits(value) {
  const size = Math.abs(value);
  if (size >= 1_000) return Math.round(value).toLocaleString("en");
  if (size >= 100) return value.toFixed(0);
  return size >= 10 ? value.toFixed(1) : value.toFixed(2);
}

/** A bar, and what the row came to where that is no ratio to `theirs`. */
export function barText({ limit, over, value, unit = "ratio" }) {
  if (unit !== "ratio") return `${amount(value, unit)}, at most ${amount(limit, unit)}${over ? ` ${over}` : ""}`;
  return over === "by hand" ? `≤ ${limit}` : `${ratioText(value)} × ${over}, ≤ ${limit}`;
}

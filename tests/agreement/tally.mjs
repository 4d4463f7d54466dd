// What a run has seen: for every function how often it returned, the errors it gave, and the differences by their kind.

export class Tally {
  calls = 0;
  functions = {};
  known = {};
  unknown = {};

  /** Counts what the later copy did. */
  count(name, { how, value }) {
    this.calls += 1;
    const row = (this.functions[name] ??= { calls: 0, returned: 0, errors: {} });
    row.calls += 1;
    if (how === "returned") row.returned += 1;
    else row.errors[errorLine(value)] = (row.errors[errorLine(value)] ?? 0) + 1;
  }

  /** Adds another tally, of another lane or batch. */
  add({ calls, functions, known, unknown }) {
    this.calls += calls;
    for (const [name, { calls: made, returned, errors }] of Object.entries(functions)) {
      const row = (this.functions[name] ??= { calls: 0, returned: 0, errors: {} });
      row.calls += made;
      row.returned += returned;
      for (const [line, count] of Object.entries(errors)) row.errors[line] = (row.errors[line] ?? 0) + count;
    }
    for (const [name, { count, example }] of Object.entries(known)) {
      const row = (this.known[name] ??= { count: 0, example });
      row.count += count;
    }
    for (const [signature, { count, example }] of Object.entries(unknown)) {
      const row = (this.unknown[signature] ??= { count: 0, example });
      row.count += count;
    }
  }

  get differences() {
    return Object.values(this.unknown).reduce((sum, { count }) => sum + count, 0);
  }
}

/** An error by its code, its place and its words, numbers and quoted names aside. */
export function errorLine(error) {
  const { code, field, message } = error ?? {};
  if (typeof code !== "string") return `${error?.name}: ${String(error?.message).slice(0, 80)}`;
  const words = String(message).replace(/\d+/g, "#").slice(0, 140);
  return `${code} | ${code === "unknown_option" ? "" : (field ?? "")} | ${code === "unknown_option" ? "" : words}`;
}

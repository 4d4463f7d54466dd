// Entries of a package, as rows use them: which functions there are, and rows over an entry that lacks some.

/** The functions of an entry by their names, those of tables among them; classes and plain data are none. */
export function functionsOf(value, prefix = "") {
  return Object.entries(value).flatMap(([name, member]) => {
    if (typeof member === "function") return /^class\b/.test(String(member)) ? [] : [prefix + name];
    return isFolder(member) ? functionsOf(member, `${prefix}${name}.`) : [];
  });
}

/** The methods of an instance, by names that begin with `prefix`. */
export const methodsOf = (instance, prefix) =>
  Object.getOwnPropertyNames(Object.getPrototypeOf(instance))
    .filter((name) => name !== "constructor" && typeof Object.getOwnPropertyDescriptor(Object.getPrototypeOf(instance), name).value === "function")
    .map((name) => `${prefix}.${name}`);

/** An entry's own functions, and those of another for rows that are not measured. */
export function withTheRestOf(whole, entry) {
  const merge = (all, some) => Object.fromEntries(Object.entries(all).map(([name, value]) => [name, isFolder(value) ? merge(value, some[name] ?? value) : (some[name] ?? value)]));
  return merge(whole, entry);
}

/** Whether an entry has the function that a row calls. */
export function has(entry, call) {
  return typeof call.split(".").reduce((value, name) => value?.[name], entry) === "function";
}

const isFolder = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

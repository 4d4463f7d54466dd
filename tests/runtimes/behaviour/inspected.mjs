/** A value as the runtime itself shows it, where it can be asked. */
export function inspected(value) {
  const { Deno, Bun, process } = globalThis;
  if (typeof Deno?.inspect === "function") return Deno.inspect(value, { showHidden: true, depth: 9 });
  if (typeof Bun?.inspect === "function") return Bun.inspect(value, { depth: 9 });
  return process?.getBuiltinModule?.("node:util")?.inspect(value, { showHidden: true, depth: 9 }) ?? "";
}

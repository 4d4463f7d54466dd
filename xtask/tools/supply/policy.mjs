// deny.toml, as far as it can be held without cargo-deny: licences, bans, sources. Advisories need a network.

import { readFileSync } from "node:fs";
import { join } from "node:path";

import { parse } from "smol-toml";
import satisfies from "spdx-satisfies";

/** cargo's own name for crates.io, whatever it is mirrored by. */
const CRATES_IO = "registry+https://github.com/rust-lang/crates.io-index";

/** The tables, after checking that they ask for nothing that is not looked at here. */
export function readPolicy(root) {
  const { licenses, bans, sources } = parse(readFileSync(join(root, "deny.toml"), "utf8"));
  const understood = { licenses: ["allow"], bans: ["wildcards", "multiple-versions", "skip-tree"], sources: ["unknown-registry", "unknown-git"] };
  for (const [table, settings] of Object.entries({ licenses, bans, sources })) {
    const strange = Object.keys(settings).find((name) => !understood[table].includes(name));
    if (strange) throw new Error(`deny.toml sets ${table}.${strange}, which xtask/tools/supply/policy.mjs does not look at`);
  }
  for (const rule of [bans.wildcards, bans["multiple-versions"], sources["unknown-registry"], sources["unknown-git"]]) {
    if (rule !== "deny") throw new Error("deny.toml no longer denies what xtask/tools/supply/policy.mjs looks for");
  }
  return { allowed: licenses.allow };
}

/** Crates whose licence none of the allowed ones satisfies, as `name version: licence`. */
export function licencesRefused(crates, { allowed }) {
  const foreign = crates.filter(({ source }) => source !== null);
  return foreign.filter(({ license }) => !isAllowed(license, allowed)).map(({ name, version, license }) => `${name} ${version}: ${license ?? "no licence"}`);
}

/** A slash meant "or" before 2018. */
function isAllowed(license, allowed) {
  return Boolean(license) && satisfies(license.replace(/\s*\/\s*/g, " OR "), allowed);
}

/** Crates from anywhere but crates.io. */
export function sourcesRefused(crates) {
  return crates.filter(({ source }) => source !== null && source !== CRATES_IO).map(({ name, source }) => `${name}: ${source}`);
}

/** Requirements of our own crates that any version meets. */
export function wildcards(crates) {
  const own = crates.filter(({ source }) => source === null);
  return own.flatMap(({ name, dependencies }) => dependencies.filter(({ req, path }) => req === "*" && !path).map((it) => `${name} needs ${it.name} = "*"`));
}

/** Names that stand more than once among what is linked. */
export function duplicates(linked) {
  const names = linked.map(({ name }) => name);
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
}

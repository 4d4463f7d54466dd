// What the package is made of, as CycloneDX. No time and no random number: the same package gives the same bill.

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { Enums, Models, Serialize, Spec } from "@cyclonedx/cyclonedx-library";

import { carriedLibraries } from "./carried-library.mjs";
import { linkedCrates, ownCrate } from "./cargo-graph.mjs";

const { ComponentType, HashAlgorithm, ExternalReferenceType } = Enums;
const GLUE = "wasm-bindgen-cli-support";

/** As JSON text. `compiler` is the line that the compiler of the modules prints about itself. */
export function billOfMaterials({ root, pkg, compiler }) {
  const manifest = JSON.parse(readFileSync(join(pkg, "package.json"), "utf8"));
  const own = ownCrate(root);
  const crates = linkedCrates(root);
  const std = standardLibrary(compiler);
  const components = new Map(crates.map((crate) => [crate.key, crateComponent(crate)]));
  for (const crate of crates) link(components.get(crate.key), crate.needs.map((key) => components.get(key)));

  const whole = packageComponent(manifest);
  const bom = new Models.Bom({ version: 1, metadata: new Models.Metadata({ component: whole }) });
  for (const [module, needs] of Object.entries(own.needs)) {
    const component = moduleComponent(pkg, module);
    link(component, [std, ...needs.map((key) => components.get(key))]);
    link(whole, [component]);
    bom.components.add(component);
  }
  link(whole, [components.get(`wasm-bindgen@${version(crates, "wasm-bindgen")}`)]);
  const carried = carriedLibraries(root).map(carriedComponent);
  link(whole, carried);
  for (const component of [...components.values(), ...carried, std]) bom.components.add(component);
  const serializer = new Serialize.JsonSerializer(new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6));
  return `${serializer.serialize(bom, { sortLists: true, space: 2 })}\n`;
}

const version = (crates, name) => crates.find((crate) => crate.name === name).version;

function link(component, needed) {
  for (const { bomRef } of needed) component.dependencies.add(bomRef);
}

const licensed = (expression) => new Models.LicenseRepository([new Models.LicenseExpression(expression)]);

function packageComponent({ name, version, description, license }) {
  const purl = `pkg:npm/${name}@${version}`;
  return new Models.Component(ComponentType.Library, name, { bomRef: purl, purl, version, description, licenses: licensed(license) });
}

function crateComponent({ key, name, version, description, license, checksum, modules, repository }) {
  const purl = `pkg:cargo/${key}`;
  const component = new Models.Component(ComponentType.Library, name, {
    bomRef: purl,
    purl,
    version,
    description: description?.trim().replace(/\s+/g, " "),
    // Before 2018 crates wrote a slash for "or".
    licenses: licensed(license.replace(/\s*\/\s*/g, " OR ")),
    hashes: new Models.HashDictionary([[HashAlgorithm["SHA-256"], checksum]]),
  });
  for (const module of modules) component.properties.add(new Models.Property("commerce-auth:linked-into", module));
  if (name === "wasm-bindgen") component.properties.add(new Models.Property("commerce-auth:generates", `the scripts around the modules (${GLUE})`));
  if (repository) component.externalReferences.add(new Models.ExternalReference(repository, ExternalReferenceType.VCS));
  return component;
}

function carriedComponent({ entry, name, version, description, license, integrity }) {
  const purl = `pkg:npm/${name}@${version}`;
  const [, sha512] = /^sha512-(.+)$/.exec(integrity);
  const component = new Models.Component(ComponentType.Library, name, {
    bomRef: purl,
    purl,
    version,
    description,
    licenses: licensed(license),
    hashes: new Models.HashDictionary([[HashAlgorithm["SHA-512"], Buffer.from(sha512, "base64").toString("hex")]]),
  });
  component.properties.add(new Models.Property("commerce-auth:linked-into", `${entry}.cjs`));
  return component;
}

function moduleComponent(pkg, module) {
  const sha256 = createHash("sha256").update(readFileSync(join(pkg, module))).digest("hex");
  return new Models.Component(ComponentType.File, module, {
    bomRef: module,
    hashes: new Models.HashDictionary([[HashAlgorithm["SHA-256"], sha256]]),
  });
}

/** The registry has no such crate: it comes with the compiler. */
function standardLibrary(compiler) {
  const version = /^rustc (\S+)/.exec(compiler)?.[1];
  if (!version) throw new Error(`"${compiler}" does not name the version of rustc`);
  return new Models.Component(ComponentType.Library, "rust-std", {
    bomRef: `rust-std@${version}`,
    purl: `pkg:generic/rust-std@${version}`,
    version,
    description: `The Rust standard library, of ${compiler}`,
    licenses: licensed("MIT OR Apache-2.0"),
  });
}

// Writes the bill of materials: node sbom.mjs ROOT PKG COMPILER FILE

import { writeFileSync } from "node:fs";

import { billOfMaterials } from "./supply/bill-of-materials.mjs";

const [root, pkg, compiler, file] = process.argv.slice(2);
writeFileSync(file, billOfMaterials({ root, pkg, compiler }));
console.log(file);

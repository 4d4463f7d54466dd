// The inputs of the operations: those of the bench's own rows, as JSON, so that every runtime gets the same.

import { importTool } from "../measuring/tools.mjs";
import { pureRows } from "../rows/pure.mjs";
import { SIGNING_SECRET, jwts } from "../samples/jwts.mjs";
import { OPERATIONS } from "./operations.mjs";

/** `{ inputs, secret, token }`; `root` is the entry `commerce-auth`. */
export async function givenInputs(root) {
  const rows = pureRows(root, { jose: await importTool("jose") });
  const inputsOf = ({ row, call }) => rows.find((one) => `${one.call}, ${one.about}` === row)?.inputs ?? withoutRow(row, call);
  return { inputs: Object.fromEntries(OPERATIONS.map((operation) => [operation.name, inputsOf(operation)])), secret: SIGNING_SECRET, token: jwts(1, 1_000)[0] };
}

/** An authenticator is asked for what it has: there is nothing to give it. */
function withoutRow(row, call) {
  if (!call.startsWith("Authenticator.")) throw new Error(`the bench has no row ${row}`);
  return Array(32).fill(null);
}

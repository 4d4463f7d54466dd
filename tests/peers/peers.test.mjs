// What this package does where others fail: each row of the table in docs/other-packages.md, measured. `cargo xtask test --long peers` measures
// the others as well, at the versions that package-lock.json pins, so that a peer that has changed is noticed.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { WITH_PEERS, named } from "./peer-packages.mjs";
import { ROWS } from "./rows.mjs";
import { markedTable, table } from "./table.mjs";

for (const row of ROWS) {
  test(`${row.id}: ${row.what}: ours`, async (t) => {
    assert.equal(await row.measureOurs(t), row.oursTold);
  });

  if (WITH_PEERS) {
    test(`${row.id}: ${row.what}: ${named(row.peer)}`, async (t) => {
      assert.equal(await row.measureTheirs(t), row.theirsTold, `${named(row.peer)} has changed: measure anew, and say so in the table`);
    });
  }
}

test("docs/other-packages.md shows the table", (t) => {
  const page = readFileSync(new URL("../../docs/other-packages.md", import.meta.url), "utf8");
  assert.equal(markedTable(page), table(ROWS), "put the table that follows between the markers <!-- peers --> and <!-- /peers -->");
  if (WITH_PEERS) t.diagnostic(`\n${table(ROWS)}`);
});

// Many tills at once: each row comes out as it would alone.

import assert from "node:assert/strict";
import test from "node:test";

import { SEED, chance, randomText } from "./random.mjs";
import { AuthError, capillary, times } from "./vendor.mjs";

const BAD_ROWS = [
  { username: "till:1", password: "server123" },
  { username: "", password: "server123" },
  { username: "till1", password: "" },
  { username: "till1", password: "line\n" },
  { username: "till1", password: "202cb962ac59075b964b07152d234b70" },
  { username: "till1", pasword: "server123" },
  { username: "till1", password: "half\ud800" },
  { username: "till1", password: "x", passwordMd5: "202cb962ac59075b964b07152d234b70" },
  { username: "till1", password: 7n },
  { username: 7, password: "server123" },
  { username: "till1", password: "x", attribution: { lookup: "x" } },
  {},
  null,
  undefined,
  "till1",
  [],
];

function randomRow(below) {
  const [kind, largest] = [below(12), [0x7e, 0x17f, 0x10ffff][below(3)]];
  const text = (length) => randomText(below, 1 + below(length), largest).replaceAll(":", ";").replace(/\p{Cc}/gu, "-");
  const row = { username: text(30), password: text(40) };
  if (kind === 0) return BAD_ROWS[below(BAD_ROWS.length)];
  if (kind === 1) return { username: text(30), passwordMd5: "202CB962AC59075B964B07152D234B70" };
  if (kind === 2) return { ...row, attribution: { lookupType: "WECHAT", lookup: "x" } };
  if (kind === 3) return { username: text(400), password: text(2_000) };
  if (kind === 4) return { ...row, password: "202cb962ac59075b964b07152d234b70", allowHashLikePassword: true };
  return row;
}

/** What a row comes to on its own, in the form of the batch. */
function alone(row) {
  try {
    return { headers: capillary.basicHeaders(row) };
  } catch (error) {
    return { error: error.toJSON() };
  }
}

function checkBatch(list) {
  const results = capillary.basicHeadersBatch(list);
  assert.equal(results.length, list.length);
  const comparable = ({ headers, error }) => (headers ? { headers } : { error: error.toJSON() });
  results.forEach((result, index) => assert.deepEqual(comparable(result), alone(list[index]), `row ${index}`));
  for (const { error } of results) assert.ok(error === undefined || error instanceof AuthError);
}

test(`5 000 random rows, good and bad, come out as each alone, in their order (seed ${SEED})`, () => {
  const below = chance();
  checkBatch(times(5_000, () => randomRow(below)));
});

test("no row spoils another, whatever is wrong with it", () => {
  const good = (index) => ({ username: `till${index}`, password: `password ${index}` });
  for (const bad of BAD_ROWS) checkBatch([good(1), bad, good(2), bad, good(3)]);
  checkBatch(BAD_ROWS);
});

for (const count of [0, 1, 2, 255, 256, 257, 511, 512, 513]) {
  test(`${count} rows`, () => {
    checkBatch(times(count, (index) => ({ username: `t${index}`, password: `p${index}` })));
  });
}

// A row takes two bytes and its letters: these fill 16 KiB exactly, fall one short of it, and pass it by one.
for (const total of [16_382, 16_383, 16_384, 16_385, 16_386]) {
  test(`rows of ${total} bytes together`, () => {
    const rows = times(68, () => ({ username: "u".repeat(119), password: "p".repeat(119) }));
    const left = total - 68 * 240;
    checkBatch([...rows, { username: "v".repeat(20), password: "q".repeat(left - 22) }, ...rows]);
  });
}

for (const [username, password] of [[119, 120], [120, 120], [121, 120], [120, 121], [159, 10], [160, 10], [255, 255], [256, 256]]) {
  test(`rows of ${username} and ${password} letters`, () => {
    checkBatch(times(300, (index) => ({ username: `${index}`.padStart(username, "u"), password: `${index}`.padStart(password, "p") })));
  });
}

test("rows are read only: frozen ones pass, and none is changed", () => {
  const rows = Object.freeze(times(600, (index) => Object.freeze({ username: `till${index}`, password: index % 7 ? "server123" : "x\ud800" })));
  const before = JSON.stringify(rows);
  checkBatch(rows);
  assert.equal(JSON.stringify(rows), before);
});

test("rows that are no plain records come out as each alone", () => {
  class Row {
    username = "till1";
    password = "server123";
  }
  class Getters {
    get username() {
      return "till1";
    }
    get password() {
      return "server123";
    }
  }
  class Other extends Row {
    toJSON() {
      return { username: "till2", password: "other" };
    }
  }
  checkBatch([new Row(), new Getters(), new Other(), Object.create(new Row()), Object.assign(Object.create(null), new Row())]);
});

test("holes in the list are rows without anything", () => {
  checkBatch([, { username: "till1", password: "server123" }, ,]);
});

test("every row has a record and an error of its own", () => {
  const results = capillary.basicHeadersBatch([...times(300, () => ({ username: "till1", password: "server123" })), {}, {}]);
  assert.equal(new Set(results.map(({ headers, error }) => headers ?? error)).size, results.length);
});

test("a row that calls the package when it is read spoils no other", () => {
  const calling = {
    username: "till.3",
    get password() {
      capillary.basicAuthorization("another.till.with.a.long.name", "another password");
      return "secret3";
    },
  };
  const plain = [
    { username: "till.1", password: "secret1" },
    { username: "till.2", password: "secret2" },
    { username: "till.3", password: "secret3" },
  ];
  assert.deepEqual(capillary.basicHeadersBatch([...plain.slice(0, 2), calling]), capillary.basicHeadersBatch(plain));
});

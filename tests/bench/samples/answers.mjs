// Answers as an API of customers gives them: rows with nested members, compact or indented, names beyond ASCII, texts of
// HTML full of escapes. Each is made to a length in bytes, and no two are the same.

import { flat } from "./flat.mjs";
import { sequence } from "./sequence.mjs";

const FIRST = ["Ann", "Priya", "Tom", "Wei", "Carlos", "Fatima", "Olga", "Kwame", "Ines", "Jack"];
const LAST = ["Miller", "Sharma", "Okafor", "Silva", "Novak", "Tan", "Dupont", "Haddad", "Larsen", "Ito"];
const BEYOND_ASCII = ["Zoë Müller", "Łukasz Żółć", "प्रिया शर्मा", "Søren Ærø", "Renée Lefèvre", "王小明", "Ñandú Peña", "Jürgen Groß"];
const TOWNS = ["London", "Pune", "Singapore", "Lyon", "Dubai", "Kraków", "São Paulo", "Bengaluru"];
const HTML =
  '<div class="offer">\n\t<h3>Spend £50, get \\ 10 % off</h3>\n\t<a href="https://shop.example/offers?id=17&src=mail">See "all" offers</a>\n\t<p>Ends on 31/12, see <em>terms</em> &amp; conditions below.</p>\n</div>';

/** A customer of Capillary's v2 APIs. */
function customer(next, name) {
  const id = 380_000_000 + (next() % 9_000_000);
  return {
    id,
    profiles: [
      {
        firstName: name.split(" ")[0],
        lastName: name.split(" ")[1],
        identifiers: [
          { type: "mobile", value: `9199${String(next() % 100_000_000).padStart(8, "0")}` },
          { type: "email", value: `customer.${id}@mail.example` },
        ],
        commChannels: [{ type: "mobile", primary: true, verified: false, meta: { residence: next() % 2 === 0 } }],
        source: "INSTORE",
        userId: id,
        accountId: "",
      },
    ],
    loyaltyInfo: { loyaltyType: "loyalty", attributionV2: { createDate: "2024-03-18T09:21:44+05:30", createdBy: { id: next() % 90_000, code: "till.7" } } },
    loyaltyPoints: { current: next() % 10_000, lifetime: (next() % 1_000_000) / 100, expired: 0, tier: ["Gold", "Silver", "Base"][next() % 3] },
    extendedFields: { gender: "Female", city: TOWNS[next() % TOWNS.length], newsletter: null },
    tags: ["vip", "2024", "instore"].slice(0, next() % 4),
  };
}

const plainName = (next) => `${FIRST[next() % FIRST.length]} ${LAST[next() % LAST.length]}`;
const beyondAscii = (next) => BEYOND_ASCII[next() % BEYOND_ASCII.length];

/** As PHP writes JSON: slashes escaped, and whatever is beyond ASCII. */
function escaped(json) {
  return json.replaceAll("/", "\\/").replace(/[^\x00-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

const asItIs = (json) => json;

/** Kinds of rows: how one is made, how many blanks a line is indented by, and how text is written. */
const KINDS = {
  customers: { row: (next) => customer(next, plainName(next)), indent: 0, written: asItIs },
  indented: { row: (next) => customer(next, plainName(next)), indent: 2, written: asItIs },
  "beyond ASCII": {
    row: (next) => ({ id: next() % 1_000_000, name: beyondAscii(next), town: TOWNS[next() % TOWNS.length], note: `${beyondAscii(next)} – ${next() % 90} €`, points: next() % 5_000 }),
    indent: 0,
    written: asItIs,
  },
  HTML: { row: (next) => ({ id: next() % 1_000_000, offer: HTML.replace("17", String(next() % 10_000)), valid: true }), indent: 0, written: escaped },
};

export const KINDS_OF_ROWS = Object.keys(KINDS);

/** The sizes of answers that rows of the bench are about. */
export const SIZES = { "100 B": 100, "2 kB": 2_000, "12 kB": 12_000, "64 kB": 64_000 };

/** As many rows as make text of about a length: never more than it, unless a single row is. */
export function rows(bytes, kind, seed) {
  const { row, indent, written } = KINDS[kind];
  const next = sequence(seed);
  const list = [];
  let length = 2;
  for (;;) {
    const one = row(next);
    length += Buffer.byteLength(written(JSON.stringify(one, null, indent))) + 1;
    if (length > bytes) return list;
    list.push(one);
  }
}

/** Text of about so many bytes: the answer that `around` makes of the rows there is room for. */
export function answer(bytes, kind, seed, around) {
  const { indent, written } = KINDS[kind];
  const text = (list) => written(JSON.stringify(around(list), null, indent));
  let room = bytes - Buffer.byteLength(text([]));
  let made = text(rows(room, kind, seed));
  // Lines inside the answer are indented deeper than those of a row alone.
  while (Buffer.byteLength(made) > bytes && room > 0) {
    room -= Math.max(50, Buffer.byteLength(made) - bytes);
    made = text(rows(room, kind, seed));
  }
  return flat(made);
}

/** The body of an answer of a Capillary API that says nothing about credentials. */
export const capillaryAnswer = (bytes, kind, seed) =>
  bytes < 400
    ? flat(`{"entity":[{"id":${seed},"name":"${FIRST[seed % 10]}","points":${seed * 7}}],"warnings":[],"errors":[]}`)
    : answer(bytes, kind, seed, (entity) => ({ pagination: { limit: 500, offset: 0, total: entity.length }, entity, warnings: [], errors: [] }));

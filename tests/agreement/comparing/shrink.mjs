// The smallest arguments that still show a difference, found by leaving out one thing after another.

const LONGEST_MS = 4_000;

/** Smaller arguments for which `shows` still holds; `shows` may be a promise. */
export async function shrunk(given, shows) {
  const until = process.hrtime.bigint() + BigInt(LONGEST_MS) * 1_000_000n;
  let smallest = given;
  for (let found = true; found && process.hrtime.bigint() < until; ) {
    found = false;
    for (const candidate of smaller(smallest)) {
      if (process.hrtime.bigint() > until) break;
      if (!(await holds(shows, candidate))) continue;
      smallest = candidate;
      found = true;
      break;
    }
  }
  return smallest;
}

async function holds(shows, candidate) {
  try {
    return await shows(candidate);
  } catch {
    return false;
  }
}

/** Values like this one with something left out, the largest steps first. */
function* smaller(value) {
  if (typeof value === "string") yield* smallerTexts(value);
  else if (Array.isArray(value)) yield* smallerLists(value);
  else if (value instanceof Uint8Array) yield* smallerBytes(value);
  else if (typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype) yield* smallerRecords(value);
  else if (typeof value === "number" && value !== 0 && value !== 200) yield* [0, 200];
}

function* pieces(length) {
  for (let size = length; size >= 1; size = Math.floor(size / 2)) {
    for (let start = 0; start < length; start += size) yield [start, start + size];
  }
}

function* smallerTexts(text) {
  for (const [start, end] of pieces(Math.min(text.length, 4_000))) yield text.slice(0, start) + text.slice(end);
}

function* smallerBytes(bytes) {
  for (const [start, end] of pieces(Math.min(bytes.length, 1_000))) yield Uint8Array.from([...bytes.subarray(0, start), ...bytes.subarray(end)]);
}

function* smallerLists(list) {
  for (const [start, end] of pieces(list.length)) yield list.toSpliced(start, end - start);
  for (const [index, member] of list.entries()) for (const candidate of smaller(member)) yield list.with(index, candidate);
}

function* smallerRecords(record) {
  for (const name of Object.keys(record)) {
    const { [name]: member, ...others } = record;
    yield others;
  }
  for (const [name, member] of Object.entries(record)) {
    if (typeof member === "object" && member !== null && !Array.isArray(member)) yield member;
    for (const candidate of smaller(member)) yield { ...record, [name]: candidate };
  }
}

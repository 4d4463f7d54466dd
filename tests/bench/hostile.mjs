// Hostile text of 100 kB and 1 MB at every public reader, over `JSON.parse` of plain rows as long; and how the time grows
// when the text is doubled: node tests/bench/hostile.mjs [pkg folder]

import { tell } from "./measuring/figures.mjs";
import { outcome } from "./measuring/outcome.mjs";
import { packageFile } from "./measuring/package-folder.mjs";
import { isQuick, pairedAsyncRounds } from "./measuring/paired-rounds.mjs";
import { elapsedSince, startWatch } from "./measuring/watch.mjs";
import { profileReadersOfText, profileReadersOfValues, readersOfAnswers, readersOfText, readersOfValues } from "./rows/hostile.mjs";
import { capillaryAnswer } from "./samples/answers.mjs";
import { SHAPE_NAMES, hostileValue } from "./samples/hostile.mjs";

const PLAIN = "JSON.parse of plain rows";
const BAR = 5;
const BAR_OF_DOUBLING = 2.5;
const SIZES = isQuick ? [100_000] : [100_000, 1_000_000];
/** A call this many times as long as plain rows is measured once, and with nothing longer. */
const HOPELESS = 50;
const ROUNDS = { rounds: 5, fewest: 3, roundMilliseconds: 1, warmUpMilliseconds: 1, longestMilliseconds: 100 };
/** What is a little over its bar is measured again, and the second time counts: of so many figures some are noise. */
const A_LITTLE = 2;
const SECOND_LOOK = { ...ROUNDS, rounds: 15, fewest: 7, longestMilliseconds: 700 };

const plainRows = new Map();
const plain = (size) => {
  if (!plainRows.has(size)) plainRows.set(size, capillaryAnswer(size, "customers", size));
  return plainRows.get(size);
};

const api = await import(packageFile("index.js"));
const server = await import(packageFile("server.js"));
const measurements = [];
for (const reader of [...readersOfText(api), ...profileReadersOfText(server), ...readersOfAnswers(server)]) await measureAll(reader);
for (const reader of [...readersOfValues(api), ...profileReadersOfValues(server)]) await measureAll(reader, isParsable);
tell("hostile", "hostile text, the worst shape for each reader", worstBy(({ reader }) => reader, ({ shape }) => shape));
tell("hostile-shapes", "hostile text, the worst reader for each shape", worstBy(({ shape }) => shape, ({ reader }) => reader));
tell("hostile-parsed", "the same text at JSON.parse, which readers that give values back have to ask", await parsedByPlatform());

function isParsable(value) {
  try {
    JSON.parse(value);
    return true;
  } catch {
    return false;
  }
}

async function measureAll(reader, takes = () => true) {
  for (const shape of SHAPE_NAMES.filter((name) => takes(hostileValue(name, 2_000)))) {
    for (const size of new Set(SIZES.map((one) => Math.min(one, reader.longest ?? one)))) {
      const found = await measured(reader, shape, size);
      measurements.push({ reader: reader.reader, shape, size, ...found });
      if (found.ratio > HOPELESS) break;
    }
  }
}

async function measured({ share = 1, put, read }, shape, size) {
  const made = [size, size / 2].map((bytes) => put(hostileValue(shape, Math.floor(bytes * share))));
  const runs = made.map((one) => () => outcomeOf(read, one));
  const parse = () => JSON.parse(plain(size));
  // What a first call loads is no part of it.
  await runs[1]();
  parse();
  const [ours, theirs] = [await once(runs[0]), await once(parse)];
  if (ours > HOPELESS * theirs) return { ours, theirs, ratio: ours / theirs, growth: ours / (await once(runs[1])) };
  const first = await rounds(runs, parse, ROUNDS);
  const isLittle = first.ratio <= A_LITTLE * BAR && first.growth <= A_LITTLE * BAR_OF_DOUBLING;
  const isOver = first.ratio > BAR || first.growth > BAR_OF_DOUBLING;
  return isOver && isLittle ? rounds(runs, parse, SECOND_LOOK) : first;
}

async function rounds([whole, half], parse, effort) {
  const candidates = [
    { name: "whole", run: whole },
    { name: "half", run: half },
    { name: "plain", run: parse },
  ];
  const times = await pairedAsyncRounds(candidates, 1, effort);
  return { ours: times.get("whole"), theirs: times.get("plain"), ratio: times.ratio("whole", "plain"), growth: times.ratio("whole", "half") };
}

async function once(run) {
  const start = startWatch();
  await run();
  return elapsedSince(start);
}

/** Refusing is as good an answer as any; what counts is when it comes. */
function outcomeOf(read, made) {
  try {
    const result = read(made);
    return typeof result?.then === "function" ? result.then(undefined, codeOf) : result;
  } catch (error) {
    return codeOf(error);
  }
}

function codeOf(error) {
  return error.code;
}

async function parsedByPlatform() {
  const outcomes = [];
  for (const shape of SHAPE_NAMES.filter((name) => isParsable(hostileValue(name, 2_000)))) {
    for (const size of SIZES) {
      const [whole, half] = [size, size / 2].map((bytes) => hostileValue(shape, bytes));
      const { ours, theirs, ratio } = await rounds([() => JSON.parse(whole), () => JSON.parse(half)], () => JSON.parse(plain(size)), ROUNDS);
      outcomes.push(outcome({ what: `${shape}, ${sizeText(size)}`, ours, theirs, using: PLAIN, ratio }));
    }
  }
  return outcomes;
}

/** The worst of each group, at each size, and when doubled. */
function worstBy(key, detail) {
  const groups = new Map();
  for (const one of measurements) groups.set(key(one), [...(groups.get(key(one)) ?? []), one]);
  return [...groups].flatMap(([name, group]) => [...sizesOf(group).map((size) => largest(name, group, size, detail)), doubled(name, group, detail)]);
}

function sizesOf(group) {
  return [...new Set(group.map(({ size }) => size))].sort((one, other) => one - other);
}

function largest(name, group, size, detail) {
  const worst = group.filter((one) => one.size === size).reduce((most, one) => (one.ratio > most.ratio ? one : most));
  const { ours, theirs, ratio } = worst;
  return outcome({
    what: `${name}, ${sizeText(size)}: ${detail(worst)}`,
    ours,
    theirs,
    using: PLAIN,
    ratio,
    bar: { limit: BAR, over: "by hand", value: ratio },
  });
}

function doubled(name, group, detail) {
  const worst = group.reduce((most, one) => (one.growth > most.growth ? one : most));
  return outcome({ what: `${name}, doubled: ${detail(worst)}`, ours: null, bar: { limit: BAR_OF_DOUBLING, over: "the time of half of it", value: worst.growth } });
}

function sizeText(size) {
  return size >= 1_000_000 ? `${size / 1_000_000} MB` : `${size / 1_000} kB`;
}

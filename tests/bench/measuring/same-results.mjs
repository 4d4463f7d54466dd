import assert from "node:assert/strict";

/** Both sides of a row give the same result, for each of its inputs. */
export function assertSameResults({ call, about, inputs, ours, byHand, same, look }) {
  assert.ok(inputs.length > 0, `${call}, ${about}: no inputs`);
  for (const input of inputs) assertSame({ call, about, same, look }, ours(input), byHand(input));
}

/** The same where either side may have to be awaited. */
export async function assertSameResultsAsync({ call, about, inputs, ours, byHand, same, look }) {
  assert.ok(inputs.length > 0, `${call}, ${about}: no inputs`);
  for (const input of inputs) assertSame({ call, about, same, look }, await ours(input), await byHand(input));
}

function assertSame({ call, about, same, look }, ours, byHand) {
  assert.deepEqual(jsonForm(same(ours)), jsonForm(same(byHand)), `${call}, ${about}: another result than by hand`);
  look(ours);
  look(byHand);
}

/** Without classes and prototypes, which nobody promised to be alike. */
const jsonForm = (value) => (value === undefined ? undefined : JSON.parse(JSON.stringify(value)));

import assert from "node:assert/strict";

/** Both sides of a row give the same result, for each of its inputs. */
export function assertSameResults({ call, about, inputs, ours, byHand, same, look }) {
  assert.ok(inputs.length > 0, `${call}, ${about}: no inputs`);
  for (const input of inputs) {
    const results = [ours(input), byHand(input)];
    const [our, their] = results.map((result) => jsonForm(same(result)));
    assert.deepEqual(our, their, `${call}, ${about}: another result than by hand`);
    results.forEach(look);
  }
}

/** Without classes and prototypes, which nobody promised to be alike. */
const jsonForm = (value) => (value === undefined ? undefined : JSON.parse(JSON.stringify(value)));

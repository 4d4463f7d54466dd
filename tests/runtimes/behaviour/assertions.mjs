// What a case holds the package to. Node's own `assert` is not everywhere.

export function equal(actual, expected, what = "") {
  const [one, other] = [shown(actual), shown(expected)];
  if (one !== other) throw new Error(`${what && `${what}: `}${one}\nis not what it should be:\n${other}`);
}

export function ok(holds, what) {
  if (!holds) throw new Error(`not so: ${what}`);
}

/** What a function throws. */
export function thrownBy(run) {
  let value;
  try {
    value = run();
  } catch (error) {
    return error;
  }
  throw new Error(`it should throw, and gave ${typeof value}`);
}

/** What a promise rejects with. */
export async function rejectionOf(promise) {
  let value;
  try {
    value = await promise;
  } catch (error) {
    return error;
  }
  throw new Error(`it should reject, and gave ${typeof value}`);
}

/** Names in order, so that two records compare whatever the order of their members. */
function shown(value) {
  if (value === undefined) return "undefined";
  return JSON.stringify(value, (_, member) =>
    typeof member === "object" && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([one], [other]) => (one < other ? -1 : 1)))
      : member,
  );
}

// Names that are right but for their case, which a lenient server may forgive and a strict one does not.

/** The problem of the first of `sent` that differs from a `right` name in case only, or null. */
export function caseProblem(sent: readonly string[], right: readonly string[]): string | null {
  for (const name of sent) {
    const meant = right.find((one) => one !== name && one.toLowerCase() === name.toLowerCase());
    if (meant) return `${name} must be spelt ${meant}`;
  }
  return null;
}

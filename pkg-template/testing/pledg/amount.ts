// Amounts of money: whole cents.

/** What is wrong with an amount, or null. `name` starts the sentence. */
export function amountProblem(name: string, value: unknown): string | null {
  if (value === undefined) return `${name} is missing`;
  if (typeof value === 'string') return `${name} is text, not a number`;
  if (typeof value !== 'number' || !Number.isInteger(value)) return `${name} is not an integer`;
  return value > 0 && Number.isSafeInteger(value) ? null : `${name} is not an amount of at least 1 cent`;
}

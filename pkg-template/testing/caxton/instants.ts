// Instants as .NET prints them: seven fractional digits, and a zone or, as often, none.

/** `2023-08-23T10:55:45.0640000Z`. */
export function instantWithZone(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, -1)}0000Z`;
}

/** The same instant in UTC without saying so: `2023-08-23T10:55:45.0640000`. */
export function instantWithoutZone(milliseconds: number): string {
  return instantWithZone(milliseconds).slice(0, -1);
}

// Reads Content-Type and Accept as far as the checks need.

/** Whether a Content-Type is JSON, with no parameter but `charset=utf-8`. */
export function isJsonContentType(value: string): boolean {
  return /^application\/json(?:\s*;\s*charset="?utf-8"?)?$/i.test(value.trim());
}

/** Whether an Accept list names `application/json` itself; a wildcard is not what the vendor's page asks for. */
export function acceptsJson(value: string): boolean {
  return value.split(',').some((range) => range.split(';', 1).join('').trim().toLowerCase() === 'application/json');
}

/** Whether a Content-Type is `text/json`, which one vendor documents, with no parameter but `charset=utf-8`. */
export function isTextJsonContentType(value: string): boolean {
  return /^text\/json(?:\s*;\s*charset="?utf-8"?)?$/i.test(value.trim());
}

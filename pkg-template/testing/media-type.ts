// Reads Content-Type and Accept as far as the checks need.

/** Whether a Content-Type is JSON, with no parameter but `charset=utf-8`. */
export function isJsonContentType(value) {
  return /^application\/json(?:\s*;\s*charset="?utf-8"?)?$/i.test(value.trim());
}

/** Whether an Accept list names `application/json` itself; a wildcard is not what the vendor's page asks for. */
export function acceptsJson(value) {
  return value.split(",").some((range) => range.split(";")[0].trim().toLowerCase() === "application/json");
}

/** Whether a Content-Type is `text/json`, which one vendor documents, with no parameter but `charset=utf-8`. */
export function isTextJsonContentType(value) {
  return /^text\/json(?:\s*;\s*charset="?utf-8"?)?$/i.test(value.trim());
}

// What an answer means, as one finds out with JSON.parse.

const MEANINGS = new Map([
  ["320001", "bad_credentials"],
  ["498", "token_expired"],
  ["1529", "token_expired"],
  ["401", "token_invalid"],
  ["403", "forbidden"],
  ["4000", "forbidden"],
  ["429", "retry_later"],
  ["4001", "retry_later"],
]);

const withoutBody = (status) => MEANINGS.get(String(status)) ?? (status >= 500 ? "retry_later" : status >= 200 && status < 300 ? "ok" : "error");

/** An answer of a Capillary API: a code in `response.status`, `status` or `errors` decides over the status of HTTP. */
export function classifyCapillary({ status, body }) {
  const answer = typeof body === "string" ? JSON.parse(body) : body;
  const error = answer.errors?.[0];
  if (error) return MEANINGS.get(String(error.code)) ?? "error";
  const code = answer.response?.status?.code ?? answer.status?.code;
  if (code !== undefined && MEANINGS.has(String(code))) return MEANINGS.get(String(code));
  return withoutBody(status);
}

/** An answer of an API with RFC 6749's errors and a code of its own that rejects a token. */
export function classifyShop({ status, body }) {
  const answer = typeof body === "string" ? JSON.parse(body) : body;
  if (answer.code === 40_100) return "token_invalid";
  if (answer.error) return "error";
  return withoutBody(status);
}

const listed = (list) => (list ?? []).map(({ code, message }) => ({ code: String(code), message }));

/** The same, with the errors and warnings that it names. */
export function readCapillary(response) {
  const body = typeof response.body === "string" ? JSON.parse(response.body) : response.body;
  const { errors, warnings } = body;
  const status = body.response?.status ?? body.status;
  return { classification: classifyCapillary({ ...response, body }), errors: status ? [{ code: String(status.code), message: status.message }] : listed(errors), warnings: listed(warnings) };
}

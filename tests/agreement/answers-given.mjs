// The answers of vendors that a call is given: of a reader, or of the fetch of an authenticator.

const READS_AN_ANSWER = /(^|\.)(read\w+|classifyResponse)$/;

/**
 * The call with other answers: `field(name, value)` and `body(text)` say what stands in their place, the name in small letters.
 * Answers of an API show their caller the fields that they had. Nothing where all stays.
 */
export function withAnswers(call, { field = (_, value) => value, body = (text) => text }) {
  if (call.name.startsWith("server.")) return withScript(call, { field, body });
  if (!READS_AN_ANSWER.test(call.name)) return undefined;
  const index = call.name.startsWith("Profile.") ? 1 : 0;
  const answer = call.given[index];
  if (typeof answer !== "object" || answer === null || Array.isArray(answer)) return undefined;
  const changes = {};
  if (typeof answer.body === "string" && body(answer.body) !== answer.body) changes.body = body(answer.body);
  const headers = withFields(answer.headers, field);
  if (headers !== undefined) changes.headers = headers;
  // An object of the same class, and its members in the same order.
  const changed = Object.assign(Object.create(Object.getPrototypeOf(answer), Object.getOwnPropertyDescriptors(answer)), changes);
  return Object.keys(changes).length === 0 ? undefined : { ...call, given: call.given.with(index, changed) };
}

function withScript(call, { field, body }) {
  const [script] = call.given;
  let isOther = false;
  const changed = (answer, shown) => {
    const fields = answer.fields.map(([name, value]) => [name, field(name.toLowerCase(), value)]);
    const text = typeof answer.body === "string" ? body(answer.body) : answer.body;
    if (text === answer.body && fields.every(([, value], index) => value === answer.fields[index][1])) return answer;
    isOther = true;
    return { ...answer, fields, body: text, ...shown };
  };
  // A field that stands twice is one list to who reads it.
  const whole = (answer) => ({ ...answer, fields: [...new Headers(answer.fields)] });
  const next = { ...script, tokens: script.tokens.map((answer) => changed(whole(answer))), apis: script.apis.map((answer) => changed(whole(answer), { shown: answer.fields })) };
  return isOther ? { ...call, given: [next] } : undefined;
}

/** Header fields as a record, whatever they came as; nothing where all stay as they are, or are none. */
function withFields(headers, field) {
  const fields = recordOf(headers);
  if (typeof fields !== "object" || fields === null || Array.isArray(fields)) return undefined;
  const entries = Object.entries(fields);
  const changed = entries.map(([name, value]) => [name, typeof value === "string" ? field(name.toLowerCase(), value) : value]);
  return entries.every(([, value], index) => value === changed[index][1]) ? undefined : Object.fromEntries(changed);
}

/** A `Headers` object or a `Map` goes through its entries; the fields of axios say themselves what they are. */
function recordOf(headers) {
  try {
    if (typeof headers?.entries === "function") return Object.fromEntries(headers.entries());
    return typeof headers?.toJSON === "function" ? headers.toJSON() : headers;
  } catch {
    return undefined;
  }
}

// A request as it came over the wire, in plain values.

export const LARGEST_BODY_BYTES = 8 * 1024 * 1024;

/** Everything known before the body: method, path, query, headers (lower-case names) and raw header pairs. */
export function readHead(request) {
  const { path, query } = splitTarget(request.url);
  const rawHeaders = pairs(request.rawHeaders);
  return { method: request.method, path, query, rawHeaders, headers: byLowerCaseName(rawHeaders) };
}

/** The bytes of the body, or null if the client went away or sent more than the largest body. */
export async function readBody(request) {
  const chunks = [];
  let length = 0;
  try {
    for await (const chunk of request) {
      length += chunk.length;
      if (length > LARGEST_BODY_BYTES) return null;
      chunks.push(chunk);
    }
  } catch {
    return null;
  }
  return Buffer.concat(chunks);
}

/** All values a header was sent with. Duplicates matter: the vendor's side of a doubled credential is anybody's guess. */
export function headerValues(received, name) {
  return received.rawHeaders.filter(([sent]) => sent.toLowerCase() === name.toLowerCase()).map(([, value]) => value);
}

function splitTarget(target) {
  const mark = target.indexOf("?");
  return mark < 0 ? { path: target, query: "" } : { path: target.slice(0, mark), query: target.slice(mark + 1) };
}

function pairs(flat) {
  const list = [];
  for (let i = 0; i < flat.length; i += 2) list.push([flat[i], flat[i + 1]]);
  return list;
}

function byLowerCaseName(rawHeaders) {
  const headers = {};
  for (const [name, value] of rawHeaders) {
    const key = name.toLowerCase();
    headers[key] = Object.hasOwn(headers, key) ? `${headers[key]}, ${value}` : value;
  }
  return headers;
}

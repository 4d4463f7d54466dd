// An answer that a client of another kind got, as an authenticator looks into it. Whoever asked gets what the client has.

/** Statuses with which a `Response` has no body. */
const WITHOUT_BODY = [204, 205, 304];

/** The body is there to look into only, and so are the fields: one that `Headers` does not take is left out. */
export function answerResponse(
  status: number,
  fields: Iterable<readonly [name: string, value: string | readonly string[] | undefined]>,
  body: BodyInit | null,
): Response {
  const headers = new Headers();
  for (const [name, value] of fields) {
    for (const each of Array.isArray(value) ? value : [value]) {
      if (each !== undefined) append(headers, name, each);
    }
  }
  const isOfPlatform = status >= 200 && status <= 599;
  const response = new Response(hasBody(status) ? body : null, { status: isOfPlatform ? status : 200, headers });
  if (isOfPlatform) return response;
  return Object.defineProperties(response, { status: { value: status }, ok: { value: false } });
}

export function hasBody(status: number): boolean {
  return !WITHOUT_BODY.includes(status);
}

function append(headers: Headers, name: string, value: string): void {
  try {
    headers.append(name, value);
  } catch {
    // HTTP takes more than the platform does.
  }
}

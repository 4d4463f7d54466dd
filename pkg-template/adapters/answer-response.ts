// An answer that a client of another kind got, as an authenticator looks into it. Whoever asked gets what the client has.

/** Statuses with which a `Response` has no body. */
const WITHOUT_BODY = [204, 205, 304];

export function answerResponse(
  status: number,
  fields: Iterable<readonly [name: string, value: string | readonly string[] | undefined]>,
  body: BodyInit | null,
): Response {
  const headers = new Headers();
  for (const [name, value] of fields) {
    for (const each of Array.isArray(value) ? value : [value]) {
      if (each !== undefined) headers.append(name, each);
    }
  }
  // The platform makes none of the others, which HTTP has room for.
  const isOfPlatform = status >= 200 && status <= 599;
  const response = new Response(hasBody(status) ? body : null, { status: isOfPlatform ? status : 200, headers });
  if (isOfPlatform) return response;
  return Object.defineProperties(response, { status: { value: status }, ok: { value: false } });
}

export function hasBody(status: number): boolean {
  return !WITHOUT_BODY.includes(status);
}

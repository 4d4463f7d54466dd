// A response around a body that has been read. Where streams are JavaScript (Node, Deno), a response made anew of the bytes costs
// half of what a copy by `clone()` does. Where the platform has them in native code (Workers, Bun), a copy costs nothing worth
// saving, and keeps what a platform knows of its own answers beyond the standard, how they were packed among it.

let known;
let isWorthIt = false;

/** Whether a body may be read off this response: it is of the platform's class, and `rebuilt` can make another one of it. */
export function canBeRebuilt(response) {
  const { Response } = globalThis;
  if (typeof Response !== 'function' || Object.getPrototypeOf(response) !== Response.prototype) return false;
  const { body, bodyUsed, status } = response;
  // Others are made by the platform only.
  if (!(status >= 200 && status <= 599)) return false;
  return typeof body?.getReader === 'function' && !bodyUsed && !body.locked && isWorthRebuilding(Response);
}

/** Both ways are right wherever a platform has its own class, so this decides about cost alone. */
function isWorthRebuilding(Response) {
  if (known !== Response) [known, isWorthIt] = [Response, isScript(Response.prototype.clone) && isStandard(Response)];
  return isWorthIt;
}

const isScript = (method) => typeof method === 'function' && !/\[native code\]\s*\}\s*$/.test(Function.prototype.toString.call(method));

/** A class put in the place of the global one may be made in some other way. */
function isStandard(Response) {
  try {
    const probe = new Response(new Uint8Array(1), { status: 201, headers: { 'x-probe': '1' } });
    return probe.status === 201 && probe.headers.get('x-probe') === '1' && typeof probe.body.getReader === 'function';
  } catch {
    return false;
  }
}

/** The response once more, with this body in the place of the one that was read. */
export function rebuilt(response, body) {
  const { status, statusText, headers, url, redirected, type } = response;
  return withFacts(made(body, { status, statusText, headers }), { url, redirected, type, statusText });
}

function made(body, init) {
  try {
    return new globalThis.Response(body, init);
  } catch {
    // Of a status line that is no ASCII, Node makes a text that it does not take back.
    return new globalThis.Response(body, { ...init, statusText: '' });
  }
}

/** What only a platform can say of a response, said by properties; its copies say it as well. */
function withFacts(response, facts) {
  const { clone } = response;
  const copy = function () {
    return withFacts(clone.call(this), facts);
  };
  const own = { url: fact(facts.url), redirected: fact(facts.redirected), type: fact(facts.type), clone: fact(copy) };
  if (response.statusText !== facts.statusText) own.statusText = fact(facts.statusText);
  return Object.defineProperties(response, own);
}

const fact = (value) => ({ value, configurable: true });

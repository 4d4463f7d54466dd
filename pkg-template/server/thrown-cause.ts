// What a platform throws can quote a header or a body. Only names and codes pass, of the error and of what caused it.

const NAME = /^[A-Za-z]{1,40}$/;
const CODE = /^[A-Z][A-Z0-9_]{1,63}$/;
const DEPTH_LIMIT = 4;

/** It has a code where what it stands for has one. */
export type ScrubbedCause = Error & { code?: string };

/** A stand-in for something thrown that names it and quotes nothing of it. */
export function scrubbedCause(thrown: unknown, depth = 0): ScrubbedCause | undefined {
  if (typeof thrown !== 'object' || thrown === null || depth === DEPTH_LIMIT) return undefined;
  const name = textLike(NAME, memberOf(thrown, 'name')) ?? 'Error';
  const code = textLike(CODE, memberOf(thrown, 'code'));
  const inner = scrubbedCause(memberOf(thrown, 'cause'), depth + 1);
  const cause: ScrubbedCause = new Error(code ?? name, inner && { cause: inner });
  cause.name = name;
  if (code) cause.code = code;
  return cause;
}

/**
 * What the core is told of something thrown: the code of its innermost cause that has one, which says the most; without
 * any, whether it speaks of a certificate, as platforms without codes do (Deno, workerd).
 */
export function reasonOf(thrown: unknown): string {
  if (isOne(NoResponse, thrown)) return 'no_response';
  if (isOne(NoFetch, thrown)) return 'no_fetch';
  if (isOne(NoBody, thrown)) return 'no_body';
  if (isOne(NoInit, thrown)) return 'no_init';
  let [reason, cause] = ['', thrown];
  for (let depth = 0; depth < DEPTH_LIMIT && typeof cause === 'object' && cause !== null; depth += 1) {
    const code = textLike(CODE, memberOf(cause, 'code'));
    if (code !== undefined) reason = code;
    else if (reason === '' && textLike(CERTIFICATE, memberOf(cause, 'message'))) reason = 'certificate';
    cause = memberOf(cause, 'cause');
  }
  return reason;
}

/** Whether a fetch says that an answer is not what `integrity` demands. No platform has a code for that. */
export function speaksOfIntegrity(thrown: unknown, depth = 0): boolean {
  if (typeof thrown !== 'object' || thrown === null || depth === DEPTH_LIMIT) return false;
  if (textLike(/\bintegrity\b/i, memberOf(thrown, 'message')) !== undefined) return true;
  return speaksOfIntegrity(memberOf(thrown, 'cause'), depth + 1);
}

const CERTIFICATE = /\bcertificate\b/i;

/** Thrown where fetch resolved to something that is no response. */
export class NoResponse extends TypeError {}

/** Thrown where neither the caller nor the platform has a fetch. */
export class NoFetch extends TypeError {}

/**
 * Whether a framework throws this to itself, to go another way with what it renders, as Next does: whoever keeps it from there
 * breaks its build. By its text `digest`, which is what frameworks look for.
 */
export function isControlFlow(thrown: unknown): boolean {
  return typeof thrown === 'object' && thrown !== null && typeof memberOf(thrown, 'digest') === 'string';
}

/** Thrown where the platform's fetch would send something else than the body that was given. */
export class NoBody extends TypeError {}

/** Thrown where the platform's fetch does not take what the init object says. */
export class NoInit extends TypeError {}

/** Of a proxy even this may throw. */
function isOne(kind: typeof NoResponse | typeof NoFetch | typeof NoBody | typeof NoInit, thrown: unknown): boolean {
  try {
    return thrown instanceof kind;
  } catch {
    return false;
  }
}

/** What somebody has added to all objects is nothing that was thrown. */
function memberOf(thrown: object, name: 'name' | 'code' | 'cause' | 'message' | 'digest'): unknown {
  try {
    let holder: object | null = thrown;
    while (holder !== null && !Object.hasOwn(holder, name)) holder = Object.getPrototypeOf(holder);
    if (holder === null || holder === Object.prototype) return undefined;
    return (thrown as { [Name in typeof name]?: unknown })[name];
  } catch {
    return undefined;
  }
}

function textLike(form: RegExp, value: unknown): string | undefined {
  return typeof value === 'string' && form.test(value) ? value : undefined;
}

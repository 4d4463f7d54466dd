// What a platform throws can quote a header or a body. Only names and codes pass, of the error and of what caused it.

const NAME = /^[A-Za-z]{1,40}$/;
const CODE = /^[A-Z][A-Z0-9_]{1,40}$/;
const DEPTH_LIMIT = 4;

/** It has a code where what it stands for has one. */
export type ScrubbedCause = Error & { code?: string };

/** A stand-in for something thrown that names it and quotes nothing of it. */
export function scrubbedCause(thrown: unknown, depth = 0): ScrubbedCause | undefined {
  if (typeof thrown !== 'object' || thrown === null || depth === DEPTH_LIMIT) return undefined;
  const error: { name?: unknown; code?: unknown; cause?: unknown } = thrown;
  const name = textLike(NAME, error.name) ?? 'Error';
  const code = textLike(CODE, error.code);
  const inner = scrubbedCause(error.cause, depth + 1);
  const cause: ScrubbedCause = new Error(code ?? name, inner && { cause: inner });
  cause.name = name;
  if (code) cause.code = code;
  return cause;
}

function textLike(form: RegExp, value: unknown): string | undefined {
  return typeof value === 'string' && form.test(value) ? value : undefined;
}

// What a platform throws can quote a header or a body. Only names and codes pass, of the error and of what caused it.

const NAME = /^[A-Za-z]{1,40}$/;
const CODE = /^[A-Z][A-Z0-9_]{1,40}$/;
const DEPTH_LIMIT = 4;

/** A stand-in for something thrown that names it and quotes nothing of it. */
export function scrubbedCause(thrown, depth = 0) {
  if (typeof thrown !== 'object' || thrown === null || depth === DEPTH_LIMIT) return undefined;
  const name = typeof thrown.name === 'string' && NAME.test(thrown.name) ? thrown.name : 'Error';
  const code = typeof thrown.code === 'string' && CODE.test(thrown.code) ? thrown.code : undefined;
  const inner = scrubbedCause(thrown.cause, depth + 1);
  const cause = new Error(code ?? name, inner && { cause: inner });
  cause.name = name;
  if (code) cause.code = code;
  return cause;
}

// Differences of one kind under one name, so that a thousand of them are one line.

/** An outcome in a few words. */
export function told({ how, value }) {
  if (how === "returned") return `returned ${briefly(value)}`;
  const { code, field, message } = value ?? {};
  return code === undefined ? `threw ${value?.name}: ${String(value?.message).slice(0, 120)}` : `threw ${code}${field === undefined ? "" : ` at ${field}`}: ${withoutNumbers(message)}`;
}

function briefly(value) {
  if (typeof value === "string") return value.length <= 24 && /^[a-z_]+$/.test(value) ? value : "a text";
  if (typeof value !== "object" || value === null) return String(value);
  return Array.isArray(value) ? "a list" : (value.constructor?.name ?? "a record");
}

const withoutNumbers = (text) => String(text).replace(/\d+/g, "#").slice(0, 160);

/** What differences have in common that are probably of one cause. */
export function signatureOf(call, { earlier, later, difference }) {
  const path = difference.path.replace(/\.\d+/g, ".#");
  const ends = earlier.how === later.how && told(earlier) === told(later) ? `${briefEnd(difference.earlier)} → ${briefEnd(difference.later)}` : "";
  return `${call.name} | ${told(earlier)} → ${told(later)} | ${path} ${ends}`.trim();
}

function briefEnd(value) {
  if (typeof value === "string") return withoutNumbers(value).slice(0, 60);
  return typeof value === "object" ? Object.prototype.toString.call(value) : typeof value;
}

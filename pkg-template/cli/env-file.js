// Files of variables, `NAME=value` a line, as dotenv and Node read them.

const LINE = /^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*=[ \t]*(.*)$/;

/** `{ variables: { NAME: value }, problems: [{ line, message }] }` */
export function parseEnvFile(text) {
  const variables = {};
  const problems = [];
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n/);
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index];
    if (/^\s*(?:#|$)/.test(line)) continue;
    const [, name, rest] = LINE.exec(line) ?? [];
    if (name === undefined) {
      problems.push({ line: index + 1, message: 'is neither NAME=value nor a comment' });
      continue;
    }
    const value = quotedValue(rest, lines, index);
    if (value) index = value.end;
    else if (/^["'`]/.test(rest)) problems.push({ line: index + 1, message: 'opens a quotation mark that is never closed' });
    variables[name] = value ? value.text : rest.replace(/\s+#.*$/, '').trim();
  }
  return { variables, problems };
}

/** A value in quotation marks, which may go on for lines. */
function quotedValue(rest, lines, start) {
  const quote = /^["'`]/.exec(rest)?.[0];
  if (!quote) return null;
  let text = rest.slice(1);
  for (let end = start; end < lines.length; end += 1) {
    if (end > start) text += `\n${lines[end]}`;
    const close = text.indexOf(quote);
    if (close !== -1) return { end, text: quote === '"' ? text.slice(0, close).replaceAll('\\n', '\n') : text.slice(0, close) };
  }
  return null;
}

/** A line that `parseEnvFile` and a shell read back as the value; null where no quotation mark is free for it. */
export function envLine(name, value) {
  if (/^[A-Za-z0-9_./:+=@-]+$/.test(value)) return `${name}=${value}`;
  if (!value.includes("'")) return `${name}='${value}'`;
  if (!/["$`\\]/.test(value)) return `${name}="${value}"`;
  return null;
}

// Files of variables, `NAME=value` a line, as dotenv and Node read them.

export interface EnvProblem {
  readonly line: number;
  readonly message: string;
}

export interface EnvVariables {
  readonly variables: Readonly<Record<string, string>>;
  readonly problems: readonly EnvProblem[];
}

// Every pattern here is anchored or one character wide: a file can be a megabyte of blanks.
const NAME = /^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*$/;

/** `{ variables: { NAME: value }, problems: [{ line, message }] }` */
export function parseEnvFile(text: string): EnvVariables {
  const variables: Record<string, string> = {};
  const problems: EnvProblem[] = [];
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n/);
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index]?.trimStart() ?? '';
    if (line === '' || line.startsWith('#')) continue;
    const found = assignment(line);
    if (found === undefined) {
      problems.push({ line: index + 1, message: 'is neither NAME=value nor a comment' });
      continue;
    }
    const { name, rest } = found;
    const value = quotedValue(rest, lines, index);
    if (value) index = value.end;
    else if (/^["'`]/.test(rest))
      problems.push({ line: index + 1, message: 'opens a quotation mark that is never closed' });
    variables[name] = value ? value.text : withoutComment(rest).trim();
  }
  return { variables, problems };
}

/** `{ name, rest }` of a line that sets a variable; nothing of another. */
function assignment(line: string): { name: string; rest: string } | undefined {
  const equals = line.indexOf('=');
  const name = equals === -1 ? undefined : NAME.exec(line.slice(0, equals))?.[1];
  const rest = line.slice(equals + 1).replace(/^[ \t]+/, '');
  return name === undefined || /[\r\u2028\u2029]/.test(rest) ? undefined : { name, rest };
}

function withoutComment(rest: string): string {
  const comment = rest.search(/\s#/);
  return comment === -1 ? rest : rest.slice(0, comment);
}

/** A value in quotation marks, which may go on for lines. */
function quotedValue(rest: string, lines: readonly string[], start: number): { end: number; text: string } | null {
  const quote = /^["'`]/.exec(rest)?.[0];
  if (!quote) return null;
  const parts: string[] = [];
  for (let end = start; end < lines.length; end += 1) {
    const part = end === start ? rest.slice(1) : (lines[end] ?? '');
    const close = part.indexOf(quote);
    parts.push(close === -1 ? part : part.slice(0, close));
    if (close === -1) continue;
    const text = parts.join('\n');
    return { end, text: quote === '"' ? text.replaceAll('\\n', '\n') : text };
  }
  return null;
}

/** A line that `parseEnvFile` and a shell read back as the value; null where no quotation mark is free for it. */
export function envLine(name: string, value: string): string | null {
  if (/^[A-Za-z0-9_./:+=@-]+$/.test(value)) return `${name}=${value}`;
  if (!value.includes("'")) return `${name}='${value}'`;
  if (!/["$`\\]/.test(value)) return `${name}="${value}"`;
  return null;
}

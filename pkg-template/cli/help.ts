// The help, made from the table of commands.

import { EXIT_CODES } from './exit-codes.ts';
import { columns, widthOf, wrapped } from './layout.ts';
import { type Painter, painterFor } from './paint.ts';
import { variablesOf } from './read-variables.ts';
import type { Command, CommandOption, CommandOptions } from './command.ts';
import type { Surroundings } from './surroundings.ts';

interface HelpParts {
  readonly commands: readonly Command[];
  readonly version: string;
  readonly surroundings: Surroundings;
}

interface Look {
  readonly paint: Painter;
  readonly width: number;
}

const PROGRAM = 'npx commerce-auth';
const GROUPS = ['Options', 'Secret', 'Output', 'Other'] as const;

/** The help for the words of a command, or of a group of commands; undefined where there is none of that name. */
export function helpFor(words: readonly string[], { commands, version, surroundings }: HelpParts): string | undefined {
  const { stdout, env } = surroundings;
  const look = { paint: painterFor(stdout, env), width: widthOf(stdout) };
  const [first] = words;
  if (first === undefined) return overview(commands, version, look);
  const found = commands.filter(({ path }) => words.every((word, index) => path[index] === word));
  if (found.length === 0) return undefined;
  const own = found.find(({ path }) => path.length === words.length);
  if (!own) return groupHelp(first, found, look);
  const others = found.filter((command) => command !== own);
  return others.length === 0 ? commandHelp(own, look) : `${groupHelp(first, found, look)}\n${commandHelp(own, look)}`;
}

function overview(commands: readonly Command[], version: string, { paint, width }: Look): string {
  return text([
    `${paint('bold', 'commerce-auth')} ${version} · headers, tokens and signatures for Capillary, Pledg and Caxton`,
    '',
    heading('Usage', paint),
    `  ${PROGRAM} COMMAND [options]`,
    `  ${PROGRAM} COMMAND --help`,
    '',
    heading('Commands', paint),
    ...columns(commands.map(nameAndSummary), { width, paint: (name) => paint('cyan', name) }),
    '',
    heading('Secrets', paint),
    ...paragraph(
      'You are asked for them, and they do not show. Or give --secret-file FILE, --secret-stdin, --secret-env NAME, or the variable that a command names. They are never arguments: every user of the machine can read a command line, and the shell keeps it.',
      width,
    ),
    '',
    heading('Exit codes', paint),
    ...columns(
      EXIT_CODES.map(([code, meaning]): [string, string] => [String(code), meaning]),
      { width },
    ),
  ]);
}

function groupHelp(name: string, commands: readonly Command[], { paint, width }: Look): string {
  return text([
    heading('Usage', paint),
    `  ${PROGRAM} ${name} … [options]`,
    '',
    heading('Commands', paint),
    ...columns(commands.map(nameAndSummary), { width, paint: (word) => paint('cyan', word) }),
  ]);
}

function commandHelp(command: Command, { paint, width }: Look): string {
  const { path, name = path.join(' '), summary, about, positionals = [], options, lists = [], examples = [] } = command;
  const usage = [PROGRAM, name, ...positionals.map((positional) => `[${positional.name}]`), '[options]'].join(' ');
  return text([
    paint('bold', `commerce-auth ${name}`),
    ...wrapped(`${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`, width),
    ...(about ? ['', ...wrapped(about, width)] : []),
    '',
    heading('Usage', paint),
    `  ${usage}`,
    ...positionals.flatMap((positional) => ['', ...columns([[positional.name, positional.about]], { width })]),
    ...GROUPS.flatMap((group) => optionGroup(group, options, { paint, width })),
    ...variableRows(command, width, paint),
    ...lists.flatMap(({ title, rows }) => ['', heading(title, paint), ...columns(rows, { width })]),
    ...(examples.length > 0 ? ['', heading('Examples', paint), ...examples.map((line) => `  ${line}`)] : []),
  ]);
}

function variableRows(command: Command, width: number, paint: Painter): string[] {
  const rows = variablesOf(command);
  return rows.length === 0 ? [] : ['', heading('Variables', paint), ...columns(rows, { width })];
}

function optionGroup(group: (typeof GROUPS)[number], options: CommandOptions, { paint, width }: Look): string[] {
  const rows = Object.entries(options)
    .filter(([, option]) => (option.group ?? 'Options') === group)
    .map(([name, option]): [string, string] => [
      `--${name}${option.value ? ` ${option.value}` : ''}`,
      aboutOption(option),
    ]);
  return rows.length === 0
    ? []
    : ['', heading(group, paint), ...columns(rows, { width, paint: (name) => paint('cyan', name) })];
}

const aboutOption = ({ about, variable }: CommandOption) => (variable ? `${about} [${variable}]` : about);
const heading = (name: string, paint: Painter) => paint('bold', name);
const nameAndSummary = ({ path, name = path.join(' '), summary }: Command): [string, string] => [name, summary];
const paragraph = (words: string, width: number) => wrapped(words, width - 2).map((line) => `  ${line}`);
const text = (lines: readonly string[]) => `${lines.join('\n')}\n`;

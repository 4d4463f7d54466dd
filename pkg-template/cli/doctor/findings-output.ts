// The doctor's findings, as people and programs read them.

import { ExitCode } from '../exit-codes.ts';
import { wrapped } from '../layout.ts';
import { printable } from '../printable.ts';
import { PREFIXES, vendorOf } from './variables.ts';
import type { Context } from '../context.ts';
import type { Output } from '../output.ts';
import type { Style } from '../paint.ts';
import type { Examination } from './examination.ts';
import type { Finding, Level } from './finding.ts';

/** A finding with the vendor it belongs to. */
interface SortedFinding extends Finding {
  readonly vendor: string;
}

interface Counts {
  readonly mistakes: number;
  readonly warnings: number;
}

const MARKS: Readonly<Record<Level, readonly [style: Style, mark: string]>> = {
  mistake: ['red', '✗'],
  warning: ['yellow', '!'],
  good: ['green', '✓'],
};
const ELSEWHERE = 'Around them';
const ORDER: readonly Level[] = ['mistake', 'warning', 'good'];

export function showFindings(context: Context, { findings, known, online }: Examination): ExitCode {
  const mistakes = findings.filter(({ level }) => level === 'mistake').length;
  const warnings = findings.filter(({ level }) => level === 'warning').length;
  const sorted = findings
    .map((finding) => ({ ...finding, vendor: vendorOf(finding.variable) ?? ELSEWHERE }))
    .sort(byVendorAndLevel);
  if (context.options.json) context.output.json({ mistakes, warnings, findings: sorted.map(jsonFinding) });
  else print(context.output, sorted, { mistakes, warnings, known, online });
  return mistakes > 0 ? ExitCode.refused : ExitCode.done;
}

const GROUPS = [...Object.values(PREFIXES), ELSEWHERE];

function byVendorAndLevel(one: SortedFinding, other: SortedFinding): number {
  return (
    GROUPS.indexOf(one.vendor) - GROUPS.indexOf(other.vendor) || ORDER.indexOf(one.level) - ORDER.indexOf(other.level)
  );
}

function jsonFinding({ vendor, ...finding }: SortedFinding): object {
  return { ...finding, ...(vendor !== ELSEWHERE && { vendor }) };
}

function print(
  output: Output,
  findings: readonly SortedFinding[],
  { mistakes, warnings, known, online }: Counts & Omit<Examination, 'findings'>,
): void {
  const widest = Math.max(0, ...findings.map(({ variable }) => variable.length));
  for (const group of GROUPS) {
    const own = findings.filter(({ vendor }) => vendor === group);
    if (own.length === 0) continue;
    output.title(group);
    for (const finding of own) printFinding(output, finding, widest);
    output.line();
  }
  output.line(summary(output, { mistakes, warnings }));
  if (!online && known > 0) output.note('clocks were not compared: --online does that');
}

function printFinding(output: Output, { level, variable, message, remedy }: Finding, widest: number): void {
  const [style, mark] = MARKS[level];
  const indent = ' '.repeat(widest + 6);
  const width = Math.max(output.width - indent.length, 24);
  const [head, ...rest] = wrapped(printable(message), width);
  output.line(`  ${output.paint(style, mark)} ${printable(variable).padEnd(widest)}  ${head}`);
  for (const line of rest) output.line(indent + line);
  if (remedy === undefined) return;
  const [first, ...others] = wrapped(printable(remedy), width - 2);
  output.line(`${indent}${output.paint('dim', '→')} ${first}`);
  for (const line of others) output.line(`${indent}  ${line}`);
}

function summary({ paint }: Output, { mistakes, warnings }: Counts): string {
  const counted = (count: number, word: string) => `${count} ${word}${count === 1 ? '' : 's'}`;
  if (mistakes > 0) return paint('red', `${counted(mistakes, 'mistake')}, ${counted(warnings, 'warning')}`);
  return warnings > 0 ? paint('yellow', `no mistake, ${counted(warnings, 'warning')}`) : paint('green', 'no mistake');
}

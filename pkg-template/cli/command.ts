// A command, as the table and the help describe it.

import type { Context } from './context.ts';
import type { ExitCode } from './exit-codes.ts';

export interface CommandOption {
  /** What its value is called; without one it is a switch. */
  readonly value?: string;
  readonly about: string;
  /** The variable that stands for it. */
  readonly variable?: string;
  /** What it may be, where that is a short list: shells complete it. */
  readonly choices?: readonly string[];
  readonly group?: 'Options' | 'Secret' | 'Output' | 'Other';
  readonly multiple?: boolean;
  readonly short?: string;
}

export type CommandOptions = Readonly<Record<string, CommandOption>>;

// biome-ignore lint/suspicious/noConfusingVoidType: a command that returns nothing is done
type RunOutcome = ExitCode | void;

export interface Command {
  readonly path: readonly string[];
  /** How the help calls it, where that is more than its path. */
  readonly name?: string;
  readonly summary: string;
  readonly about?: string;
  /** The secret that it takes. */
  readonly secret?: string;
  /** The variables that it reads beside those of its options, each with what it holds. */
  readonly variables?: ReadonlyArray<readonly [name: string, about: string]>;
  /** How it takes it, where that is not as most commands do. */
  readonly ways?: string;
  /** Whether it asks a vendor, rather than judging what it was given. */
  readonly calls?: boolean;
  readonly positionals?: ReadonlyArray<{
    readonly name: string;
    readonly about: string;
    readonly choices?: readonly string[];
  }>;
  readonly options: CommandOptions;
  readonly lists?: ReadonlyArray<{
    readonly title: string;
    readonly rows: ReadonlyArray<readonly [name: string, text: string]>;
  }>;
  readonly examples?: readonly string[];
  /** Without an exit code it is done, and nothing is wrong. */
  readonly run: (context: Context) => RunOutcome | Promise<RunOutcome>;
}

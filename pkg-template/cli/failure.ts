// Why a command ends early: one line that says what is wrong, one that says what to do.

import { ExitCode } from './exit-codes.ts';

export class Failure extends Error {
  readonly remedy: string | undefined;
  readonly exitCode: ExitCode;

  constructor(message: string, remedy?: string, exitCode: ExitCode = ExitCode.usage) {
    super(message);
    this.remedy = remedy;
    this.exitCode = exitCode;
  }
}

/** The person at the terminal pressed Ctrl-C. */
export class Interrupted extends Failure {
  constructor() {
    super('interrupted', undefined, ExitCode.interrupted);
  }
}

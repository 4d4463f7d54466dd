#!/usr/bin/env node
import { ExitCode } from '../cli/exit-codes.ts';
import { main } from '../cli/main.ts';

const { stdin, stdout, stderr, env } = process;

// Who reads may stop reading, as `head` does.
for (const stream of [stdout, stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit();
    process.exitCode = ExitCode.refused;
    if (stream === stdout) stderr.write(`cannot write: ${error.code ?? error.name}\n`, () => process.exit());
  });
}

process.exitCode = await main(process.argv.slice(2), { stdin, stdout, stderr, env, now: Date.now });

#!/usr/bin/env node
import { main } from '../cli/main.ts';

const { stdin, stdout, stderr, env } = process;

// Who reads may stop reading, as `head` does.
for (const stream of [stdout, stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit();
    throw error;
  });
}

process.exitCode = await main(process.argv.slice(2), { stdin, stdout, stderr, env, now: Date.now });

// completion: a script that a shell reads, made from the table of commands.

import { completionScript } from '../completion-script.ts';
import { Failure } from '../failure.ts';
import type { Command } from '../command.ts';

const SHELLS = ['bash', 'zsh'] as const;

/** Of the table that it stands in itself. */
export const completion = (commands: () => readonly Command[]): Command => ({
  path: ['completion'],
  summary: 'prints a script that completes commands and options in bash or zsh',
  about:
    'Completes the names of commands, options, clusters, environments and files, for commerce-auth and for npx commerce-auth. It knows no secret, and reads none.',
  positionals: [{ name: 'SHELL', about: SHELLS.join(' or '), choices: SHELLS }],
  options: {},
  examples: [
    'npx commerce-auth completion bash >> ~/.bashrc',
    'npx commerce-auth completion zsh >> ~/.zshrc  # behind compinit',
  ],
  run({ output, positionals: [given] }) {
    const shell = SHELLS.find((name) => name === given);
    if (shell === undefined) throw new Failure('completion: for which shell?', `it is one of ${SHELLS.join(', ')}`);
    output.write(completionScript(shell, commands()));
  },
});

// Questions at the terminal. They go to standard error, so that standard output can be piped.

import { StringDecoder } from 'node:string_decoder';

import { Interrupted } from './failure.ts';
import type { Surroundings } from './surroundings.ts';

const ENTER = ['\r', '\n'];
const CTRL_C = '\u0003';
const CTRL_D = '\u0004';
const CTRL_U = '\u0015';
const BACKSPACE = ['\u007f', '\b'];

// What arrow keys send, and what a terminal puts around a paste: no part of what is typed.
const SEQUENCE = /\u001b(?:\[[0-9;?]*[ -/]*[@-~]|O[A-Z]|.)?/gsu;

export const canAsk = ({ stdin }: Surroundings): boolean =>
  Boolean(stdin.isTTY) && typeof stdin.setRawMode === 'function';

/** A line that is typed without being shown; null at its end by Ctrl-D. Rejects with `Interrupted` at Ctrl-C. */
export function askSecretly(question: string, { stdin, stderr }: Surroundings): Promise<string | null> {
  return new Promise((resolve, reject) => {
    const decoder = new StringDecoder('utf8');
    const wasRaw = stdin.isRaw;
    let typed: string[] = [];
    const end = (settle: () => void) => {
      stdin.off('data', take);
      stdin.off('end', closed);
      stdin.setRawMode(wasRaw);
      stdin.pause();
      stderr.write('\n');
      settle();
    };
    const closed = () => end(() => resolve(null));
    const take = (chunk: Buffer) => {
      for (const character of decoder.write(chunk).replace(SEQUENCE, '')) {
        const settle = settlementOf(character);
        if (settle) {
          end(settle);
          return;
        }
        if (BACKSPACE.includes(character)) typed.pop();
        else if (character === CTRL_U) typed = [];
        else if (character !== CTRL_D) typed.push(character);
      }
    };
    const settlementOf = (character: string): (() => void) | undefined => {
      if (ENTER.includes(character)) return () => resolve(typed.join(''));
      if (character === CTRL_C) return () => reject(new Interrupted());
      return character === CTRL_D && typed.length === 0 ? () => resolve(null) : undefined;
    };
    // Raw before the question: what is typed as soon as it shows must not be echoed.
    stdin.setRawMode(true);
    stdin.on('data', take);
    stdin.once('end', closed);
    stdin.resume();
    stderr.write(question);
  });
}

/** Whether a question is answered with yes; anything else is no. What is typed shows. */
export async function askYesOrNo(question: string, surroundings: Surroundings): Promise<boolean> {
  const { createInterface } = await import('node:readline');
  const { stdin, stderr } = surroundings;
  return new Promise((resolve, reject) => {
    const lines = createInterface({ input: stdin, output: stderr, terminal: true, historySize: 0 });
    const end = <Value>(settle: (value: Value) => void, value: Value) => {
      lines.removeAllListeners('close');
      lines.close();
      settle(value);
    };
    lines.once('SIGINT', () => {
      stderr.write('\n');
      end(reject, new Interrupted());
    });
    lines.once('close', () => resolve(false));
    lines.question(question, (answer) => end(resolve, /^\s*y(?:es)?\s*$/i.test(answer)));
  });
}

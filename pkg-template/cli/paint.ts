// Colours, where somebody looks.

export type Style = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan';
export type Painter = (style: Style, text: string) => string;

const CODES: Readonly<Record<Style, readonly [on: number, off: number]>> = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  cyan: [36, 39],
};

/** A painter of text for a stream: plain where it is no terminal, or `NO_COLOR` (no-color.org) is set. */
export function painterFor(stream: NodeJS.WriteStream, env: NodeJS.ProcessEnv): Painter {
  const plain = !stream.isTTY || Boolean(env.NO_COLOR) || env.TERM === 'dumb';
  return (style, text) => (plain ? text : `\u001b[${CODES[style][0]}m${text}\u001b[${CODES[style][1]}m`);
}

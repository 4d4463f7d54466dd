import type { AccessToken } from '../facade/access-token.ts';
import { invalidArgument } from '../facade/auth-error.ts';
import { readArgument } from '../facade/read-argument.ts';
import { tokenText } from '../facade/token-text.ts';

/** The text of a token that a caller says was rejected; nothing for the one that is held. */
export function rejectedText(rejected: string | AccessToken | undefined): string | undefined {
  const text = readArgument('rejected', () => tokenText(rejected));
  if (text === undefined || typeof text === 'string') return text;
  throw invalidArgument('rejected', 'rejected must be the token that was rejected, or nothing for the one held');
}

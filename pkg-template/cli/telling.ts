// What is told of an error: in words, as JSON, and by the exit code.

import { type AuthError, isAuthError } from 'commerce-auth';

import { ExitCode, exitCodeOf } from './exit-codes.ts';
import { Failure } from './failure.ts';
import { messageFor, remedyFor } from './remedies.ts';
import type { Command } from './command.ts';

/** An error as it is told. */
export interface Told {
  readonly message: string;
  readonly remedy: string | undefined;
  readonly exitCode: ExitCode;
  readonly json: object;
}

export function tellable(error: unknown, command: Command | undefined): Told {
  if (error instanceof Failure) {
    const { message, remedy, exitCode } = error;
    const code = exitCode === ExitCode.interrupted ? 'interrupted' : exitCode === ExitCode.usage ? 'usage' : 'refused';
    return { message, remedy, exitCode, json: { code, message, ...(remedy && { remedy }) } };
  }
  if (isAuthError(error)) {
    const remedy = remedyFor(error, command);
    return {
      message: messageOf(error),
      remedy,
      exitCode: exitCodeOf(error, { calls: Boolean(command?.calls) }),
      json: { ...error.toJSON(), ...(remedy && { remedy }) },
    };
  }
  // What the platform says may quote what it was given.
  const message = `this program failed (${(error as { readonly name?: unknown } | undefined)?.name ?? 'unknown'})`;
  return {
    message,
    remedy: 'please report what you ran, without the secret',
    exitCode: ExitCode.internal,
    json: { code: 'internal', message },
  };
}

/** The message, with what the vendor said and the code that the network gave. */
export function messageOf(error: AuthError): string {
  const message = messageFor(error);
  const { status, vendorCode, vendorMessage, requestId } = error;
  const said = [
    error.code === 'http_error' && `HTTP ${status}`,
    vendorCode && `code ${vendorCode}`,
    vendorMessage && `“${vendorMessage}”`,
    requestId && `request ${requestId}`,
  ].filter((words): words is string => Boolean(words));
  const network = error.code === 'network' ? networkCode(error.cause) : undefined;
  const extra = [
    ...said.filter((words) => !message.includes(words.replaceAll(/[“”]/g, ''))),
    ...(network ? [network] : []),
  ];
  return extra.length === 0 ? message : `${message} (${extra.join(', ')})`;
}

interface NetworkCause {
  readonly code?: unknown;
  readonly cause?: unknown;
}

function networkCode(cause: unknown): string | undefined {
  for (let at = cause as NetworkCause | undefined; at; at = at.cause as NetworkCause | undefined)
    if (typeof at.code === 'string') return at.code;
  return undefined;
}

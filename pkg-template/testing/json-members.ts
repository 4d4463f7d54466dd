// Reads a JSON body that must be an object with certain members.

import { type ReceivedRequest, type RequestHead, headerValues } from './received-request.ts';
import { isJsonContentType } from './media-type.ts';

/** An object that came as JSON. */
export type JsonObject = Readonly<Record<string, unknown>>;

export type JsonMembers =
  | { readonly problem?: undefined; readonly members: JsonObject }
  | { readonly problem: string; readonly members?: undefined };

/** What is wrong with the Content-Type of a JSON body, or null. */
export function jsonTypeProblem(received: RequestHead): string | null {
  const types = headerValues(received, 'Content-Type');
  if (types.length === 1 && types.every(isJsonContentType)) return null;
  return 'Content-Type must be application/json, once';
}

/** `{ members }` of the object a body holds, or `{ problem }`. */
export function jsonMembers({ bytes, body }: ReceivedRequest): JsonMembers {
  if (!Buffer.from(body).equals(bytes)) return { problem: 'the body is not UTF-8' };
  const members = parsed(body);
  if (members === undefined) return { problem: 'the body is not JSON' };
  return isObject(members) ? { members } : { problem: 'the body is not a JSON object' };
}

/** The problem of members that are missing or unknown, or null. */
export function memberNamesProblem(
  members: JsonObject,
  needed: readonly string[],
  allowed: readonly string[] = needed,
): string | null {
  const missing = needed.find((name) => members[name] === undefined);
  if (missing) return `${missing} is missing`;
  const unknown = Object.keys(members).find((name) => !allowed.includes(name));
  return unknown === undefined ? null : `unknown member ${JSON.stringify(unknown.slice(0, 40))}`;
}

/** Whether a JSON value is an object, arrays apart. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

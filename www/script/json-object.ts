import { live } from '../text/en.ts';
import { FieldError } from './field-error.ts';

/** The object in a field that holds JSON. */
export function jsonObject(field: string, text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new FieldError(field, live.errors.json((error as SyntaxError).message));
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new FieldError(field, live.errors.notAnObject);
  return value as Record<string, unknown>;
}

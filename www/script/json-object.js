import { live } from '../text/en.js';
import { FieldError } from './field-error.js';

/** The object in a field that holds JSON. */
export function jsonObject(field, text) {
  let value;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new FieldError(field, live.errors.json(error.message));
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new FieldError(field, live.errors.notAnObject);
  return value;
}

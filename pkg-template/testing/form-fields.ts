// Reads an `application/x-www-form-urlencoded` body as strictly as a vendor could.

import { type RequestHead, headerValues } from './received-request.ts';

type Fields = Readonly<Record<string, string>>;

export type FormFields =
  | { readonly problem?: undefined; readonly fields: Fields; readonly raw: Fields }
  | { readonly problem: string; readonly fields?: undefined; readonly raw?: undefined };

/** What is wrong with the Content-Type of a form, or null. */
export function formTypeProblem(received: RequestHead): string | null {
  const types = headerValues(received, 'Content-Type');
  const isForm = (type: string) =>
    /^application\/x-www-form-urlencoded(?:\s*;\s*charset="?utf-8"?)?$/i.test(type.trim());
  if (types.length === 1 && types.every(isForm)) return null;
  return 'Content-Type must be application/x-www-form-urlencoded, once';
}

/** `{ fields, raw }`, both name → text, decoded and as sent; or `{ problem }`. */
export function formFields(body: string): FormFields {
  const fields: Record<string, string> = Object.create(null);
  const raw: Record<string, string> = Object.create(null);
  for (const pair of body.split('&')) {
    const equals = pair.indexOf('=');
    const name = decoded(pair.slice(0, Math.max(equals, 0)));
    const value = decoded(pair.slice(equals + 1));
    if (equals < 1 || name === null || value === null) return { problem: 'the body is not a form' };
    if (Object.hasOwn(fields, name)) return { problem: 'a field of the form was sent twice' };
    fields[name] = value;
    raw[name] = pair.slice(equals + 1);
  }
  return { fields, raw };
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return null;
  }
}

import type { CapillaryLookupAttribution } from 'commerce-auth';

/** What was typed: empty where nothing was. */
interface LookupFields {
  readonly lookupType: string;
  readonly lookup: string;
}

/** The option of the package. Both or neither; an empty half is left out, and the package refuses the other alone. */
export function attributionOf({ lookupType, lookup }: LookupFields): { attribution?: CapillaryLookupAttribution } {
  if (lookupType === '' && lookup === '') return {};
  const given = { lookupType: lookupType || undefined, lookup: lookup || undefined };
  return { attribution: given as CapillaryLookupAttribution };
}

/** The option of the package. Both or neither; an empty half is left out, and the package refuses the other alone. */
export function attributionOf({ lookupType, lookup }) {
  if (lookupType === '' && lookup === '') return {};
  return { attribution: { lookupType: lookupType || undefined, lookup: lookup || undefined } };
}

// Options, credentials and parameters are plain objects: what a class, a prototype or a hidden member adds would go unseen,
// and a protection that is dropped in silence is none.

/** Whether an object has no class, and no members but its own enumerable ones with names of text. */
export function isPlainRecord(value: object): boolean {
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== null && prototype !== Object.prototype && !isObjectPrototype(prototype)) return false;
  return hasNothingHidden(value);
}

/**
 * Whether all own members are enumerable and have names of text. `Reflect.ownKeys` would be one question for these two, and
 * takes four times as long.
 */
export function hasNothingHidden(value: object): boolean {
  return (
    Object.getOwnPropertyNames(value).length === Object.keys(value).length &&
    Object.getOwnPropertySymbols(value).length === 0
  );
}

/** That of another realm: Jest's objects are not of the realm that its modules are of. */
function isObjectPrototype(prototype: object): boolean {
  return Object.getPrototypeOf(prototype) === null && Object.hasOwn(prototype, 'isPrototypeOf');
}

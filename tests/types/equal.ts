/** Whether two types are the same, `any` being the same as nothing but itself. */
export type Equal<One, Other> =
  (<T>() => T extends One ? 1 : 2) extends <T>() => T extends Other ? 1 : 2 ? true : false;

/** Compiles for `true` only. */
export type Expect<Holds extends true> = Holds;

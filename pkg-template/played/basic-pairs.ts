// What the two parts of Basic may be called among a profile's credentials, as `TokenProfile.request.clientAuthentication` lists them.

type Pair = readonly [id: string, secret: string];

const FIRST: Pair = ['key', 'secret'];
const PAIRS: readonly Pair[] = [
  FIRST,
  ['clientId', 'clientSecret'],
  ['client_id', 'client_secret'],
  ['username', 'password'],
];

/** The pair that is there whole, or the first. */
export function basicPairIn(credentials: object): Pair {
  return PAIRS.find((pair) => pair.every((name) => Object.hasOwn(credentials, name))) ?? FIRST;
}

/** The names that a profile with Basic asks for: the pair that is begun takes the place of the first. */
export function namesWithPair(asked: readonly string[], given: object): readonly string[] {
  const begun = PAIRS.find((pair) => pair.some((name) => Object.hasOwn(given, name)));
  return begun ? [...new Set([...asked.filter((name) => !FIRST.includes(name)), ...begun])] : asked;
}

// Names that only a machine knows: home folders, and the hosts that packages come from there.

export const PLACES = [
  { kind: "home folder", pattern: /(?<![\w.$}>-])\/(?:home|Users)\/[a-z_][\w.-]*\/|(?<![\w.$}>-])\/root\/|[A-Z]:\\{1,2}Users\\/ },
  { kind: "registry", pattern: /\bhttps?:\/\/(?:(?:registry|index|static|npm|pypi|deb|crates)s?[.-][\w.-]+|[\w.-]*(?:artifactory|nexus|verdaccio)[\w.-]*)/ },
];

/** The first of them in a text: `{ kind, found }`, or null. */
export function findPlace(text) {
  for (const { kind, pattern } of PLACES) {
    const found = pattern.exec(text)?.[0];
    if (found) return { kind, found };
  }
  return null;
}

// The templates of a profile, filled in: the emulator's own reading of them, since it exists to disagree with the package.

/** What stands for the names of a template. */
export type Values = Readonly<Record<string, string>>;

const PART = /\{(?:base64\((\w+(?::\w+)*)\)|(\w+))\}/g;

/** The names in a template, those in `base64` among them. */
export function namesIn(template: string): string[] {
  return [...template.matchAll(PART)].flatMap(([, joined, name]) => joined?.split(':') ?? name ?? []);
}

/** A template with its values; what has none stays as it stands. */
export function filled(template: string, values: Values, encode: (text: string) => string = (text) => text): string {
  return template.replaceAll(PART, (whole, joined: string | undefined, name: string | undefined) => {
    const names = joined?.split(':') ?? [name ?? ''];
    const texts = names.map((one) => (Object.hasOwn(values, one) ? values[one] : undefined));
    if (texts.includes(undefined)) return whole;
    return joined === undefined ? encode(texts.join('')) : Buffer.from(texts.join(':')).toString('base64');
  });
}

/** The address of a template. A credential that is a whole host may be one with a scheme, and with a path. */
export function addressOf(template: string, values: Values): URL {
  const [, scheme = 'https://', authority = '', rest = ''] = /^(https?:\/\/)?([^/?#]*)(.*)$/s.exec(template) ?? [];
  const host = filled(authority, values)
    .replace(/^https?:\/\//i, '')
    .replace(/\/+$/, '');
  return new URL(`${scheme}${host}${filled(rest, values, encodeURIComponent)}`);
}

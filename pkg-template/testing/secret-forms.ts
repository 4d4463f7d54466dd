// The texts a secret turns into when it is encoded, to be looked for in other text.

export interface SecretForm {
  readonly encoding: string;
  readonly matches: (text: string) => boolean;
}

/** `[{ encoding, matches(text) }]` for a secret: as it is, base64 and base64url, hex, and bytes as printed. */
export function secretForms(secret: string): SecretForm[] {
  const bytes = Buffer.from(secret);
  return [
    contained('raw', secret),
    ...misreadForms(secret, bytes),
    ...base64Forms(bytes),
    hexForm(bytes),
    ...printedByteForms(bytes),
  ];
}

function contained(encoding: string, form: string): SecretForm {
  return { encoding, matches: (text) => text.includes(form) };
}

// UTF-8 read as Latin-1 is how a secret beyond ASCII looks in a header.
function misreadForms(secret: string, bytes: Buffer): SecretForm[] {
  const misread = bytes.toString('latin1');
  return misread === secret ? [] : [contained('raw (UTF-8 read as Latin-1)', misread)];
}

// A secret in the middle of encoded text starts at one of three places in a base64 group: one form for each.
function base64Forms(bytes: Buffer): SecretForm[] {
  return [0, 1, 2].flatMap((before) => {
    const form = certainBase64(bytes, before);
    const urlForm = form.replaceAll('+', '-').replaceAll('/', '_');
    return urlForm === form
      ? [contained('base64', form)]
      : [contained('base64', form), contained('base64url', urlForm)];
  });
}

// Only the characters that depend on nothing but the secret: neighbours share the bits of the first and last ones.
function certainBase64(bytes: Buffer, before: number): string {
  const encoded = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
  return encoded.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6));
}

function hexForm(bytes: Buffer): SecretForm {
  const form = bytes.toString('hex');
  return { encoding: 'hex', matches: (text) => text.toLowerCase().includes(form) };
}

// As String(bytes), JSON.stringify(buffer) and a printed Buffer show them.
function printedByteForms(bytes: Buffer): SecretForm[] {
  const list = [...bytes];
  const numbers = new RegExp(`(?<!\\d)${list.join(',\\s*')}(?!\\d)`);
  const spacedHex = list.map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
  return [
    { encoding: 'byte list', matches: (text) => numbers.test(text) },
    { encoding: 'spaced hex', matches: (text) => text.toLowerCase().includes(spacedHex) },
  ];
}

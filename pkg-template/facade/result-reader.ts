// The result of an operation: slots, and the texts that they measure.

/** Names of header fields that stand in nearly every result, by their lengths. */
const NAMES: Readonly<Record<number, string>> = {
  6: 'Accept',
  12: 'Content-Type',
  13: 'Authorization',
  21: 'X-CAP-API-OAUTH-TOKEN',
  22: 'X-CAP-API-ACCESS-TOKEN',
};

/** Reads a result slot by slot. The views are of the core's memory: it is read to its end before anything else is called. */
export class ResultReader {
  #slots: Float64Array;
  #next: number;
  #end: number;
  #text: string | undefined;
  #decode: (offset: number, length: number) => string;
  #offset = 0;

  /** `text` is that of all texts where they are ASCII, so that its units are bytes; else `decode` makes each. */
  constructor(
    slots: Float64Array,
    from: number,
    end: number,
    text: string | undefined,
    decode: (offset: number, length: number) => string,
  ) {
    this.#slots = slots;
    this.#next = from;
    this.#end = end;
    this.#text = text;
    this.#decode = decode;
  }

  /** Whether there is another slot. */
  get hasMore(): boolean {
    return this.#next < this.#end;
  }

  #slot(): number {
    return this.#next < this.#end ? (this.#slots[this.#next++] as number) : Number.NaN;
  }

  optionalText(): string | undefined {
    const length = this.#slot();
    if (!(length >= 0)) return undefined;
    const from = this.#offset;
    this.#offset = from + length;
    return this.#text === undefined ? this.#decode(from, length) : this.#text.slice(from, this.#offset);
  }

  text(): string {
    return this.optionalText() ?? '';
  }

  /** The name of a field. One that is known here is taken as it stands, which spares looking up what was just cut out. */
  name(): string {
    const length = this.#slots[this.#next] as number;
    const known = this.#text === undefined ? undefined : NAMES[length];
    if (known === undefined || !this.#text?.startsWith(known, this.#offset)) return this.text();
    this.#next += 1;
    this.#offset += length;
    return known;
  }

  number(): number {
    return this.#slot();
  }

  optionalNumber(): number | null {
    const number = this.#slot();
    return Number.isNaN(number) ? null : number;
  }

  flag(): boolean | null {
    const number = this.optionalNumber();
    return number === null ? null : number > 0;
  }

  /** A value that only passes through the core. */
  json(): unknown {
    const text = this.optionalText();
    return text === undefined ? null : JSON.parse(text);
  }
}

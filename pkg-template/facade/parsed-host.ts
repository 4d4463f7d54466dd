/** A `host` taken apart. `origin` and `base` together are the whole address. */
export interface ParsedHost {
  /** Scheme, name and port, as `URL.origin` has them: in lower case, the usual port left out. */
  readonly origin: string;
  /** The path that everything is asked below, without a slash at its end; empty where there is none. */
  readonly base: string;
}

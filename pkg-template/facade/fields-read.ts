/** The header fields of answers that the core reads, in lower case. Written by `cargo xtask operations`. */
export const FIELDS_READ: readonly string[] = ['content-type', 'retry-after', 'date', 'x-cap-requestid'];

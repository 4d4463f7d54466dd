// What an answer of Capillary says.

import type { Classification } from './classification.ts';

/** An error or a warning of an answer: text in the place of what it lacks is empty. */
export interface CapillaryResponseEntry {
  /** Its code, as text. */
  readonly code: string;
  /** The vendor's words, as they came: they can hold anything. */
  readonly message: string;
}

/** What an answer says, whichever of Capillary's four shapes it has. */
export interface CapillaryResponse {
  /** What it means for the credentials. */
  readonly classification: Classification;
  /** What went wrong, the first sixteen entries. */
  readonly errors: readonly CapillaryResponseEntry[];
  /** What is remarked upon, the first sixteen entries. */
  readonly warnings: readonly CapillaryResponseEntry[];
  /** The vendor's identifier of the exchange. */
  readonly requestId: string | null;
  /** How long to wait, in milliseconds, at most 300,000. */
  readonly retryAfterMs: number | null;
}

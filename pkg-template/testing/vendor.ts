// What every vendor's part offers to the server that plays it.

import type { Authentication } from './authentication.ts';
import type { KnownEndpoint, Vendor as VendorName } from './endpoints.ts';
import type { Judge, Judgement } from './judgement.ts';
import type { ReceivedRequest, RequestHead } from './received-request.ts';

export interface Vendor {
  readonly name: VendorName;
  /** Null of a path that the vendor does not have. */
  readonly endpointOf: (head: RequestHead) => KnownEndpoint | null;
  readonly authenticationOf: (head: RequestHead) => Authentication;
  /** For requests that `endpointOf` has a name for. */
  readonly judge: (received: ReceivedRequest) => Judgement;
  /** What every answer carries. */
  readonly answerHeaders: () => Readonly<Record<string, string>>;
}

/** Where a vendor is; known once its server listens. */
export interface VendorPlace {
  url: string | null;
}

/** The vendor for the exchange, and the control that the caller of `startEmulator` gets. */
export interface VendorPart<Control> {
  readonly vendor: Vendor;
  readonly control: Control;
}

/** The judge of an endpoint, which is there: nobody asks for a path that has none. */
export function judgeOf<Name extends string>(judges: Readonly<Record<Name, Judge>>, endpoint: Name | null): Judge {
  if (endpoint === null) throw new Error('the vendor has no such path');
  return judges[endpoint];
}

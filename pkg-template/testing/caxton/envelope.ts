// The envelope around every answer but the token endpoint's.

import { randomUUID } from 'node:crypto';

import { type Judgement, type Refusal, refuse } from '../judgement.ts';
import { instantWithoutZone } from './instants.ts';
import type { Account } from './accounts.ts';

export interface Envelope {
  readonly Content: { readonly Model: object; readonly ExpectedResponses: readonly string[] };
}

interface EnvelopeRefusal extends Refusal {
  readonly apiStatusCode: number;
  readonly apiStatus: string;
}

const VALID = { ApiStatusCode: 100, ApiStatus: 'IsValid', ApiStatusDescription: 'Is valid' };

/** A model that succeeded with 100 "IsValid". */
export function valid(model: object): Envelope {
  return { Content: { Model: { ...model, ...VALID }, ExpectedResponses: [VALID.ApiStatus] } };
}

/** Beside the content of an answer to a caller with a token: whose it was. */
export function forCaller(envelope: Envelope, account: Account, now: number): object {
  return {
    ...envelope,
    AuthorisedClientModel: { ClientId: 4711, ClientRef: account.clientname, ...VALID },
    AuthorisedUserModel: {
      UserId: 0,
      AppVersion: null,
      TokenStartDate: instantWithoutZone(now),
      TokenEndDate: instantWithoutZone(now),
      LoginTimestamp: instantWithoutZone(now),
      ApiLoginType: randomUUID(),
      ...VALID,
    },
  };
}

/** A refusal inside an envelope, with a status that is not among the expected ones. The vendor's list of them is not public. */
export function refuseInEnvelope({ reason, status, apiStatusCode, apiStatus }: EnvelopeRefusal): Judgement {
  const model = { ApiStatusCode: apiStatusCode, ApiStatus: apiStatus, ApiStatusDescription: apiStatus };
  return refuse(reason, status, { Content: { Model: model, ExpectedResponses: [VALID.ApiStatus] } });
}

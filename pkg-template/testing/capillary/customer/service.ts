// The service for end customers as its endpoints share it, and a call of it.

import type { Judgement } from '../../judgement.ts';
import type { CodedRefusal } from './answers.ts';
import type { Identity } from './identity.ts';
import type { CustomerSettings } from './options.ts';
import type { CustomerSession, SessionBook } from './sessions.ts';
import type { CustomerTokens } from './tokens.ts';
import type { User, UserBook } from './users.ts';

export type Channel = 'mobile' | 'web' | 'mfa';

export interface CustomerService {
  readonly settings: CustomerSettings;
  readonly users: UserBook;
  readonly sessions: SessionBook;
  readonly tokens: CustomerTokens;
}

type MemberName =
  | 'identifierType'
  | 'identifierValue'
  | 'mobile'
  | 'email'
  | 'deviceId'
  | 'brand'
  | 'sessionId'
  | 'password'
  | 'newPassword'
  | 'confirmPassword'
  | 'token'
  | 'authorizedToken'
  | 'expiredToken'
  | 'key'
  | 'newIdentifierValue';

/** The members of a call's body: texts, but for an OTP that came as a number. Those a step needs are there. */
export type CallMembers = { readonly [Name in MemberName]?: string } & { readonly otp?: string | number };

/** A call as it came. `channel` is null for a step that is one for all channels. */
export interface Call extends CustomerService {
  readonly channel: Channel | null;
  readonly members: CallMembers;
}

/** A call once it is known whom it is about. */
export interface SubjectCall extends Call {
  readonly identity: Identity;
  readonly user: User | undefined;
}

/** A call in a session, which steps that need one are sure to get. */
export interface SessionCall extends SubjectCall {
  readonly session: CustomerSession;
}

export type StepOutcome =
  | { readonly judgement: Judgement; readonly refusal?: undefined }
  | { readonly refusal: CodedRefusal; readonly judgement?: undefined };

interface StepForm {
  /** Null: one for all of them. */
  readonly channels: readonly Channel[] | null;
  readonly method?: string;
  readonly needed: readonly string[];
  readonly optional?: readonly string[];
  readonly query?: RegExp;
}

export type Step =
  | (StepForm & { readonly inSession?: undefined; readonly run: (call: SubjectCall) => StepOutcome })
  | (StepForm & { readonly inSession: true; readonly run: (call: SessionCall) => StepOutcome });

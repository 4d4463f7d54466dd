// The steps from nobody to a token: a session, an OTP or a password, and later another token.
//
// A step's `run(call)` gives `{ judgement }` or `{ refusal }`. What it changes, it changes when its answer is really sent.

import { createHash } from 'node:crypto';

import { type CodedRefusal, type Grant, acceptPlainly, acceptWithToken, no } from './answers.ts';
import { identityMismatch } from './identity.ts';
import type { Channel, SessionCall, Step, StepOutcome, SubjectCall } from './service.ts';
import type { CustomerSession } from './sessions.ts';
import type { CustomerHolder } from './tokens.ts';
import type { User } from './users.ts';

const EVERYWHERE: readonly Channel[] = ['mobile', 'web', 'mfa'];

/** The refusal of everything about passwords where the brand has none. */
export const NO_PASSWORDS: CodedRefusal = no(1524, 'this brand has no passwords (an option turns them on)');

export const LOGIN_STEPS: Readonly<Record<string, Step>> = {
  'token/generate': {
    channels: EVERYWHERE,
    needed: [],
    optional: ['password', 'confirmPassword', 'authorizedToken'],
    run: openSession,
  },
  'otp/generate': {
    channels: EVERYWHERE,
    needed: ['sessionId'],
    inSession: true,
    query: /^fallbackChannel=SMS$/,
    run: sendOtp,
  },
  'otp/validate': { channels: EVERYWHERE, needed: ['sessionId', 'otp'], inSession: true, run: validateOtp },
  'password/validate': {
    channels: EVERYWHERE,
    needed: ['sessionId', 'password'],
    inSession: true,
    run: validatePassword,
  },
  'token/regenerate': { channels: EVERYWHERE, needed: [], optional: ['key', 'expiredToken'], run: regenerate },
};

function openSession(call: SubjectCall): StepOutcome {
  const { settings, members, channel, identity, user, sessions, tokens } = call;
  const refusal = openingRefusal(call) ?? firstFactorRefusal(call);
  if (refusal) return { refusal };
  const grant = (): Grant => {
    const { brand, deviceId, password: newPassword = null } = members;
    const session = sessions.open({ channel, brand, deviceId, identity, newPassword, passwords: settings.passwords });
    const token = tokens.issue({ user, identity, deviceId, brand, channel, role: 'VIEW' }, 'view');
    return { token, role: 'VIEW', user, sessionId: session.id };
  };
  return { judgement: acceptWithToken(grant, settings) };
}

function openingRefusal({ settings, members, channel, identity }: SubjectCall): CodedRefusal | null {
  const { password, confirmPassword, mobile, email } = members;
  if (channel === 'mfa') return null;
  if (identity.type === 'USERNAME' && !mobile && !email) return no(1540, 'USERNAME needs mobile or email beside it');
  const isShort = settings.passwords && (!password || !confirmPassword);
  if (isShort) return no(1520, 'a brand with passwords needs password and confirmPassword');
  return password === confirmPassword ? null : no(1521, 'password and confirmPassword differ');
}

function firstFactorRefusal({ members, channel, tokens, user }: SubjectCall): CodedRefusal | null {
  if (channel !== 'mfa') return members.authorizedToken ? no(1519, 'authorizedToken is for mfa') : null;
  if (!members.authorizedToken) return no(1504, 'authorizedToken, the token of the first factor, is missing');
  const { state, holder } = tokens.lookUp(members.authorizedToken);
  if (state === 'expired') return no(1529, 'authorizedToken has expired');
  if (state !== 'good' || holder.role === 'VIEW') return no(1504, 'authorizedToken is not the token of a first factor');
  const isStranger = user !== undefined && user !== holder.user;
  return isStranger ? no(1541, "the identifier is another customer's than authorizedToken") : null;
}

function sendOtp({ session, settings }: SessionCall): StepOutcome {
  return { judgement: acceptPlainly(() => (session.otp = settings.otp)) };
}

function validateOtp(call: SessionCall): StepOutcome {
  const { session, settings, members, users, identity } = call;
  if (session.wrongOtps >= settings.retries) return { refusal: no(1518, 'the retries of this session are exhausted') };
  if (session.otp === null) return { refusal: no(1537, 'no OTP was generated in this session, or it was used') };
  const wrong = (reason: string): StepOutcome => ({ refusal: no(1506, reason, () => (session.wrongOtps += 1)) });
  if (typeof members.otp === 'number') return wrong('otp is a number: its leading zeros are lost; it is text');
  if (members.otp !== session.otp) return wrong('wrong OTP');
  return {
    judgement: acceptWithToken(() => loginGrant(call, provenUser(session, users.findOrAdd(identity))), settings),
  };
}

function provenUser(session: CustomerSession, user: User): User {
  session.otp = null;
  session.proven = true;
  user.password = session.newPassword ?? user.password;
  session.newPassword = null;
  return user;
}

function validatePassword(call: SessionCall): StepOutcome {
  const { session, settings, members, user } = call;
  if (!settings.passwords) return { refusal: NO_PASSWORDS };
  if (!user) return { refusal: no(1515, 'no such customer') };
  if (!user.password) return { refusal: no(1526, 'the customer has no password yet: the first login is by OTP') };
  if (session.wrongPasswords >= settings.retries)
    return { refusal: no(1530, 'the retries of this session are exhausted') };
  if (members.password === user.password) return { judgement: acceptWithToken(() => loginGrant(call, user), settings) };
  return {
    refusal: no(1528, wrongPassword(user.password, members.password ?? ''), () => (session.wrongPasswords += 1)),
  };
}

/** What is probably wrong with a password. Unlike Basic, this service takes it in clear. */
export function wrongPassword(password: string, sent: string): string {
  const digest = createHash('md5').update(password).digest('hex');
  return sent.toLowerCase() === digest
    ? 'the password was sent as its MD5; here it is sent in clear'
    : 'wrong password';
}

function loginGrant({ settings, tokens, identity, members, channel }: SubjectCall, user: User): Grant {
  const { brand, deviceId } = members;
  const isPending = settings.secondFactor && channel !== 'mfa';
  const holder: CustomerHolder = { user, identity, deviceId, brand, channel, role: isPending ? 'MFA_PENDING' : 'USER' };
  const hasKey = channel !== 'web' && !isPending;
  const token = tokens.issue(holder, 'login');
  return { token, key: hasKey ? tokens.issueKey(holder) : null, role: holder.role, user };
}

type FoundHolder =
  | { readonly holder: CustomerHolder; readonly refusal?: undefined }
  | { readonly refusal: CodedRefusal; readonly holder?: undefined };

function regenerate(call: SubjectCall): StepOutcome {
  const { settings } = call;
  const { holder, refusal } = call.channel === 'web' ? holderOfExpired(call) : holderOfKey(call);
  if (refusal) return { refusal };
  const mismatch = holderMismatch(call, holder);
  if (mismatch) return { refusal: mismatch };
  const grant = (): Grant => ({ token: call.tokens.issue(holder, 'renewal'), role: holder.role, user: holder.user });
  return { judgement: acceptWithToken(grant, settings) };
}

function holderOfExpired({ members, tokens }: SubjectCall): FoundHolder {
  if (members.key) return { refusal: no(1525, 'web sends expiredToken, not key') };
  const { state, holder } = tokens.lookUp(members.expiredToken);
  if (state === 'unknown') return { refusal: no(1525, 'expiredToken is missing, unknown or revoked') };
  return holder.role === 'USER' ? { holder } : { refusal: no(1525, 'expiredToken is not the token of a login') };
}

function holderOfKey({ members, tokens }: SubjectCall): FoundHolder {
  if (members.expiredToken) return { refusal: no(1525, 'expiredToken is for web; here key is sent') };
  const holder = tokens.holderOfKey(members.key);
  return holder ? { holder } : { refusal: no(1597, 'key is missing, unknown or revoked') };
}

function holderMismatch({ channel, members, identity }: SubjectCall, holder: CustomerHolder): CodedRefusal | null {
  if (holder.channel !== channel) return no(1525, `the login was for ${holder.channel}`);
  if (holder.deviceId !== members.deviceId) return no(1508, 'deviceId is not the one of the login');
  const mismatch = identityMismatch(holder.identity, identity, members);
  return mismatch ? no(mismatch.code, mismatch.reason) : null;
}

// The steps that change an account: its password, its identifier, the end of a login.

import { type CodedRefusal, acceptPlainly, no } from './answers.ts';
import { NO_PASSWORDS, wrongPassword } from './login-steps.ts';
import type { CallMembers, Channel, SessionCall, Step, StepOutcome, SubjectCall } from './service.ts';
import type { User } from './users.ts';
import type { CustomerHolder } from './tokens.ts';

const EVERYWHERE: readonly Channel[] = ['mobile', 'web', 'mfa'];

export const ACCOUNT_STEPS: Readonly<Record<string, Step>> = {
  'password/change': {
    channels: EVERYWHERE,
    needed: ['password', 'newPassword', 'confirmPassword', 'token'],
    run: changePassword,
  },
  'password/forget': {
    channels: EVERYWHERE,
    needed: ['sessionId', 'password', 'confirmPassword'],
    inSession: true,
    run: forgetPassword,
  },
  'token/expire': { channels: ['mfa'], method: 'DELETE', needed: ['token'], run: expireToken },
  // One for all channels.
  'user/updateIdentifierValue': { channels: null, needed: ['newIdentifierValue', 'token'], run: updateIdentifier },
};

function changePassword(call: SubjectCall): StepOutcome {
  const { settings, members } = call;
  if (!settings.passwords) return { refusal: NO_PASSWORDS };
  const { user, refusal: loginRefusal } = loginOf(call, 1523);
  if (loginRefusal) return { refusal: loginRefusal };
  const refusal = passwordRefusal(members, user);
  return refusal ? { refusal } : { judgement: acceptPlainly(() => (user.password = members.newPassword ?? null)) };
}

function passwordRefusal({ password, newPassword, confirmPassword }: CallMembers, user: User): CodedRefusal | null {
  if (newPassword !== confirmPassword) return no(1521, 'newPassword and confirmPassword differ');
  if (!user.password) return no(1523, 'the customer has no password yet');
  if (password !== user.password) return no(1528, wrongPassword(user.password, password ?? ''));
  return newPassword === password ? no(1527, 'the new password is the old one') : null;
}

// A session alone proves nothing about who opened it: the password counts once its OTP has been validated.
function forgetPassword({ settings, members, user, session }: SessionCall): StepOutcome {
  if (!settings.passwords) return { refusal: NO_PASSWORDS };
  if (!user) return { refusal: no(1515, 'no such customer') };
  if (members.password !== members.confirmPassword) return { refusal: no(1521, 'password and confirmPassword differ') };
  return {
    judgement: acceptPlainly(() => {
      if (session.proven) user.password = members.password ?? null;
      else session.newPassword = members.password ?? null;
    }),
  };
}

function expireToken(call: SubjectCall): StepOutcome {
  const { members, tokens } = call;
  const { holder, refusal } = loginOf(call, 1531);
  if (refusal) return { refusal: no(1531, refusal.reason) };
  if (holder.channel !== 'mfa') return { refusal: no(1531, 'the token is not of a second factor') };
  return { judgement: acceptPlainly(() => tokens.revoke(members.token)) };
}

function updateIdentifier(call: SubjectCall): StepOutcome {
  const { members, users, identity } = call;
  const { newIdentifierValue: value = '' } = members;
  const { user, refusal } = loginOf(call, 1519);
  if (refusal) return { refusal };
  const owner = users.find({ type: identity.type, value });
  if (owner && owner !== user) return { refusal: no(1543, "newIdentifierValue is another customer's") };
  return { judgement: acceptPlainly(() => users.change(user, identity.type, value)) };
}

type FoundLogin =
  | { readonly user: User; readonly holder: CustomerHolder; readonly refusal?: undefined }
  | { readonly refusal: CodedRefusal; readonly user?: undefined; readonly holder?: undefined };

// The very customer the call is about, where the token shows that they are logged in. `otherwise` is the code for whatever
// has none of its own.
function loginOf({ members: { token = '' }, tokens, user }: SubjectCall, otherwise: number): FoundLogin {
  if (/^bearer\b/i.test(token)) return { refusal: no(otherwise, 'token has a Bearer prefix') };
  const { state, holder } = tokens.lookUp(token);
  if (state === 'expired') return { refusal: no(1529, 'the token has expired') };
  if (state === 'unknown') return { refusal: no(otherwise, 'the token is unknown or revoked') };
  if (holder.role !== 'USER') return { refusal: no(otherwise, `a ${holder.role} token is no login`) };
  if (!user) return { refusal: no(1515, 'no such customer') };
  return holder.user === user ? { user, holder } : { refusal: no(otherwise, "the token is another customer's") };
}

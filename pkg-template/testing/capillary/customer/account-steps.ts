// The steps that change an account: its password, its identifier, the end of a login.

import { acceptPlainly, no } from "./answers.ts";
import { NO_PASSWORDS, wrongPassword } from "./login-steps.ts";

const EVERYWHERE = ["mobile", "web", "mfa"];

export const ACCOUNT_STEPS = {
  "password/change": {
    channels: EVERYWHERE,
    needed: ["password", "newPassword", "confirmPassword", "token"],
    run: changePassword,
  },
  "password/forget": {
    channels: EVERYWHERE,
    needed: ["sessionId", "password", "confirmPassword"],
    inSession: true,
    run: forgetPassword,
  },
  "token/expire": { channels: ["mfa"], method: "DELETE", needed: ["token"], run: expireToken },
  // One for all channels.
  "user/updateIdentifierValue": { channels: null, needed: ["newIdentifierValue", "token"], run: updateIdentifier },
};

function changePassword(call) {
  const { settings, members, user } = call;
  if (!settings.passwords) return { refusal: NO_PASSWORDS };
  const refusal = loginRefusal(call, 1523) ?? passwordRefusal(members, user);
  return refusal ? { refusal } : { judgement: acceptPlainly(() => (user.password = members.newPassword)) };
}

function passwordRefusal({ password, newPassword, confirmPassword }, user) {
  if (newPassword !== confirmPassword) return no(1521, "newPassword and confirmPassword differ");
  if (!user.password) return no(1523, "the customer has no password yet");
  if (password !== user.password) return no(1528, wrongPassword(user.password, password));
  return newPassword === password ? no(1527, "the new password is the old one") : null;
}

// A session alone proves nothing about who opened it: the password counts once its OTP has been validated.
function forgetPassword({ settings, members, user, session }) {
  if (!settings.passwords) return { refusal: NO_PASSWORDS };
  if (!user) return { refusal: no(1515, "no such customer") };
  if (members.password !== members.confirmPassword) return { refusal: no(1521, "password and confirmPassword differ") };
  return { judgement: acceptPlainly(() => {
    if (session.proven) user.password = members.password;
    else session.newPassword = members.password;
  }) };
}

function expireToken(call) {
  const { members, tokens } = call;
  const refusal = loginRefusal(call, 1531);
  if (refusal) return { refusal: no(1531, refusal.reason) };
  const { holder } = tokens.lookUp(members.token);
  if (holder.channel !== "mfa") return { refusal: no(1531, "the token is not of a second factor") };
  return { judgement: acceptPlainly(() => tokens.revoke(members.token)) };
}

function updateIdentifier(call) {
  const { members, users, user, identity } = call;
  const refusal = loginRefusal(call, 1519);
  if (refusal) return { refusal };
  const owner = users.find({ type: identity.type, value: members.newIdentifierValue });
  if (owner && owner !== user) return { refusal: no(1543, "newIdentifierValue is another customer's") };
  return { judgement: acceptPlainly(() => users.change(user, identity.type, members.newIdentifierValue)) };
}

// The refusal of a token that does not show the very customer the call is about to be logged in. `otherwise` is the code
// for whatever has none of its own.
function loginRefusal({ members, tokens, user }, otherwise) {
  if (/^bearer\b/i.test(members.token)) return no(otherwise, "token has a Bearer prefix");
  const { state, holder } = tokens.lookUp(members.token);
  if (state === "expired") return no(1529, "the token has expired");
  if (state === "unknown") return no(otherwise, "the token is unknown or revoked");
  if (holder.role !== "USER") return no(otherwise, `a ${holder.role} token is no login`);
  if (!user) return no(1515, "no such customer");
  return holder.user === user ? null : no(otherwise, "the token is another customer's");
}

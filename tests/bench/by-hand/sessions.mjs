// The state of an end customer, as one reads it with JSON.parse: of the answer, and of its JWT's parts.

import { readToken, tokenParts } from "./tokens.mjs";

/** What the bench compares of a session, whoever read it. */
export const sessionParts = ({ loggedIn, next, role, token, key, sessionId }) => ({
  loggedIn,
  next,
  role,
  token: token && tokenParts(token),
  key: key && key.value,
  sessionId,
});

export function readSession({ status, body }, now) {
  const answer = typeof body === "string" ? JSON.parse(body) : body;
  if (answer.status.success !== true) throw new Error(answer.status.message);
  const { auth, user } = answer;
  const isUser = user.role === "USER";
  return {
    loggedIn: isUser,
    next: isUser ? "none" : user.userRegisteredForPassword ? "password" : "otp",
    role: user.role,
    token: readToken({ status, body: answer }, now, () => ({ token: auth.token, lifetime: null })),
    key: auth.key && { value: auth.key },
    sessionId: user.sessionId,
  };
}

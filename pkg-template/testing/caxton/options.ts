// The options of the Caxton part: whose account it is, and how the undocumented corners answer.

import { checkedList, requireNamedFields, requireOneOf, requireText, requireWholeNumber } from "../named-fields.ts";

const THIRTY_DAYS_SECONDS = 30 * 24 * 60 * 60;
const LONGEST_PASSWORD_DAYS = 3_650;

// Plus, slash, equals, ampersand and percent: what a client that does not encode its form breaks on.
const FAKE_ACCOUNT = {
  username: "fake.api.user@example.com",
  clientname: "fakeclient",
  clientPassword: "Fake+Password/Of=The&Emulator%20!",
};
const FAKE_SUB_ACCOUNT = { username: "fake.sub.account@example.com", clientname: "fakesub", identityNumber: "100200300" };
const FAKE_USER_TOKEN = "fake-user-api-token-of-the-emulator";

const OPTIONS = [
  "port",
  "account",
  "subAccounts",
  "userApiToken",
  "lifetimeSeconds",
  "passwordDays",
  "secondRegistration",
  "expiredPassword",
  "failureStatus",
  "resetPath",
];

/** Options with every default filled in; refuses what is not one, naming it. */
export function checkedCaxtonOptions(options = {}) {
  const where = "startEmulator.caxton";
  requireNamedFields(where, options, OPTIONS);
  const { userApiToken = FAKE_USER_TOKEN, lifetimeSeconds = THIRTY_DAYS_SECONDS - 1, passwordDays = 30 } = options;
  requireText(`${where}.userApiToken`, userApiToken);
  requireLifetime(`${where}.lifetimeSeconds`, lifetimeSeconds);
  requireWholeNumber(`${where}.passwordDays`, passwordDays, 1, LONGEST_PASSWORD_DAYS);
  return {
    account: checkedAccount(`${where}.account`, options.account ?? FAKE_ACCOUNT),
    subAccounts: checkedSubAccounts(`${where}.subAccounts`, options.subAccounts),
    userApiToken,
    lifetimeSeconds,
    passwordDays,
    ...checkedCorners(where, options),
  };
}

/** Refuses a lifetime the vendor could not give: 30 days is the default, and more is not known of. */
export function requireLifetime(where, seconds) {
  requireWholeNumber(where, seconds, 1, THIRTY_DAYS_SECONDS);
}

function checkedCorners(where, options) {
  const { secondRegistration = "rotates", expiredPassword = "invalid_grant", failureStatus = 200 } = options;
  const { resetPath = "/api/clients/auth/reset" } = options;
  requireOneOf(`${where}.secondRegistration`, secondRegistration, ["rotates", "repeats", "refused"]);
  requireOneOf(`${where}.expiredPassword`, expiredPassword, ["invalid_grant", "envelope"]);
  requireWholeNumber(`${where}.failureStatus`, failureStatus, 200, 599);
  if (typeof resetPath !== "string" || !/^\/api\/[^?#]+$/.test(resetPath)) {
    throw new TypeError(`${where}.resetPath: expected a path that starts with "/api/" and has no query`);
  }
  return { secondRegistration, expiredPassword, failureStatus, resetPath };
}

function checkedAccount(where, account) {
  requireNamedFields(where, account, ["username", "clientname", "clientPassword"]);
  requireText(`${where}.username`, account.username);
  requireText(`${where}.clientname`, account.clientname);
  // Without a password the account has to register first.
  if (account.clientPassword !== undefined) requireText(`${where}.clientPassword`, account.clientPassword);
  return { ...account, identityNumber: null };
}

function checkedSubAccounts(where, list = [FAKE_SUB_ACCOUNT]) {
  if (Array.isArray(list) && list.length === 0) return [];
  return checkedList(where, list, (place, account) => {
    requireNamedFields(place, account, ["username", "clientname", "identityNumber"]);
    for (const name of ["username", "clientname", "identityNumber"]) requireText(`${place}.${name}`, account[name]);
    return { ...account };
  });
}

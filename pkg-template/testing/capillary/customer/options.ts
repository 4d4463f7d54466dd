// The options of the customer service: a brand, its customers, and how the undocumented corners answer.

import { requireNamedFields, requireSwitch, requireText, requireWholeNumber } from "../../named-fields.ts";

const THREE_HOURS_SECONDS = 3 * 60 * 60;

const FAKE_USER = {
  mobile: "919900000000",
  email: "fake.customer@example.com",
  username: "fake.customer",
  password: "Fake-Password-1",
};
const IDENTIFIERS = ["mobile", "email", "username", "externalId"];

const OPTIONS = [
  "brand",
  "users",
  "passwords",
  "secondFactor",
  "otp",
  "retries",
  "sessionSeconds",
  "lifetimeSeconds",
  "errorStatus",
];

/** Options with every default filled in; refuses what is not one, naming it. */
export function checkedCustomerOptions(options = {}) {
  const where = "startEmulator.capillary.customer";
  requireNamedFields(where, options, OPTIONS);
  // A leading zero, which is lost on who takes it for a number.
  const { brand = "FAKEBRAND", otp = "012345", passwords = false, secondFactor = false } = options;
  const { retries = 5, sessionSeconds = 15 * 60, lifetimeSeconds = null, errorStatus = 200 } = options;
  requireText(`${where}.brand`, brand);
  requireOtp(`${where}.otp`, otp);
  requireSwitch(`${where}.passwords`, passwords);
  requireSwitch(`${where}.secondFactor`, secondFactor);
  requireWholeNumber(`${where}.retries`, retries, 1, 100);
  requireWholeNumber(`${where}.sessionSeconds`, sessionSeconds, 1, THREE_HOURS_SECONDS);
  if (lifetimeSeconds !== null) requireLifetime(`${where}.lifetimeSeconds`, lifetimeSeconds);
  requireWholeNumber(`${where}.errorStatus`, errorStatus, 200, 599);
  const users = checkedUsers(`${where}.users`, options.users ?? [FAKE_USER]);
  return { brand, otp, passwords, secondFactor, retries, sessionSeconds, lifetimeSeconds, errorStatus, users };
}

/** Refuses a lifetime longer than any that was seen, three hours. */
export function requireLifetime(where, seconds) {
  requireWholeNumber(where, seconds, 1, THREE_HOURS_SECONDS);
}

/** Refuses a one-time password that is not text of digits. */
export function requireOtp(where, otp) {
  if (typeof otp !== "string" || !/^\d{4,10}$/.test(otp)) throw new TypeError(`${where}: expected 4 to 10 digits as text`);
}

function checkedUsers(where, users) {
  if (!Array.isArray(users)) throw new TypeError(`${where}: expected an array`);
  return users.map((user, index) => checkedUser(`${where}[${index}]`, user));
}

function checkedUser(where, user) {
  requireNamedFields(where, user, [...IDENTIFIERS, "password"]);
  for (const [name, text] of Object.entries(user)) requireText(`${where}.${name}`, text);
  if (!IDENTIFIERS.some((name) => user[name])) throw new TypeError(`${where}: give at least one of ${IDENTIFIERS.join(", ")}`);
  return { ...user };
}

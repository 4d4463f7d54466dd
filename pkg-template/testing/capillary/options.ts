// The options of the Capillary part: who may log in, and how the undocumented corners answer.

import { checkedList, requireNamedFields, requireText, requireWholeNumber } from "../named-fields.ts";

const THIRTY_DAYS_SECONDS = 30 * 24 * 60 * 60;

// The vendor's own sample, on its public page.
const SAMPLE_TILL = { username: "store.server", password: "server123" };

const FAKE_CLIENT = {
  key: "FakeKeyOfTheLocalEmulator",
  secret: "FakeSecretOfTheLocalEmulatorDoNotUseIt00",
};

const FAKE_STAFF = { username: "fake.staff", password: "FakeStaffPassword1" };

const FAKE_ADMIN = { email: "fake.admin@example.com", password: "FakeAdminPassword1", authKey: "fake-admin-key", orgId: 1115 };

const OPTIONS = ["tills", "clients", "staff", "admins", "customer", "badCredentialsStatus", "expiredTokenStatus"];

/** Options with every default filled in; refuses what is not one, naming it. */
export function checkedCapillaryOptions(options = {}) {
  const where = "startEmulator.capillary";
  requireNamedFields(where, options, OPTIONS);
  const { tills = [SAMPLE_TILL], clients = [FAKE_CLIENT], staff = [FAKE_STAFF], admins = [FAKE_ADMIN] } = options;
  const { badCredentialsStatus = 200, expiredTokenStatus = 401 } = options;
  requireWholeNumber(`${where}.badCredentialsStatus`, badCredentialsStatus, 200, 599);
  if (expiredTokenStatus !== 200 && expiredTokenStatus !== 401) {
    throw new TypeError(`${where}.expiredTokenStatus: expected 200 or 401`);
  }
  return {
    tills: checkedList(`${where}.tills`, tills, checkedTill),
    clients: checkedList(`${where}.clients`, clients, checkedClient),
    staff: checkedList(`${where}.staff`, staff, checkedTill),
    admins: checkedList(`${where}.admins`, admins, checkedAdmin),
    customer: options.customer,
    badCredentialsStatus,
    expiredTokenStatus,
  };
}

/** Refuses a lifetime the vendor could not give: it grants at most 30 days. */
export function requireLifetime(where, seconds) {
  requireWholeNumber(where, seconds, 1, THIRTY_DAYS_SECONDS);
}

function checkedTill(where, till) {
  requireNamedFields(where, till, ["username", "password"]);
  requireText(`${where}.username`, till.username);
  requireText(`${where}.password`, till.password);
  if (till.username.includes(":")) throw new TypeError(`${where}.username: Basic (RFC 7617) cannot carry a colon`);
  return { username: till.username, password: till.password };
}

function checkedAdmin(where, admin) {
  requireNamedFields(where, admin, ["email", "password", "authKey", "orgId"]);
  for (const name of ["email", "password", "authKey"]) requireText(`${where}.${name}`, admin[name]);
  requireWholeNumber(`${where}.orgId`, admin.orgId, 0, Number.MAX_SAFE_INTEGER);
  if (admin.email.includes(":")) throw new TypeError(`${where}.email: Basic (RFC 7617) cannot carry a colon`);
  return { ...admin };
}

function checkedClient(where, client) {
  requireNamedFields(where, client, ["key", "secret", "lifetimeSeconds", "defaultTill", "forbidden"]);
  const { key, secret, lifetimeSeconds = 300, defaultTill = 50_001, forbidden = [] } = client;
  requireText(`${where}.key`, key);
  requireText(`${where}.secret`, secret);
  requireLifetime(`${where}.lifetimeSeconds`, lifetimeSeconds);
  requireWholeNumber(`${where}.defaultTill`, defaultTill, 1, Number.MAX_SAFE_INTEGER);
  if (!Array.isArray(forbidden)) throw new TypeError(`${where}.forbidden: expected an array of paths`);
  forbidden.forEach((path, position) => requireText(`${where}.forbidden[${position}]`, path));
  return { key, secret, lifetimeSeconds, defaultTill, forbidden: [...forbidden] };
}
